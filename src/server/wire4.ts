import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Destination4 } from '../effects/effects.ts';
import type { Reply4 } from '../host/interpreter.ts';
import { IPV4_ANY } from '../kernel/address.ts';
import { unreachable } from '../kernel/assert.ts';
import { colonHex } from '../kernel/bytes.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import type { Datagram4, LinkSocket, NetError, NetIo, NetworkInterface, Received, UdpSocket4 } from '../net/net-io.ts';
import { encodeFrame4 } from '../wire/frame/frame.ts';
import type { ServedNetwork } from './interface-selection.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** The sockets of a DHCPv4 server: a packet socket an interface, and one UDP socket for what the kernel can route. */
export interface Wire4 {
  send(replies: readonly Reply4[]): void;
  /** Opens sockets on interfaces that are new and closes those on others that are gone. */
  listen(served: readonly ServedNetwork[]): Outcome<void>;
}

export interface Wire4Options {
  readonly served: readonly ServedNetwork[];
  readonly port: number;
  /** `local-address`: where the UDP socket is bound. */
  readonly localAddress: Ipv4 | undefined;
  readonly quiet: boolean;
  readonly log: (message: Message) => void;
  readonly received: Received<Datagram4>;
  /** A reply to a DHCPV4-QUERY (RFC 7341): back over the inter-process socket. */
  readonly sendDhcp4o6: (reply: Reply4) => void;
}

interface Link {
  readonly network: NetworkInterface;
  readonly socket: LinkSocket;
}

/** Opens them all, with the lines of the reference ("Listening on LPF/…"). */
export function openWire4(net: NetIo, options: Wire4Options): Outcome<Wire4> {
  const links = new Map<string, Link>();
  const listening = listenOn(options.served, links, net, options);
  if (!listening.ok) return listening;
  const fallback = net.openUdp4({ address: options.localAddress ?? IPV4_ANY, port: options.port, broadcast: true });
  if (!fallback.ok) return refused(serverLog.cannotBind(fallback.error.text));
  if (!options.quiet) options.log(serverLog.sendingFallback());
  return done({
    send: (replies) => sendAll(replies, links, fallback.socket, options),
    listen: (served) => listenOn(served, links, net, options),
  });
}

/** All or nothing: when one cannot be opened those opened so far are closed again. */
function listenOn(
  served: readonly ServedNetwork[],
  links: Map<string, Link>,
  net: NetIo,
  options: Wire4Options,
): Outcome<void> {
  const fresh = new Map<string, Link>();
  for (const { network, sharedNetwork } of served) {
    if (links.get(network.name)?.network.index === network.index) continue;
    const opened = net.openLink(network, options.port, options.received);
    if (!opened.ok) {
      for (const { socket } of fresh.values()) socket.close();
      return refused(serverLog.cannotOpenSocket(`packet socket on ${network.name}`, opened.error.text));
    }
    fresh.set(network.name, { network, socket: opened.socket });
    if (!options.quiet) announce(network, sharedNetwork?.name ?? '', options.log);
  }
  const wanted = new Map(served.map(({ network }) => [network.name, network]));
  for (const [name, { socket }] of links) {
    const network = wanted.get(name);
    if (network && !fresh.has(name)) links.set(name, { network, socket });
    else {
      socket.close();
      links.delete(name);
    }
  }
  for (const [name, link] of fresh) links.set(name, link);
  return done(undefined);
}

/** The DHCPv4 half of a pair opens no DHCPv4 socket at all (RFC 7341): every reply goes back over the inter-process socket. */
export function wire4Of4o6(sendDhcp4o6: (reply: Reply4) => void): Wire4 {
  return { send: (replies) => replies.forEach(sendDhcp4o6), listen: () => done(undefined) };
}

function announce(network: NetworkInterface, sharedNetwork: string, log: (message: Message) => void): void {
  const address = colonHex(network.hardwareAddress);
  log(serverLog.listening4(network.name, address, sharedNetwork));
  log(serverLog.sending4(network.name, address, sharedNetwork));
}

/** Neighbouring replies that leave through one socket go in one system call. */
function sendAll(
  replies: readonly Reply4[],
  links: ReadonlyMap<string, Link>,
  fallback: UdpSocket4,
  options: Wire4Options,
): void {
  for (let start = 0; start < replies.length; ) {
    const first = replies[start] as Reply4;
    let end = start + 1;
    while (end < replies.length && sharesSocket(first.to, (replies[end] as Reply4).to)) end++;
    sendRun(replies.slice(start, end), links, fallback, options);
    start = end;
  }
}

function sharesSocket(a: Destination4, b: Destination4): boolean {
  if (a.kind === 'link' && b.kind === 'link') return a.interfaceName === b.interfaceName;
  return a.kind === 'routed' && b.kind === 'routed';
}

function sendRun(
  run: readonly Reply4[],
  links: ReadonlyMap<string, Link>,
  fallback: UdpSocket4,
  options: Wire4Options,
): void {
  const { to } = run[0] as Reply4;
  switch (to.kind) {
    case 'dhcp4o6':
      options.sendDhcp4o6(run[0] as Reply4);
      return;
    case 'link': {
      const link = links.get(to.interfaceName);
      if (link)
        retry(
          run.map((reply) => frameOf(reply, link.network, options.port)),
          (frames) => link.socket.send(frames),
          options.log,
        );
      return;
    }
    case 'routed':
      retry(run.map(datagramOf), (datagrams) => fallback.send(datagrams), options.log);
      return;
    default:
      unreachable(to);
  }
}

/** One message that the kernel refuses must not keep the others back: it is logged and left out. */
function retry<T>(
  items: readonly T[],
  send: (items: readonly T[]) => { sent: number; error?: NetError },
  log: (message: Message) => void,
): void {
  for (let rest = items; rest.length > 0; ) {
    const { sent, error } = send(rest);
    if (error) log(serverLog.sendFailed(error.text));
    rest = rest.slice(error ? sent + 1 : sent);
    if (!error && sent === 0) return;
  }
}

function frameOf({ bytes, to }: Reply4, network: NetworkInterface, port: number): Uint8Array {
  const link = to as Extract<Destination4, { kind: 'link' }>;
  return encodeFrame4({
    linkSource: network.hardwareAddress,
    linkDestination: link.linkAddress,
    source: link.source ?? network.addresses4[0]?.address ?? IPV4_ANY,
    destination: link.address,
    sourcePort: port,
    destinationPort: link.port,
    payload: bytes,
  });
}

function datagramOf({ bytes, to }: Reply4): { payload: Uint8Array; address: Ipv4; port: number } {
  const { address, port } = to as Extract<Destination4, { kind: 'routed' }>;
  return { payload: bytes, address, port };
}
