import {
  AF_INET,
  AF_INET6,
  SO_ATTACH_FILTER,
  SOCK_FILTER_SIZE,
  SOCK_FLAGS,
  SOCK_FPROG,
  SOCKADDR_IN,
  SOCKADDR_IN6,
  SOL_SOCKET,
} from './layout.ts';
import { type Libc, type NativeMemory, netError } from './libc.ts';
import type { NetError } from './net-io.ts';

/** A descriptor being set up: the first call that fails closes it, and its error is what the caller gets. */
export interface SocketSetup {
  readonly fd: number;
  error: NetError | undefined;
  option(level: number, option: number, value: number | Uint8Array): SocketSetup;
  /** The same, but the socket is good enough without. */
  wish(level: number, option: number, value: number | Uint8Array): SocketSetup;
  /** Attaches a classic socket filter; the kernel keeps a copy. */
  filter(program: Uint8Array): SocketSetup;
  bind(write: (view: DataView, at: number) => number): SocketSetup;
  connect(write: (view: DataView, at: number) => number): SocketSetup;
}

/** Where arguments of setup calls are put. */
export interface SocketCalls {
  readonly libc: Libc;
  readonly scratch: NativeMemory;
}

/** Behind the `sock_fprog` that points to it. */
const FILTER_AT = 32;

/** Opens a non-blocking descriptor that children do not inherit. */
export function setUpSocket(
  { libc, scratch }: SocketCalls,
  family: number,
  type: number,
  protocol: number,
): SocketSetup {
  const fd = libc.socket(family, type | SOCK_FLAGS, protocol);
  const check = (call: string, result: number): SocketSetup => {
    if (result < 0 && setup.error === undefined) {
      setup.error = netError(libc, call, libc.errno());
      if (fd >= 0) libc.close(fd);
    }
    return setup;
  };
  const store = (value: number | Uint8Array): number => {
    if (typeof value === 'number') {
      scratch.view.setInt32(0, value, true);
      return 4;
    }
    scratch.bytes.set(value, 0);
    return value.length;
  };
  const set = (level: number, option: number, value: number | Uint8Array): number =>
    libc.setsockopt(fd, level, option, scratch.address, store(value));
  const setup: SocketSetup = {
    fd,
    error: undefined,
    option: (level, option, value) => (setup.error ? setup : check('setsockopt', set(level, option, value))),
    wish(level, option, value) {
      if (!setup.error) set(level, option, value);
      return setup;
    },
    filter(program) {
      if (setup.error) return setup;
      scratch.bytes.set(program, FILTER_AT);
      scratch.view.setUint16(SOCK_FPROG.count, program.length / SOCK_FILTER_SIZE, true);
      scratch.view.setBigUint64(SOCK_FPROG.filter, BigInt(scratch.address + FILTER_AT), true);
      return check('setsockopt', libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, scratch.address, SOCK_FPROG.size));
    },
    bind: (write) => (setup.error ? setup : check('bind', libc.bind(fd, scratch.address, write(scratch.view, 0)))),
    connect: (write) =>
      setup.error ? setup : check('connect', libc.connect(fd, scratch.address, write(scratch.view, 0))),
  };
  return check('socket', fd);
}

/** Writes a `sockaddr_in`. */
export function writeSockaddr4(view: DataView, at: number, address: number, port: number): number {
  view.setUint16(at, AF_INET, true);
  view.setUint16(at + SOCKADDR_IN.port, port);
  view.setUint32(at + SOCKADDR_IN.address, address);
  view.setBigUint64(at + 8, 0n);
  return SOCKADDR_IN.size;
}

/** Writes a `sockaddr_in6`; `scope` only matters for link-local addresses. */
export function writeSockaddr6(
  view: DataView,
  at: number,
  { address, port, scope }: { readonly address: bigint; readonly port: number; readonly scope: number },
): number {
  view.setUint16(at, AF_INET6, true);
  view.setUint16(at + SOCKADDR_IN6.port, port);
  view.setUint32(at + 4, 0);
  writeIpv6(view, at + SOCKADDR_IN6.address, address);
  view.setUint32(at + SOCKADDR_IN6.scope, scope, true);
  return SOCKADDR_IN6.size;
}

export function writeIpv6(view: DataView, at: number, address: bigint): void {
  view.setBigUint64(at, address >> 64n);
  view.setBigUint64(at + 8, address & 0xffffffffffffffffn);
}
