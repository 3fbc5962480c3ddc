import { Address6 } from 'ip-address';
import { readU32 } from './bytes.ts';
import type { Ipv4, Ipv6 } from './scalars.ts';

export const ipv4 = (value: number): Ipv4 => (value >>> 0) as Ipv4;
export const ipv6 = (value: bigint): Ipv6 => value as Ipv6;
export const IPV4_ANY: Ipv4 = ipv4(0);
export const IPV4_BROADCAST: Ipv4 = ipv4(0xffffffff);
export const IPV6_ANY: Ipv6 = ipv6(0n);
const IPV6_MAX = (1n << 128n) - 1n;

/** Dotted quad, each part 0–255 in decimal; undefined for anything else. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts) return undefined;
  let value = 0;
  for (let i = 1; i <= 4; i++) {
    const part = Number(parts[i]);
    if (part > 255) return undefined;
    value = value * 256 + part;
  }
  return ipv4(value);
}

export function formatIpv4(address: Ipv4): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

export const ipv4FromBytes = (bytes: Uint8Array, at = 0): Ipv4 => readU32(bytes, at) as Ipv4;

export function ipv4ToBytes(address: Ipv4): Uint8Array {
  return Uint8Array.of(address >>> 24, address >>> 16, address >>> 8, address);
}

/** RFC 4291 §2.2 text without zone or prefix length; undefined for anything else. */
export function parseIpv6(text: string): Ipv6 | undefined {
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !Address6.isValid(text)) return undefined;
  return ipv6(new Address6(text).bigInt());
}

/** The text inet_ntop(3) prints: RFC 5952, with a dotted quad for IPv4-mapped and IPv4-compatible addresses. */
export function formatIpv6(address: Ipv6): string {
  const high = address >> 32n;
  if (high === 0xffffn) return `::ffff:${formatIpv4(ipv4(Number(address & 0xffffffffn)))}`;
  if (high === 0n && address > 0xffffn) return `::${formatIpv4(ipv4(Number(address)))}`;
  const groups: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(Number((address >> shift) & 0xffffn));
  const { start, length } = longestZeroRun(groups);
  const text = (from: number, to: number) =>
    groups
      .slice(from, to)
      .map((g) => g.toString(16))
      .join(':');
  return length < 2 ? text(0, 8) : `${text(0, start)}::${text(start + length, 8)}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let i = 0; i < groups.length; i++) {
    let end = i;
    while (end < groups.length && groups[end] === 0) end++;
    if (end - i > best.length) best = { start: i, length: end - i };
    i = Math.max(i, end - 1);
  }
  return best;
}

export function ipv6FromBytes(bytes: Uint8Array, at = 0): Ipv6 {
  const high = (BigInt(readU32(bytes, at)) << 32n) | BigInt(readU32(bytes, at + 4));
  const low = (BigInt(readU32(bytes, at + 8)) << 32n) | BigInt(readU32(bytes, at + 12));
  return ipv6((high << 64n) | low);
}

export function ipv6ToBytes(address: Ipv6): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, address >> 64n);
  view.setBigUint64(8, address & 0xffffffffffffffffn);
  return bytes;
}

/** The host bits of a prefix length 0–128, as a mask. */
export const hostMask6 = (length: number): bigint => IPV6_MAX >> BigInt(length);

/** The first address of the prefix that contains `address`. */
export const networkOf6 = (address: Ipv6, length: number): Ipv6 => ipv6(address & ~hostMask6(length) & IPV6_MAX);

export const inPrefix6 = (address: Ipv6, prefix: Ipv6, length: number): boolean =>
  networkOf6(address, length) === prefix;

/** fe80::/10 (RFC 4291 §2.5.6). */
export const isLinkLocal6 = (address: Ipv6): boolean => address >> 118n === 0x3fan;

/** ff00::/8 (RFC 4291 §2.7). */
export const isMulticast6 = (address: Ipv6): boolean => address >> 120n === 0xffn;
