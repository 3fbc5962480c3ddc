import { decodeFrame4 } from '../wire/frame/frame.ts';
import { dhcpFrameFilter } from './bpf.ts';
import {
  AF_PACKET,
  ETH_P_ALL,
  PACKET_AUXDATA,
  PACKET_IGNORE_OUTGOING,
  PACKET_OTHERHOST,
  PACKET_OUTGOING,
  SO_RCVBUF,
  SO_RCVBUFFORCE,
  SOCK_RAW,
  SOCKADDR_LL,
  SOL_PACKET,
  SOL_SOCKET,
  TP_STATUS_CSUMNOTREADY,
  TPACKET_AUXDATA,
} from './layout.ts';
import { netError } from './libc.ts';
import { watchInterface } from './link-watch.ts';
import type { Datagram4, LinkSocket, NetError, NetTrouble, NetworkInterface, Opened, Received } from './net-io.ts';
import type { Reactor } from './reactor.ts';
import type { RawMessage } from './receive-ring.ts';
import { setUpSocket } from './socket.ts';

/** The default of 208 KiB holds 167 DHCP packets: 3 ms at 50,000 packets/s. This holds about 6,500. */
const RECEIVE_BUFFER = 4 << 20;
/** The identifier is the lower 12 bits; 0 means that only a priority was tagged (IEEE 802.1Q). */
const VLAN_IDENTIFIER = 0x0fff;

export interface LinkOptions {
  readonly network: NetworkInterface;
  readonly port: number;
  readonly received: Received<Datagram4>;
  readonly trouble: (report: NetTrouble) => void;
  readonly interfaces: () => readonly NetworkInterface[];
}

/** AF_PACKET socket of one interface, limited by a socket filter to whole IPv4 UDP datagrams for `port`. */
export function openLinkSocket(reactor: Reactor, options: LinkOptions): Opened<LinkSocket> {
  const { network, port, received, trouble, interfaces } = options;
  const interfaceName = network.name;
  const setup = openFiltered(reactor, port, network.index);
  if (setup.error) return { ok: false, error: setup.error };
  const rebind = (index: number): NetError | undefined => bindAgain(reactor, setup.fd, index);
  const watch = watchInterface({ network, interfaces, rebind, trouble });
  const attachment = reactor.attach(setup.fd, {
    batch(messages) {
      const datagrams: Datagram4[] = [];
      for (const message of messages) {
        const datagram = datagramIn(message, interfaceName, port);
        if (datagram) datagrams.push(datagram);
      }
      if (datagrams.length > 0) received(datagrams);
    },
    failed(error) {
      const down = error.code === 'ENETDOWN';
      trouble({ kind: down ? 'link-down' : 'receive-failed', interfaceName, error });
      if (down) watch.wentDown();
    },
  });
  return {
    ok: true,
    socket: {
      interfaceName,
      send: (frames) =>
        reactor.sender.send(
          setup.fd,
          frames.map((payload) => ({ payload })),
        ),
      close() {
        watch.close();
        attachment.close();
      },
    },
  };
}

/** Protocol 0 at first: nothing is queued before the filter is in place. The host's own frames are not ours to answer. */
const openFiltered = (reactor: Reactor, port: number, index: number) =>
  setUpSocket(reactor, AF_PACKET, SOCK_RAW, 0)
    .filter(dhcpFrameFilter(port))
    .option(SOL_PACKET, PACKET_AUXDATA, 1)
    .wish(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    .wish(SOL_SOCKET, SO_RCVBUF, RECEIVE_BUFFER)
    .wish(SOL_SOCKET, SO_RCVBUFFORCE, RECEIVE_BUFFER)
    .bind((view, at) => writeSockaddrLink(view, at, index));

function bindAgain({ libc, scratch }: Reactor, fd: number, index: number): NetError | undefined {
  const length = writeSockaddrLink(scratch.view, 0, index);
  return libc.bind(fd, scratch.address, length) < 0 ? netError(libc, 'bind', libc.errno()) : undefined;
}

function writeSockaddrLink(view: DataView, at: number, index: number): number {
  for (let i = 0; i < SOCKADDR_LL.size; i += 4) view.setUint32(at + i, 0);
  view.setUint16(at, AF_PACKET, true);
  view.setUint16(at + SOCKADDR_LL.protocol, ETH_P_ALL);
  view.setInt32(at + SOCKADDR_LL.index, index, true);
  return SOCKADDR_LL.size;
}

/** Undefined for frames that are not for this socket or whose headers are damaged. */
function datagramIn(message: RawMessage, interfaceName: string, port: number): Datagram4 | undefined {
  const packetType = message.view.getUint8(message.name + SOCKADDR_LL.packetType);
  // Frames for other stations are seen when somebody listens promiscuously; they are not for this server.
  if (packetType === PACKET_OUTGOING || packetType === PACKET_OTHERHOST) return undefined;
  const side = message.control(SOL_PACKET, PACKET_AUXDATA);
  let checksumReady = true;
  if (side !== undefined) {
    // The driver took the tag off: the VLAN's own interface gets this frame as well.
    if ((message.view.getUint16(side + TPACKET_AUXDATA.vlanTag, true) & VLAN_IDENTIFIER) !== 0) return undefined;
    checksumReady = (message.view.getUint32(side, true) & TP_STATUS_CSUMNOTREADY) === 0;
  }
  const frame = decodeFrame4(message.data.slice(), { port, checksumReady });
  if (!frame.ok) return undefined;
  const { payload, source, sourcePort, destination, linkSource } = frame.datagram;
  return { interfaceName, payload, source, sourcePort, destination, linkSource };
}
