import { IPV6_ANY, ipv6FromBytes, isLinkLocal6 } from '../kernel/address.ts';
import type { Ipv6 } from '../kernel/scalars.ts';
import {
  AF_INET6,
  IN6_PKTINFO,
  IPPROTO_UDP,
  IPV6_JOIN_GROUP,
  IPV6_MREQ,
  IPV6_PKTINFO,
  IPV6_RECVPKTINFO,
  IPV6_V6ONLY,
  SO_RCVBUF,
  SO_RCVBUFFORCE,
  SO_REUSEADDR,
  SO_REUSEPORT,
  SOCK_DGRAM,
  SOCKADDR_IN6,
  SOL_IPV6,
  SOL_SOCKET,
} from './layout.ts';
import type { Datagram6, NetTrouble, NetworkInterface, Opened, Received, UdpSocket6 } from './net-io.ts';
import type { Reactor } from './reactor.ts';
import type { RawMessage } from './receive-ring.ts';
import type { Outgoing } from './send-ring.ts';
import { setUpSocket, writeIpv6, writeSockaddr6 } from './socket.ts';

/** All_DHCP_Relay_Agents_and_Servers and All_DHCP_Servers (RFC 8415 §7.1). */
const GROUPS: readonly bigint[] = [(0xff02n << 112n) | 0x10002n, (0xff05n << 112n) | 0x10003n];
const RECEIVE_BUFFER = 4 << 20;

export interface Udp6Options {
  readonly address: Ipv6;
  readonly port: number;
  readonly interfaces: readonly NetworkInterface[];
  readonly join: boolean;
  readonly source?: Ipv6;
  readonly received: Received<Datagram6>;
  readonly trouble: (report: NetTrouble) => void;
}

/**
 * One kernel UDP socket for all interfaces. The destination and the interface of a request decide how it is answered
 * (RFC 8415 §18.4), so both are asked for with IPV6_RECVPKTINFO (RFC 3542 §6.2).
 */
export function openUdp6Socket(reactor: Reactor, options: Udp6Options): Opened<UdpSocket6> {
  const { address, port, interfaces, join, source = IPV6_ANY } = options;
  const scope = isLinkLocal6(address) ? (interfaces[0]?.index ?? 0) : 0;
  const setup = setUpSocket(reactor, AF_INET6, SOCK_DGRAM, IPPROTO_UDP)
    .option(SOL_SOCKET, SO_REUSEADDR, 1)
    .option(SOL_IPV6, IPV6_V6ONLY, 1);
  if (join) setup.wish(SOL_SOCKET, SO_REUSEPORT, 1);
  setup
    .wish(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER)
    .wish(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER)
    .bind((view, at) => writeSockaddr6(view, at, { address, port, scope }))
    .option(SOL_IPV6, IPV6_RECVPKTINFO, 1);
  if (join)
    for (const network of interfaces)
      for (const group of GROUPS) setup.option(SOL_IPV6, IPV6_JOIN_GROUP, mreq(group, network.index));
  if (setup.error) return { ok: false, error: setup.error };
  const names = new Map(interfaces.map((network) => [network.index, network.name]));
  const attachment = reactor.attach(setup.fd, {
    batch(messages) {
      const datagrams = messages
        .map((message) => datagramIn(message, names))
        .filter((datagram) => datagram !== undefined);
      if (datagrams.length > 0) options.received(datagrams);
    },
    failed: (error) => options.trouble({ kind: 'receive-failed', interfaceName: undefined, error }),
  });
  return {
    ok: true,
    socket: {
      descriptor: setup.fd,
      send: (datagrams) =>
        reactor.sender.send(
          setup.fd,
          datagrams.map((datagram) => outgoing(datagram, source)),
        ),
      close: () => attachment.close(),
    },
  };
}

function mreq(group: bigint, index: number): Uint8Array {
  const bytes = new Uint8Array(IPV6_MREQ.size);
  const view = new DataView(bytes.buffer);
  writeIpv6(view, IPV6_MREQ.group, group);
  view.setUint32(IPV6_MREQ.index, index, true);
  return bytes;
}

/** Undefined without packet information, and for interfaces that are not served: nobody could answer. */
function datagramIn(message: RawMessage, names: ReadonlyMap<number, string>): Datagram6 | undefined {
  const side = message.control(SOL_IPV6, IPV6_PKTINFO);
  if (side === undefined) return undefined;
  const interfaceIndex = message.view.getUint32(side + IN6_PKTINFO.index, true);
  const interfaceName = names.get(interfaceIndex);
  if (interfaceName === undefined) return undefined;
  return {
    interfaceName,
    interfaceIndex,
    payload: message.data.slice(),
    source: ipv6FromBytes(message.bytes, message.name + SOCKADDR_IN6.address),
    sourcePort: message.view.getUint16(message.name + SOCKADDR_IN6.port),
    destination: ipv6FromBytes(message.bytes, side + IN6_PKTINFO.address),
  };
}

type Datagram = Parameters<UdpSocket6['send']>[0][number];

/** The answer leaves by the interface of the request (RFC 8415 §18.3.10); the kernel picks the source unless one is set. */
function outgoing({ payload, address, port, interfaceIndex }: Datagram, source: Ipv6): Outgoing {
  return {
    payload,
    name: (view, at) => writeSockaddr6(view, at, { address, port, scope: 0 }),
    control: {
      level: SOL_IPV6,
      type: IPV6_PKTINFO,
      write(view, at) {
        writeIpv6(view, at + IN6_PKTINFO.address, source);
        view.setUint32(at + IN6_PKTINFO.index, interfaceIndex, true);
        return IN6_PKTINFO.size;
      },
    },
  };
}
