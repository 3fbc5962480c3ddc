import { CMSGHDR, CONTROL_SPACE, EAGAIN, EINTR, IOVEC_SIZE, MMSGHDR, POLLOUT, SOCKADDR_SPACE } from './layout.ts';
import { type Libc, type NativeMemory, netError } from './libc.ts';
import type { NetError } from './net-io.ts';

const SLOTS = 64;
const ARENA = 1 << 20;
/** How long a full send buffer may hold the server up before the datagram is given up, as UDP may. */
const FULL_BUFFER_WAIT_MILLIS = 20;
const TOO_BIG = 90;

/** What to write beside the payload; fields left out are not passed to the kernel. */
export interface Outgoing {
  readonly payload: Uint8Array;
  /** Writes the socket address and gives its length. */
  readonly name?: (view: DataView, at: number) => number;
  /** Writes one control message's payload and gives its length. */
  readonly control?: {
    readonly level: number;
    readonly type: number;
    readonly write: (view: DataView, at: number) => number;
  };
}

interface Sent {
  readonly sent: number;
  readonly error?: NetError;
}

/** The memory from which every socket of the process sends. */
export interface SendRing {
  /** In order; stops at the first the kernel refuses. A full buffer is waited for a moment if so wanted, else refused. */
  send(fd: number, messages: readonly Outgoing[], whenFull?: 'wait' | 'refuse'): Sent;
}

export function newSendRing(libc: Libc): SendRing {
  const headers = libc.alloc(SLOTS * MMSGHDR.size);
  const vectors = libc.alloc(SLOTS * IOVEC_SIZE);
  const side = libc.alloc(SLOTS * (SOCKADDR_SPACE + CONTROL_SPACE));
  const arena = libc.alloc(ARENA);
  const waiting = libc.alloc(8);
  for (let slot = 0; slot < SLOTS; slot++) {
    const header = slot * MMSGHDR.size;
    headers.view.setBigUint64(header + MMSGHDR.iov, BigInt(vectors.address + slot * IOVEC_SIZE), true);
    headers.view.setBigUint64(header + MMSGHDR.iovCount, 1n, true);
  }
  /** Puts as many messages as fit into the ring and gives their number. */
  function fill(messages: readonly Outgoing[], from: number): number {
    let used = 0;
    let slot = 0;
    for (; slot < SLOTS && from + slot < messages.length; slot++) {
      const message = messages[from + slot] as Outgoing;
      if (used + message.payload.length > ARENA) break;
      arena.bytes.set(message.payload, used);
      setPointer(vectors.view, slot * IOVEC_SIZE, arena.address + used);
      vectors.view.setUint32(slot * IOVEC_SIZE + 8, message.payload.length, true);
      address(slot, message);
      used += message.payload.length;
    }
    return slot;
  }
  function address(slot: number, message: Outgoing): void {
    const header = slot * MMSGHDR.size;
    const name = slot * (SOCKADDR_SPACE + CONTROL_SPACE);
    const control = name + SOCKADDR_SPACE;
    setPointer(headers.view, header + MMSGHDR.name, message.name ? side.address + name : 0);
    headers.view.setUint32(header + MMSGHDR.nameLength, message.name ? message.name(side.view, name) : 0, true);
    setPointer(headers.view, header + MMSGHDR.control, message.control ? side.address + control : 0);
    const controlLength = message.control ? writeControl(side, control, message.control) : 0;
    headers.view.setUint32(header + MMSGHDR.controlLength, controlLength, true);
  }
  function waitForRoom(fd: number): boolean {
    waiting.view.setInt32(0, fd, true);
    waiting.view.setUint32(4, POLLOUT, true);
    return libc.poll(waiting.address, 1, FULL_BUFFER_WAIT_MILLIS) === 1;
  }
  return {
    send(fd, messages, whenFull = 'wait') {
      let sent = 0;
      let waited = whenFull === 'refuse';
      while (sent < messages.length) {
        const count = fill(messages, sent);
        if (count === 0) return { sent, error: netError(libc, 'sendmmsg', TOO_BIG) };
        const accepted = libc.sendmmsg(fd, headers.address, count, 0);
        if (accepted > 0) {
          sent += accepted;
          waited = whenFull === 'refuse';
          continue;
        }
        const errno = libc.errno();
        if (errno === EINTR) continue;
        if (errno === EAGAIN && !waited && waitForRoom(fd)) waited = true;
        else return { sent, error: netError(libc, 'sendmmsg', errno) };
      }
      return { sent };
    },
  };
}

function writeControl(side: NativeMemory, at: number, control: NonNullable<Outgoing['control']>): number {
  const length = control.write(side.view, at + CMSGHDR.data);
  side.view.setUint32(at + CMSGHDR.length, CMSGHDR.data + length, true);
  side.view.setUint32(at + CMSGHDR.length + 4, 0, true);
  side.view.setUint32(at + CMSGHDR.level, control.level, true);
  side.view.setUint32(at + CMSGHDR.type, control.type, true);
  return (CMSGHDR.data + length + 7) & ~7;
}

/** A user-space address fits a double exactly, and two 32-bit writes are cheaper than one BigInt. */
function setPointer(view: DataView, at: number, address: number): void {
  view.setUint32(at, address >>> 0, true);
  view.setUint32(at + 4, Math.floor(address / 0x100000000), true);
}
