import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Reply6 } from '../host/interpreter.ts';
import { formatIpv6, IPV6_ANY } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';
import type { Datagram6, NetIo, Received, UdpSocket6 } from '../net/net-io.ts';
import type { ServedNetwork } from './interface-selection.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** The socket of a DHCPv6 server: one for all interfaces. */
export interface Wire6 {
  /** Why the last one could not be sent is logged; the others leave all the same. */
  send(replies: readonly Reply6[]): void;
  /** Another set of interfaces needs another socket, since this one is a member of their multicast groups. */
  listen(served: readonly ServedNetwork[]): Outcome<void>;
}

export interface Wire6Options {
  readonly served: readonly ServedNetwork[];
  readonly port: number;
  /** `local-address6` with `bind-local-address6`: where the socket is bound; without: where it sends from. */
  readonly localAddress: Ipv6 | undefined;
  readonly bindLocalAddress: boolean;
  readonly quiet: boolean;
  readonly log: (message: Message) => void;
  readonly received: Received<Datagram6>;
}

export function openWire6(net: NetIo, options: Wire6Options): Outcome<Wire6> {
  let { served } = options;
  const first = openSocket(net, served, options);
  if (!first.ok) return first;
  let socket = first.value;
  return done({
    send: (replies) => sendAll(socket, replies, options.log),
    listen(next) {
      if (namesOf(next) === namesOf(served)) return done(undefined);
      socket.close();
      const opened = openSocket(net, next, options);
      const open = opened.ok ? opened : openSocket(net, served, options);
      if (open.ok) socket = open.value;
      if (opened.ok) served = next;
      return opened.ok ? done(undefined) : opened;
    },
  });
}

const namesOf = (served: readonly ServedNetwork[]): string =>
  served
    .map(({ network }) => `${network.index} ${network.name}`)
    .sort()
    .join();

function openSocket(net: NetIo, served: readonly ServedNetwork[], options: Wire6Options): Outcome<UdpSocket6> {
  const { localAddress, bindLocalAddress, port, log } = options;
  const bound = bindLocalAddress ? localAddress : undefined;
  const opened = net.openUdp6(
    {
      address: bound ?? IPV6_ANY,
      port,
      interfaces: served.map(({ network }) => network),
      join: true,
      ...(localAddress === undefined ? {} : { source: localAddress }),
    },
    options.received,
  );
  if (!opened.ok) return refused(serverLog.cannotBind(opened.error.text));
  const { socket } = opened;
  log(serverLog.bound6(bound === undefined ? undefined : formatIpv6(bound), port));
  if (!options.quiet) {
    for (const { network, sharedNetwork } of served) {
      log(serverLog.listening6(socket.descriptor, network.name, sharedNetwork?.name ?? ''));
      log(serverLog.sending6(socket.descriptor, network.name, sharedNetwork?.name ?? ''));
    }
  }
  return done(socket);
}

function sendAll(socket: UdpSocket6, replies: readonly Reply6[], log: (message: Message) => void): void {
  for (let rest = replies; rest.length > 0; ) {
    const { sent, error } = socket.send(rest.map(({ bytes, to }) => ({ payload: bytes, ...to })));
    if (error) log(serverLog.sendFailed6(error.text));
    else if (sent === 0) return;
    rest = rest.slice(error ? sent + 1 : sent);
  }
}
