import { ipv4 } from '../kernel/address.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import { nothingFilter } from './bpf.ts';
import { type InterfaceNames, newInterfaceNames } from './interface-names.ts';
import {
  AF_INET,
  IN_PKTINFO,
  IP_PKTINFO,
  IPPROTO_UDP,
  SO_BROADCAST,
  SO_REUSEADDR,
  SOCK_DGRAM,
  SOCKADDR_IN,
  SOL_IP,
  SOL_SOCKET,
} from './layout.ts';
import type { Datagram4, NetTrouble, NetworkInterface, Opened, Received, UdpSocket4 } from './net-io.ts';
import type { Reactor } from './reactor.ts';
import type { RawMessage } from './receive-ring.ts';
import type { Outgoing } from './send-ring.ts';
import { setUpSocket, writeSockaddr4 } from './socket.ts';

export interface Udp4Options {
  readonly address: Ipv4;
  readonly port: number;
  readonly broadcast: boolean;
  /** Absent: the socket only sends, and keeps the kernel from answering "port unreachable". */
  readonly received: Received<Datagram4> | undefined;
  readonly trouble: (report: NetTrouble) => void;
  readonly interfaces: () => readonly NetworkInterface[];
}

/** Kernel UDP socket for DHCPv4. Options as the reference sets them, so that both start where the other does. */
export function openUdp4Socket(reactor: Reactor, options: Udp4Options): Opened<UdpSocket4> {
  const { address, port, broadcast, received } = options;
  const setup = setUpSocket(reactor, AF_INET, SOCK_DGRAM, IPPROTO_UDP).option(SOL_SOCKET, SO_REUSEADDR, 1);
  if (broadcast) setup.option(SOL_SOCKET, SO_BROADCAST, 1);
  if (received) setup.option(SOL_IP, IP_PKTINFO, 1);
  else setup.filter(nothingFilter());
  setup.bind((view, at) => writeSockaddr4(view, at, address, port));
  if (setup.error) return { ok: false, error: setup.error };
  const { fd } = setup;
  const names = newInterfaceNames(options.interfaces);
  const close = received
    ? receive(reactor, fd, { ...options, received, names })
    : () => {
        reactor.libc.close(fd);
      };
  return {
    ok: true,
    socket: {
      send: (datagrams) =>
        reactor.sender.send(
          fd,
          datagrams.map((datagram) => outgoing(datagram, names)),
        ),
      close,
    },
  };
}

function receive(
  reactor: Reactor,
  fd: number,
  options: Udp4Options & { received: Received<Datagram4>; names: InterfaceNames },
): () => void {
  const attachment = reactor.attach(fd, {
    batch(messages) {
      options.received(messages.map((message) => datagramIn(message, options.names)));
    },
    failed: (error) => options.trouble({ kind: 'receive-failed', interfaceName: undefined, error }),
  });
  return () => attachment.close();
}

function datagramIn(message: RawMessage, names: InterfaceNames): Datagram4 {
  const side = message.control(SOL_IP, IP_PKTINFO);
  const index = side === undefined ? 0 : message.view.getInt32(side + IN_PKTINFO.index, true);
  return {
    interfaceName: names.nameOf(index),
    payload: message.data.slice(),
    source: ipv4(message.view.getUint32(message.name + SOCKADDR_IN.address)),
    sourcePort: message.view.getUint16(message.name + SOCKADDR_IN.port),
    destination: ipv4(side === undefined ? 0 : message.view.getUint32(side + IN_PKTINFO.destination)),
    linkSource: undefined,
  };
}

type Datagram = Parameters<UdpSocket4['send']>[0][number];

function outgoing({ payload, address, port, interfaceName }: Datagram, names: InterfaceNames): Outgoing {
  const name = (view: DataView, at: number): number => writeSockaddr4(view, at, address, port);
  if (interfaceName === undefined) return { payload, name };
  const index = names.indexOf(interfaceName);
  const write = (view: DataView, at: number): number => {
    view.setInt32(at + IN_PKTINFO.index, index, true);
    view.setUint32(at + IN_PKTINFO.source, 0);
    view.setUint32(at + IN_PKTINFO.destination, 0);
    return IN_PKTINFO.size;
  };
  return { payload, name, control: { level: SOL_IP, type: IP_PKTINFO, write } };
}
