import { ipv4 } from '../kernel/address.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import { AF_INET, IPPROTO_ICMP, SO_DONTROUTE, SOCK_RAW, SOCKADDR_IN, SOL_SOCKET } from './layout.ts';
import type { IcmpSocket, NetTrouble, Opened } from './net-io.ts';
import type { Reactor } from './reactor.ts';
import { setUpSocket, writeSockaddr4 } from './socket.ts';

const ECHO_REPLY = 0;
const ECHO_REQUEST = 8;
const HEADER = 8;
/** The reference sends its whole `struct icmp`. */
const REQUEST_SIZE = 28;

/** Raw ICMP socket for the ping check; any echo reply of an address tells that it is in use (RFC 2131 §2.2). */
export function openIcmpSocket(
  reactor: Reactor,
  answered: (address: Ipv4) => void,
  trouble: (report: NetTrouble) => void,
): Opened<IcmpSocket> {
  const setup = setUpSocket(reactor, AF_INET, SOCK_RAW, IPPROTO_ICMP).option(SOL_SOCKET, SO_DONTROUTE, 0);
  if (setup.error) return { ok: false, error: setup.error };
  const attachment = reactor.attach(setup.fd, {
    batch(messages) {
      for (const message of messages) {
        if (isEchoReply(message.data)) answered(ipv4(message.view.getUint32(message.name + SOCKADDR_IN.address)));
      }
    },
    failed: (error) => trouble({ kind: 'receive-failed', interfaceName: undefined, error }),
  });
  return {
    ok: true,
    socket: {
      ping(address) {
        const name = (view: DataView, at: number): number => writeSockaddr4(view, at, address, 0);
        return reactor.sender.send(setup.fd, [{ payload: echoRequest(address), name }]).error;
      },
      close: () => attachment.close(),
    },
  };
}

/** RFC 792 behind an IPv4 header (RFC 791 §3.1) of its own length. */
export function isEchoReply(packet: Uint8Array): boolean {
  const headerLength = ((packet[0] ?? 0) & 0x0f) * 4;
  return packet.length >= headerLength + HEADER && packet[headerLength] === ECHO_REPLY;
}

/** RFC 792 "Echo"; the identifier is made of the address so that requests can be told apart in a capture. */
export function echoRequest(address: Ipv4): Uint8Array {
  const bytes = new Uint8Array(REQUEST_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, ECHO_REQUEST);
  view.setUint16(4, (address >>> 16) ^ (address & 0xffff));
  view.setUint16(2, internetChecksum(view));
  return bytes;
}

/** RFC 1071, over an even number of octets. */
function internetChecksum(view: DataView): number {
  let sum = 0;
  for (let at = 0; at < view.byteLength; at += 2) sum += view.getUint16(at);
  sum = (sum & 0xffff) + (sum >>> 16);
  return ~(sum + (sum >>> 16)) & 0xffff;
}
