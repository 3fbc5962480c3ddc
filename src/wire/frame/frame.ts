import { ipv4FromBytes } from '../../kernel/address.ts';
import { readU16, writeU16, writeU32 } from '../../kernel/bytes.ts';
import type { Ipv4 } from '../../kernel/scalars.ts';
import { foldChecksum, sumWords } from './checksum.ts';

/** A UDP datagram over IPv4 in an Ethernet II frame, to be sent. */
export interface Frame4 {
  readonly linkSource: Uint8Array;
  readonly linkDestination: Uint8Array;
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
}

interface FrameDatagram4 {
  readonly linkSource: Uint8Array;
  readonly source: Ipv4;
  readonly destination: Ipv4;
  readonly sourcePort: number;
  readonly payload: Uint8Array;
}

/** Why a frame is no datagram for us. Only `checksum` means damage; the others are traffic that is not ours. */
export type FrameRefusal =
  | 'short'
  | 'not-ipv4'
  | 'vlan'
  | 'not-udp'
  | 'fragment'
  | 'other-port'
  | 'bad-length'
  | 'ip-checksum'
  | 'udp-checksum';

export type DecodedFrame4 =
  | { readonly ok: true; readonly datagram: FrameDatagram4 }
  | { readonly ok: false; readonly reason: FrameRefusal };

const LINK_ADDRESS = 6;
const LINK_HEADER = 14;
const IP_HEADER = 20;
const UDP_HEADER = 8;
const ETHERTYPE_IPV4 = 0x0800;
/** IEEE 802.1Q and 802.1ad tags. */
const ETHERTYPES_VLAN: readonly number[] = [0x8100, 0x88a8];
const PROTOCOL_UDP = 17;
/** RFC 1349 minimize delay, time to live 128, no identification: as the reference sends. */
const TOS_LOW_DELAY = 0x10;
const TTL = 128;
/** More-fragments bit and offset (RFC 791 §3.1). */
const FRAGMENT_BITS = 0x3fff;

/** RFC 768: addresses, protocol and length count, too. */
function udpSum(frame: Uint8Array, ip: number, udp: number, length: number): number {
  const addresses = sumWords(frame, ip + 12, ip + 20);
  return addresses + PROTOCOL_UDP + length + sumWords(frame, udp, udp + length);
}

function writeIpHeader(frame: Uint8Array, { source, destination }: Frame4): void {
  const ip = LINK_HEADER;
  frame.set([0x45, TOS_LOW_DELAY], ip);
  writeU16(frame, ip + 2, frame.length - LINK_HEADER);
  frame.set([TTL, PROTOCOL_UDP], ip + 8);
  writeU32(frame, ip + 12, source);
  writeU32(frame, ip + 16, destination);
  writeU16(frame, ip + 10, foldChecksum(sumWords(frame, ip, ip + IP_HEADER)));
}

function writeUdpHeader(frame: Uint8Array, { sourcePort, destinationPort, payload }: Frame4): void {
  const udp = LINK_HEADER + IP_HEADER;
  const length = UDP_HEADER + payload.length;
  writeU16(frame, udp, sourcePort);
  writeU16(frame, udp + 2, destinationPort);
  writeU16(frame, udp + 4, length);
  frame.set(payload, udp + UDP_HEADER);
  // A sum of zero means "none" in UDP: it goes out as its other form.
  writeU16(frame, udp + 6, foldChecksum(udpSum(frame, LINK_HEADER, udp, length)) || 0xffff);
}

/** The complete Ethernet frame. Link addresses of another length than six octets do not occur on Ethernet: they count as zero. */
export function encodeFrame4(datagram: Frame4): Uint8Array {
  const frame = new Uint8Array(LINK_HEADER + IP_HEADER + UDP_HEADER + datagram.payload.length);
  if (datagram.linkDestination.length === LINK_ADDRESS) frame.set(datagram.linkDestination, 0);
  if (datagram.linkSource.length === LINK_ADDRESS) frame.set(datagram.linkSource, LINK_ADDRESS);
  writeU16(frame, 12, ETHERTYPE_IPV4);
  writeIpHeader(frame, datagram);
  writeUdpHeader(frame, datagram);
  return frame;
}

/** Where the parts of a frame begin. */
interface Layout {
  readonly udp: number;
  readonly end: number;
}

function refusalOfLink(frame: Uint8Array): FrameRefusal | undefined {
  if (frame.length < LINK_HEADER + IP_HEADER) return 'short';
  const ethertype = readU16(frame, 12);
  if (ETHERTYPES_VLAN.includes(ethertype)) return 'vlan';
  return ethertype === ETHERTYPE_IPV4 && (frame[LINK_HEADER] as number) >> 4 === 4 ? undefined : 'not-ipv4';
}

/** Lengths are checked against the frame alone: padding behind the packet is common, a header that lies about the rest is not ours to judge. */
function layOutFrame(frame: Uint8Array): Layout | FrameRefusal {
  const ip = LINK_HEADER;
  const header = ((frame[ip] as number) & 15) * 4;
  const room = frame.length - ip;
  if (header < IP_HEADER || readU16(frame, ip + 2) > room || header + UDP_HEADER > room) return 'bad-length';
  if (frame[ip + 9] !== PROTOCOL_UDP) return 'not-udp';
  if (readU16(frame, ip + 6) & FRAGMENT_BITS) return 'fragment';
  const udp = ip + header;
  const length = readU16(frame, udp + 4);
  if (length < UDP_HEADER || header + length > room) return 'bad-length';
  return { udp, end: udp + length };
}

export interface FrameExpectation {
  readonly port: number;
  /** False while the kernel has not filled in the UDP checksum of a packet that never left the machine. */
  readonly checksumReady: boolean;
}

function refusalOfSums(frame: Uint8Array, { udp, end }: Layout, checksumReady: boolean): FrameRefusal | undefined {
  if (foldChecksum(sumWords(frame, LINK_HEADER, udp)) !== 0) return 'ip-checksum';
  const isSummed = checksumReady && readU16(frame, udp + 6) !== 0;
  return isSummed && foldChecksum(udpSum(frame, LINK_HEADER, udp, end - udp)) !== 0 ? 'udp-checksum' : undefined;
}

/** The UDP datagram for `port` in an Ethernet frame, IPv4 options passed over. */
export function decodeFrame4(frame: Uint8Array, expected: FrameExpectation): DecodedFrame4 {
  const refusal = refusalOfLink(frame);
  if (refusal) return { ok: false, reason: refusal };
  const layout = layOutFrame(frame);
  if (typeof layout === 'string') return { ok: false, reason: layout };
  if (readU16(frame, layout.udp + 2) !== expected.port) return { ok: false, reason: 'other-port' };
  const damage = refusalOfSums(frame, layout, expected.checksumReady);
  if (damage) return { ok: false, reason: damage };
  return { ok: true, datagram: datagramOf(frame, layout) };
}

const datagramOf = (frame: Uint8Array, { udp, end }: Layout): FrameDatagram4 => ({
  linkSource: frame.subarray(LINK_ADDRESS, 2 * LINK_ADDRESS),
  source: ipv4FromBytes(frame, LINK_HEADER + 12),
  destination: ipv4FromBytes(frame, LINK_HEADER + 16),
  sourcePort: readU16(frame, udp),
  payload: frame.subarray(udp + UDP_HEADER, end),
});
