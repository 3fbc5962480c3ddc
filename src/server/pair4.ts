import type { Event4 } from '../effects/effects.ts';
import { openQuery, type QueryContext, wrapReply } from '../engine/dhcp4o6/v4-half.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import type { Reply4 } from '../host/interpreter.ts';
import { ipcFailure } from '../net/ipc-failure.ts';
import type { IpcSocket } from '../net/net-io.ts';
import { decode4 } from '../wire/v4/decode.ts';
import type { Surroundings } from './machinery.ts';
import { aboutMalformed4 } from './malformed.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { type Wire4, wire4Of4o6 } from './wire4.ts';

/** Queries whose answer is still to come: a ping check takes a second, everything else answers at once. */
const MOST_PENDING = 4096;

interface Pair4Options {
  readonly surroundings: Pick<Surroundings, 'net' | 'log'>;
  /** Those of the config in force. */
  readonly interfaces: () => EngineEnvironment['interfaces'];
}

/** The DHCPv4 half of a pair listens one port above the DHCPv6 half, on ::1 (RFC 7341; dhcpd(8), -4o6). */
export function openPairOf4(
  { surroundings, interfaces }: Pair4Options,
  port: number,
  feed: (events: readonly Event4[]) => void,
): Outcome<Wire4> {
  const { net, log } = surroundings;
  const pending = new Map<number, QueryContext>();
  let tickets = 0;
  let ipc: IpcSocket | undefined;

  function received(datagram: Uint8Array): void {
    const ticket = tickets++;
    const opened = openQuery(datagram, interfaces(), ticket);
    opened.logs.forEach(log);
    if (opened.kind === 'drop') return;
    const decoded = decode4(opened.message);
    if (!decoded.ok) {
      const message = aboutMalformed4(decoded.malformed);
      if (message) log(message);
      return;
    }
    remember(ticket, opened.context);
    feed([{ kind: 'packet', packet: decoded.packet, arrival: opened.arrival }]);
  }
  function remember(ticket: number, context: QueryContext): void {
    pending.set(ticket, context);
    const [oldest] = pending.keys();
    if (pending.size > MOST_PENDING && oldest !== undefined) pending.delete(oldest);
  }
  function answer({ bytes, to }: Reply4): void {
    const ticket = to.kind === 'dhcp4o6' ? to.path.ticket : undefined;
    const context = ticket === undefined ? undefined : pending.get(ticket);
    if (ticket === undefined || !context) return;
    pending.delete(ticket);
    const wrapped = wrapReply(context, bytes);
    if ('fault' in wrapped) log(wrapped.fault);
    // A partner that is not there is no error: queries only come from one that is.
    else ipc?.send(wrapped.datagram);
  }

  const opened = net.openIpc({ localPort: port + 1, peerPort: port }, received);
  if (!opened.ok) return refused(ipcFailure(opened.error));
  ipc = opened.socket;
  return done(wire4Of4o6(answer));
}
