import type { Arrival6 } from '../effects/effects.ts';
import { queryToForward, responseToSend } from '../engine/dhcp4o6/v6-half.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import { ipcFailure } from '../net/ipc-failure.ts';
import type { Packet6 } from '../wire/v6/packet.ts';
import type { Surroundings } from './machinery.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Wire6 } from './wire6.ts';

/** The DHCPv6 half of a pair: it keeps no state between a query and its answer (RFC 7341 §7). */
export interface PairOf6 {
  /** True when the message is for the DHCPv4 half, and was passed on. */
  takes(packet: Packet6, arrival: Arrival6): boolean;
}

interface Pair6Options {
  readonly surroundings: Pick<Surroundings, 'net' | 'log'>;
  /** That of the config in force. */
  readonly environment: () => EngineEnvironment;
}

export function openPairOf6({ surroundings, environment }: Pair6Options, port: number, wire: Wire6): Outcome<PairOf6> {
  const { net, log } = surroundings;
  const opened = net.openIpc({ localPort: port, peerPort: port + 1 }, (datagram) => {
    const response = responseToSend(datagram, environment());
    if (response.log) log(response.log);
    if (response.kind === 'send') wire.send([{ bytes: response.bytes, to: response.to }]);
  });
  if (!opened.ok) return refused(ipcFailure(opened.error));
  const ipc = opened.socket;
  return done({
    takes(packet, arrival) {
      const upward = queryToForward(packet, arrival, packet.raw);
      if (!upward) return false;
      log(upward.log);
      // When the DHCPv4 half is not there the query is lost, as on any network; the client asks again.
      ipc.send(upward.datagram);
      return true;
    },
  });
}
