import type { Ipv4, Ipv6 } from '../kernel/scalars.ts';

/** Packet input and output as the servers see it; native.ts has the Linux system calls, tests have a network in memory. */

export interface NetworkInterface {
  readonly name: string;
  readonly index: number;
  /** ARP hardware type and address. */
  readonly hardwareType: number;
  readonly hardwareAddress: Uint8Array;
  readonly addresses4: readonly { readonly address: Ipv4; readonly prefixLength: number }[];
  readonly addresses6: readonly { readonly address: Ipv6; readonly prefixLength: number }[];
  readonly isUp: boolean;
  readonly isLoopback: boolean;
  readonly isPointToPoint: boolean;
  readonly isBroadcast: boolean;
  readonly isMulticast: boolean;
}

/** One datagram received. The octets are the receiver's to keep: leases hold on to parts of them. */
export interface Datagram4 {
  readonly interfaceName: string;
  readonly payload: Uint8Array;
  readonly source: Ipv4;
  readonly sourcePort: number;
  readonly destination: Ipv4;
  /** Link-layer source, where the frame was seen. */
  readonly linkSource: Uint8Array | undefined;
}

export interface Datagram6 {
  readonly interfaceName: string;
  readonly interfaceIndex: number;
  readonly payload: Uint8Array;
  readonly source: Ipv6;
  readonly sourcePort: number;
  readonly destination: Ipv6;
}

/** Failure of a system call that the caller can live with. */
export interface NetError {
  readonly call: string;
  /** `EPERM`, `EADDRINUSE` … */
  readonly code: string;
  /** strerror(3) text: `Operation not permitted`. */
  readonly text: string;
}

/** Something that happens to an open socket; the server logs it and goes on. */
export interface NetTrouble {
  readonly kind: 'receive-failed' | 'link-down' | 'link-up';
  /** Absent where the socket serves all interfaces. */
  readonly interfaceName: string | undefined;
  readonly error: NetError | undefined;
}

export type Received<T> = (batch: readonly T[]) => void;

/** AF_PACKET socket of one interface: DHCPv4 on the link (frames built and read by wire/frame). */
export interface LinkSocket {
  readonly interfaceName: string;
  /** Sends complete link-layer frames; returns how many the kernel took, then why not the next. */
  send(frames: readonly Uint8Array[]): { sent: number; error?: NetError };
  close(): void;
}

/** Kernel UDP socket for DHCPv4: replies to relays and to clients with addresses ("Socket/fallback"). */
export interface UdpSocket4 {
  send(datagrams: readonly { payload: Uint8Array; address: Ipv4; port: number; interfaceName?: string }[]): {
    sent: number;
    error?: NetError;
  };
  close(): void;
}

/** Kernel UDP socket for DHCPv6 with IPV6_PKTINFO both ways. */
export interface UdpSocket6 {
  /** Its number, which the start lines of the reference show. */
  readonly descriptor: number;
  send(datagrams: readonly { payload: Uint8Array; address: Ipv6; port: number; interfaceIndex: number }[]): {
    sent: number;
    error?: NetError;
  };
  close(): void;
}

/** Raw ICMP socket: the ping check. */
export interface IcmpSocket {
  ping(address: Ipv4): NetError | undefined;
  close(): void;
}

/** One end of the pair of processes of DHCPv4 over DHCPv6 (RFC 7341): a connected UDP socket on ::1. */
export interface IpcSocket {
  send(message: Uint8Array): NetError | undefined;
  close(): void;
}

/** A connected datagram socket in the file system: the way to syslog(3). */
export interface UnixSocket {
  send(message: Uint8Array): NetError | undefined;
  close(): void;
}

export type Opened<T> = { readonly ok: true; readonly socket: T } | { readonly ok: false; readonly error: NetError };

export interface NetIo {
  interfaces(): readonly NetworkInterface[];
  openLink(network: NetworkInterface, port: number, received: Received<Datagram4>): Opened<LinkSocket>;
  openUdp4(
    options: { address: Ipv4; port: number; broadcast: boolean },
    received?: Received<Datagram4>,
  ): Opened<UdpSocket4>;
  /** Joins ff02::1:2 and ff05::1:3 (RFC 8415 §7.1) on each interface. */
  openUdp6(
    options: {
      address: Ipv6;
      port: number;
      interfaces: readonly NetworkInterface[];
      join: boolean;
      /** Source of everything sent (`local-address6`); the kernel chooses one when absent. */
      source?: Ipv6;
    },
    received: Received<Datagram6>,
  ): Opened<UdpSocket6>;
  openIcmp(answered: (address: Ipv4) => void): Opened<IcmpSocket>;
  openIpc(options: { localPort: number; peerPort: number }, received: (message: Uint8Array) => void): Opened<IpcSocket>;
  openUnix(path: string): Opened<UnixSocket>;
  /** Leaves datagrams in the kernel's buffers while the server has too many replies waiting for the disk. */
  pause(): void;
  resume(): void;
}
