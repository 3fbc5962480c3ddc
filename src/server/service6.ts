import type { Arrival6, Event6 } from '../effects/effects.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import type { Datagram6 } from '../net/net-io.ts';
import { decode6 } from '../wire/v6/decode.ts';
import type { ServedNetwork } from './interface-selection.ts';
import { type Begun, type Machinery, newMachinery, type Surroundings } from './machinery.ts';
import { aboutMalformed6 } from './malformed.ts';
import { done, type Outcome } from './outcome.ts';
import { openPairOf6, type PairOf6 } from './pair6.ts';
import type { Service } from './service.ts';
import { openWire6, type Wire6 } from './wire6.ts';

/** A DHCPv6 server: socket, engine, lease file. */
export interface Service6Options {
  readonly surroundings: Surroundings;
  readonly engine: Begun<Event6>;
  readonly environment: EngineEnvironment;
  readonly served: readonly ServedNetwork[];
  readonly quiet: boolean;
  /** The DHCPv6 half of a pair (RFC 7341): passes DHCPV4-QUERY messages on to the DHCPv4 half. */
  readonly dhcp4o6Port: number | undefined;
}

export function startService6(options: Service6Options): Outcome<Service<Event6>> {
  const { surroundings, engine, served } = options;
  let { environment } = options;
  const { config, log } = surroundings;
  let machinery: Machinery<Event6> | undefined;
  let pair: PairOf6 | undefined;
  const wire = openWire6(surroundings.net, {
    served,
    quiet: options.quiet,
    port: environment.serverPort,
    localAddress: config.settings.localAddress6,
    bindLocalAddress: config.settings.bindLocalAddress6,
    log,
    received: (batch) => machinery?.feed(batch.flatMap((datagram) => eventsOf(datagram, { log, environment }, pair))),
  });
  if (!wire.ok) return wire;
  if (options.dhcp4o6Port !== undefined) {
    const opened = openPairOf6({ surroundings, environment: () => environment }, options.dhcp4o6Port, wire.value);
    if (!opened.ok) return opened;
    pair = opened.value;
  }
  const running = newMachinery(engine, surroundings, outlets(wire.value));
  machinery = running;
  return done({
    listen: (next) => wire.value.listen(next),
    takeOver(next) {
      environment = next.environment;
      running.takeOver(next.config, next.engine);
    },
  });
}

const outlets = (wire: Wire6) => ({
  send4: () => {},
  send6: (replies: Parameters<Wire6['send']>[0]) => wire.send(replies),
  ping: () => {},
});

/** The messages for the engine; those for the other half of a pair go there. */
function eventsOf(
  datagram: Datagram6,
  { log, environment }: Pick<Surroundings, 'log'> & Pick<Service6Options, 'environment'>,
  pair: PairOf6 | undefined,
): readonly Event6[] {
  const { interfaceName, interfaceIndex, source, sourcePort, destination } = datagram;
  if (!environment.interfaces.has(interfaceName)) return [];
  const arrival: Arrival6 = { interfaceName, interfaceIndex, source, sourcePort, destination };
  const decoded = decode6(datagram.payload);
  if (!decoded.ok) {
    const message = aboutMalformed6(decoded.malformed, arrival);
    if (message) log(message);
    return [];
  }
  if (pair?.takes(decoded.packet, arrival)) return [];
  return [{ kind: 'packet', packet: decoded.packet, arrival }];
}
