/** Numbers of Linux's socket interface and layouts of its structures on 64-bit little-endian machines (x64 and arm64 agree). */

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_PACKET = 17;

export const SOCK_DGRAM = 2;
export const SOCK_RAW = 3;
/** SOCK_NONBLOCK | SOCK_CLOEXEC: children of `execute()` must not inherit the server's sockets. */
export const SOCK_FLAGS = 0o4000 | 0o2000000;

export const IPPROTO_ICMP = 1;
export const IPPROTO_UDP = 17;

export const SOL_IP = 0;
export const IP_PKTINFO = 8;

export const SOL_SOCKET = 1;
export const SO_REUSEADDR = 2;
export const SO_DONTROUTE = 5;
export const SO_BROADCAST = 6;
export const SO_RCVBUF = 8;
export const SO_REUSEPORT = 15;
export const SO_ATTACH_FILTER = 26;
export const SO_RCVBUFFORCE = 33;

export const SOL_IPV6 = 41;
export const IPV6_JOIN_GROUP = 20;
export const IPV6_V6ONLY = 26;
export const IPV6_RECVPKTINFO = 49;
export const IPV6_PKTINFO = 50;

export const SOL_PACKET = 263;
export const PACKET_AUXDATA = 8;
export const PACKET_IGNORE_OUTGOING = 23;

export const MSG_TRUNC = 0x20;
export const MSG_DONTWAIT = 0x40;
export const POLLOUT = 4;

/** All frames, as the reference asks for: ETH_P_IP sees nothing on a bridge port and hides VLAN tags. */
export const ETH_P_ALL = 3;

export const PACKET_OTHERHOST = 3;
export const PACKET_OUTGOING = 4;
export const TP_STATUS_CSUMNOTREADY = 0x8;

export const EINTR = 4;
export const EAGAIN = 11;
export const ENETDOWN = 100;

export const IFF_UP = 0x1;
export const IFF_BROADCAST = 0x2;
export const IFF_LOOPBACK = 0x8;
export const IFF_POINTOPOINT = 0x10;
export const IFF_MULTICAST = 0x1000;

export const IOVEC_SIZE = 16;
/** struct mmsghdr: a msghdr and the length received. */
export const MMSGHDR = {
  size: 64,
  name: 0,
  nameLength: 8,
  iov: 16,
  iovCount: 24,
  control: 32,
  controlLength: 40,
  flags: 48,
  length: 56,
} as const;

/** struct cmsghdr; the next one begins at a multiple of 8. */
export const CMSGHDR = { length: 0, level: 8, type: 12, data: 16 } as const;
export const IN_PKTINFO = { size: 12, index: 0, source: 4, destination: 8 } as const;
export const IN6_PKTINFO = { size: 20, address: 0, index: 16 } as const;
export const TPACKET_AUXDATA = { size: 20, status: 0, vlanTag: 16 } as const;

export const SOCKADDR_LL = {
  size: 20,
  protocol: 2,
  index: 4,
  hardwareType: 8,
  packetType: 10,
  addressLength: 11,
  address: 12,
} as const;
export const SOCKADDR_IN = { size: 16, port: 2, address: 4 } as const;
export const SOCKADDR_IN6 = { size: 28, port: 2, address: 8, scope: 24 } as const;
/** The family field is the first of every socket address. */
export const SOCKADDR_SPACE = 32;
export const CONTROL_SPACE = 64;

export const IPV6_MREQ = { size: 20, group: 0, index: 16 } as const;
export const SOCK_FILTER_SIZE = 8;
export const SOCK_FPROG = { size: 16, count: 0, filter: 8 } as const;
export const IFADDRS = { size: 56, next: 0, name: 8, flags: 16, address: 24, netmask: 32 } as const;
