import { createRequire } from 'node:module';
import { constants } from 'node:os';
import type koffi from 'koffi';
import type { NetError } from './net-io.ts';

/** The C library of this very process, as far as packet input and output need it. */

type Koffi = typeof koffi;

/** Memory outside the JavaScript heap that system calls read and write. It is allocated once and never given back. */
export interface NativeMemory {
  readonly address: number;
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** `status` is 0 or a negative errno from libuv; koffi's own declaration leaves it out. */
type PollCallback = (status: number) => void;

/** koffi's handle of a `uv_poll_t` on Node's own event loop. */
export interface PollHandle {
  start(events: { readable: boolean }, callback: PollCallback): void;
  stop(): void;
  close(): void;
}

export interface Libc {
  socket(family: number, type: number, protocol: number): number;
  close(fd: number): number;
  bind(fd: number, address: number, length: number): number;
  connect(fd: number, address: number, length: number): number;
  setsockopt(fd: number, level: number, option: number, value: number, length: number): number;
  getsockopt(fd: number, level: number, option: number, value: number, length: number): number;
  recvmmsg(fd: number, messages: number, count: number, flags: number, timeout: number): number;
  sendmmsg(fd: number, messages: number, count: number, flags: number): number;
  send(fd: number, data: number, length: number, flags: number): number;
  recv(fd: number, data: number, length: number, flags: number): number;
  poll(descriptors: number, count: number, timeout: number): number;
  getifaddrs(list: number): number;
  freeifaddrs(list: number): void;
  strlen(text: number): number;
  memcpy(to: number, from: number, length: number): void;
  strerror(errno: number): string;
  /** The errno of the call made just before. */
  errno(): number;
  alloc(length: number): NativeMemory;
  watch(fd: number, callback: PollCallback): PollHandle;
}

export type LoadedLibc = { readonly ok: true; readonly libc: Libc } | { readonly ok: false; readonly reason: string };

/** Binds the C library; a value says why not, since koffi has no binary for some machines. */
export function loadLibc(): LoadedLibc {
  if (process.platform !== 'linux')
    return { ok: false, reason: `packet sockets need Linux, this is ${process.platform}` };
  if (process.arch !== 'x64' && process.arch !== 'arm64') {
    return { ok: false, reason: `packet sockets need x64 or arm64, this is ${process.arch}` };
  }
  try {
    return { ok: true, libc: declare(createRequire(import.meta.url)('koffi') as Koffi) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Pointers are passed as `uintptr_t` numbers: the cheapest form of a koffi call (509 ns against 620 ns for a Buffer). */
function declare(native: Koffi): Libc {
  const library = native.load(null);
  return {
    socket: library.func('int socket(int, int, int)'),
    close: library.func('int close(int)'),
    bind: library.func('int bind(int, uintptr_t, uint32_t)'),
    connect: library.func('int connect(int, uintptr_t, uint32_t)'),
    setsockopt: library.func('int setsockopt(int, int, int, uintptr_t, uint32_t)'),
    getsockopt: library.func('int getsockopt(int, int, int, uintptr_t, uintptr_t)'),
    recvmmsg: library.func('int recvmmsg(int, uintptr_t, uint32_t, int, uintptr_t)'),
    sendmmsg: library.func('int sendmmsg(int, uintptr_t, uint32_t, int)'),
    send: library.func('long send(int, uintptr_t, size_t, int)'),
    recv: library.func('long recv(int, uintptr_t, size_t, int)'),
    poll: library.func('int poll(uintptr_t, unsigned long, int)'),
    getifaddrs: library.func('int getifaddrs(uintptr_t)'),
    freeifaddrs: library.func('void freeifaddrs(uintptr_t)'),
    strlen: library.func('size_t strlen(uintptr_t)'),
    memcpy: library.func('memcpy', 'void', ['uintptr_t', 'uintptr_t', 'size_t']),
    strerror: library.func('const char *strerror(int)'),
    errno: () => native.errno(),
    alloc: (length) => allocate(native, length),
    watch: (fd, callback) =>
      native.node.poll(fd, { readable: true }, callback as unknown as () => void) as unknown as PollHandle,
  };
}

function allocate(native: Koffi, length: number): NativeMemory {
  const pointer: unknown = native.alloc('uint8_t', length);
  const buffer = native.view(pointer, length);
  return { address: Number(native.address(pointer)), bytes: new Uint8Array(buffer), view: new DataView(buffer) };
}

const CODES: ReadonlyMap<number, string> = new Map(
  Object.entries(constants.errno)
    .filter(([name]) => name !== 'EWOULDBLOCK' && name !== 'EOPNOTSUPP')
    .map(([name, number]) => [number, name]),
);

/** An errno as the caller sees it. */
export function netError(libc: Libc, call: string, errno: number): NetError {
  return { call, code: CODES.get(errno) ?? `errno ${errno}`, text: libc.strerror(errno) };
}
