import { ipv4, ipv6FromBytes } from '../kernel/address.ts';
import type { Ipv4, Ipv6 } from '../kernel/scalars.ts';
import {
  AF_INET,
  AF_INET6,
  AF_PACKET,
  IFADDRS,
  IFF_BROADCAST,
  IFF_LOOPBACK,
  IFF_MULTICAST,
  IFF_POINTOPOINT,
  IFF_UP,
  SOCKADDR_IN,
  SOCKADDR_IN6,
  SOCKADDR_LL,
} from './layout.ts';
import type { Libc, NativeMemory } from './libc.ts';
import type { NetworkInterface } from './net-io.ts';

interface Growing {
  name: string;
  index: number;
  flags: number;
  hardwareType: number;
  hardwareAddress: Uint8Array;
  addresses4: { address: Ipv4; prefixLength: number }[];
  addresses6: { address: Ipv6; prefixLength: number }[];
}

/**
 * All interfaces of this network namespace with their addresses in the kernel's order, through getifaddrs(3):
 * `os.networkInterfaces()` leaves out those without an address, and /sys may show another namespace.
 */
export function scanInterfaces(libc: Libc, scratch: NativeMemory): NetworkInterface[] {
  if (libc.getifaddrs(scratch.address) < 0) return [];
  const head = pointerAt(scratch.view, 0);
  const found = new Map<string, Growing>();
  const reader = newReader(libc, scratch);
  for (let entry = head; entry !== 0; ) {
    const { next, name, flags, address, netmask } = reader.entry(entry);
    const base = name.split(':', 1)[0] ?? name;
    let growing = found.get(base);
    if (!growing) {
      growing = newInterface(base, flags);
      found.set(base, growing);
    }
    if (address !== 0) addAddress(growing, reader, address, netmask);
    entry = next;
  }
  if (head !== 0) libc.freeifaddrs(head);
  return [...found.values()].map(finish);
}

const newInterface = (name: string, flags: number): Growing => ({
  name,
  index: 0,
  flags,
  hardwareType: 0,
  hardwareAddress: new Uint8Array(0),
  addresses4: [],
  addresses6: [],
});

function addAddress(growing: Growing, reader: Reader, address: number, netmask: number): void {
  const bytes = reader.sockaddr(address);
  const view = new DataView(bytes.buffer);
  const family = view.getUint16(0, true);
  if (family === AF_PACKET) {
    growing.index = view.getInt32(SOCKADDR_LL.index, true);
    growing.hardwareType = view.getUint16(SOCKADDR_LL.hardwareType, true);
    const length = view.getUint8(SOCKADDR_LL.addressLength);
    growing.hardwareAddress = bytes.slice(SOCKADDR_LL.address, SOCKADDR_LL.address + length);
  } else if (family === AF_INET) {
    const mask = netmask === 0 ? 0 : reader.sockaddr(netmask);
    const prefixLength = mask === 0 ? 32 : leadingOnes(mask.subarray(SOCKADDR_IN.address, SOCKADDR_IN.address + 4));
    growing.addresses4.push({ address: ipv4(view.getUint32(SOCKADDR_IN.address)), prefixLength });
  } else if (family === AF_INET6) {
    const mask = netmask === 0 ? 0 : reader.sockaddr(netmask);
    const prefixLength = mask === 0 ? 128 : leadingOnes(mask.subarray(SOCKADDR_IN6.address, SOCKADDR_IN6.address + 16));
    growing.addresses6.push({ address: ipv6FromBytes(bytes, SOCKADDR_IN6.address), prefixLength });
  }
}

const finish = (found: Growing): NetworkInterface => ({
  name: found.name,
  index: found.index,
  hardwareType: found.hardwareType,
  hardwareAddress: found.hardwareAddress,
  addresses4: found.addresses4,
  addresses6: found.addresses6,
  isUp: (found.flags & IFF_UP) !== 0,
  isLoopback: (found.flags & IFF_LOOPBACK) !== 0,
  isPointToPoint: (found.flags & IFF_POINTOPOINT) !== 0,
  isBroadcast: (found.flags & IFF_BROADCAST) !== 0,
  isMulticast: (found.flags & IFF_MULTICAST) !== 0,
});

interface Reader {
  entry(at: number): { next: number; name: string; flags: number; address: number; netmask: number };
  /** A copy of a socket address of any family. */
  sockaddr(at: number): Uint8Array;
}

/** The largest address getifaddrs makes: a link address of 20 octets (InfiniBand) after 12 octets of header. */
const LARGEST_SOCKADDR = 32;
const SHORTEST_SOCKADDR = 16;

function newReader(libc: Libc, scratch: NativeMemory): Reader {
  const fetch = (at: number, length: number): void => libc.memcpy(scratch.address, at, length);
  const nameAt = (at: number): string => {
    const length = libc.strlen(at);
    fetch(at, length);
    return String.fromCharCode(...scratch.bytes.subarray(0, length));
  };
  return {
    entry(at) {
      fetch(at, IFADDRS.size);
      const next = pointerAt(scratch.view, IFADDRS.next);
      const name = pointerAt(scratch.view, IFADDRS.name);
      const flags = scratch.view.getUint32(IFADDRS.flags, true);
      const address = pointerAt(scratch.view, IFADDRS.address);
      const netmask = pointerAt(scratch.view, IFADDRS.netmask);
      return { next, name: nameAt(name), flags, address, netmask };
    },
    sockaddr(at) {
      fetch(at, SHORTEST_SOCKADDR);
      const family = scratch.view.getUint16(0, true);
      const length = family === AF_INET ? SHORTEST_SOCKADDR : LARGEST_SOCKADDR;
      fetch(at, length);
      return scratch.bytes.slice(0, length);
    },
  };
}

const pointerAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

function leadingOnes(mask: Uint8Array): number {
  let length = 0;
  for (const octet of mask) {
    if (octet !== 0xff) return length + Math.clz32(~(octet << 24));
    length += 8;
  }
  return length;
}
