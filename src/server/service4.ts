import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Arrival4, Event4 } from '../effects/effects.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import type { Datagram4, IcmpSocket, NetIo } from '../net/net-io.ts';
import { decode4 } from '../wire/v4/decode.ts';
import type { ServedNetwork } from './interface-selection.ts';
import { type Begun, type Machinery, newMachinery, type Surroundings } from './machinery.ts';
import { aboutMalformed4 } from './malformed.ts';
import { done, type Outcome } from './outcome.ts';
import { openPairOf4 } from './pair4.ts';
import type { Service } from './service.ts';
import { openWire4, type Wire4 } from './wire4.ts';

/** A DHCPv4 server: sockets, engine, lease file. */
export interface Service4Options {
  readonly surroundings: Surroundings;
  readonly engine: Begun<Event4>;
  readonly environment: EngineEnvironment;
  readonly served: readonly ServedNetwork[];
  readonly quiet: boolean;
  /** The DHCPv4 half of a pair (RFC 7341): no DHCPv4 sockets, everything comes from the DHCPv6 half. */
  readonly dhcp4o6Port: number | undefined;
}

export function startService4(options: Service4Options): Outcome<Service<Event4>> {
  const { surroundings, engine } = options;
  let { environment } = options;
  let machinery: Machinery<Event4> | undefined;
  const feed = (events: readonly Event4[]): void => machinery?.feed(events);
  const wire =
    options.dhcp4o6Port === undefined
      ? openOwnWire(options, feed)
      : openPairOf4({ surroundings, interfaces: () => environment.interfaces }, options.dhcp4o6Port, feed);
  if (!wire.ok) return wire;
  const icmp = openPing(surroundings.net, feed, surroundings.log);
  const running = newMachinery(engine, surroundings, {
    send4: (replies) => wire.value.send(replies),
    send6: () => {},
    ping: (address) => icmp?.ping(address),
  });
  machinery = running;
  return done({
    listen: (served) => wire.value.listen(served),
    takeOver(next) {
      environment = next.environment;
      running.takeOver(next.config, next.engine);
    },
  });
}

function openOwnWire(options: Service4Options, feed: (events: readonly Event4[]) => void): Outcome<Wire4> {
  const { surroundings, environment, served, quiet } = options;
  return openWire4(surroundings.net, {
    served,
    quiet,
    port: environment.serverPort,
    localAddress: surroundings.config.settings.localAddress,
    log: surroundings.log,
    received: (batch) => feed(batch.flatMap((datagram) => packetEvent(datagram, surroundings.log))),
    sendDhcp4o6: () => {},
  });
}

/** A malformed message costs a line in the log, nothing more. */
function packetEvent(datagram: Datagram4, log: (message: Message) => void): readonly Event4[] {
  const { interfaceName, source, destination } = datagram;
  const decoded = decode4(datagram.payload);
  if (!decoded.ok) {
    const message = aboutMalformed4(decoded.malformed);
    if (message) log(message);
    return [];
  }
  for (let i = 0; i < decoded.emptyHostNames; i++) log(serverLog.emptyHostName());
  const arrival: Arrival4 = { interfaceName, source, destination };
  return [{ kind: 'packet', packet: decoded.packet, arrival }];
}

/** Without the right to ping, addresses are offered unchecked; the reference ends there, but a lease is worth more. */
function openPing(
  net: NetIo,
  feed: (events: readonly Event4[]) => void,
  log: (message: Message) => void,
): IcmpSocket | undefined {
  const opened = net.openIcmp((address) => feed([{ kind: 'ping-answered', address }]));
  if (opened.ok) return opened.socket;
  log(serverLog.cannotOpenSocket('ICMP socket for the ping check', opened.error.text));
  return undefined;
}
