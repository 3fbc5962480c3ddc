import { CMSGHDR, CONTROL_SPACE, IOVEC_SIZE, MMSGHDR, MSG_DONTWAIT, MSG_TRUNC, SOCKADDR_SPACE } from './layout.ts';
import type { Libc } from './libc.ts';

const SLOTS = 64;
/** The largest UDP datagram, and half a kilobyte so that the slots do not all fall onto the same cache lines. */
const SLOT_SIZE = 65536 + 512;

/** One received message; all octets are only valid until the next `receive`. */
export interface RawMessage {
  readonly data: Uint8Array;
  /** The socket address of the sender and where it begins. */
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly name: number;
  /** Offset of the payload of the control message of that kind, or undefined. */
  control(level: number, type: number): number | undefined;
}

/** The memory into which every socket of the process receives: batches are handled synchronously, so one is enough. */
export interface ReceiveRing {
  /** Up to 64 messages; negative errno when there are none or the socket is broken. Truncated ones are left out. */
  receive(fd: number, batch: RawMessage[]): number;
}

export function newReceiveRing(libc: Libc): ReceiveRing {
  const headers = libc.alloc(SLOTS * MMSGHDR.size);
  const vectors = libc.alloc(SLOTS * IOVEC_SIZE);
  const side = libc.alloc(SLOTS * (SOCKADDR_SPACE + CONTROL_SPACE));
  const data = libc.alloc(SLOTS * SLOT_SIZE);
  const nameOf = (slot: number) => slot * (SOCKADDR_SPACE + CONTROL_SPACE);
  const controlOf = (slot: number) => nameOf(slot) + SOCKADDR_SPACE;
  for (let slot = 0; slot < SLOTS; slot++) {
    const header = slot * MMSGHDR.size;
    const vector = slot * IOVEC_SIZE;
    vectors.view.setBigUint64(vector, BigInt(data.address + slot * SLOT_SIZE), true);
    vectors.view.setBigUint64(vector + 8, 65536n, true);
    headers.view.setBigUint64(header + MMSGHDR.name, BigInt(side.address + nameOf(slot)), true);
    headers.view.setBigUint64(header + MMSGHDR.iov, BigInt(vectors.address + vector), true);
    headers.view.setBigUint64(header + MMSGHDR.iovCount, 1n, true);
    headers.view.setBigUint64(header + MMSGHDR.control, BigInt(side.address + controlOf(slot)), true);
  }
  /** The kernel overwrites these lengths with what it used. */
  function rearm(count: number): void {
    for (let slot = 0; slot < count; slot++) {
      const header = slot * MMSGHDR.size;
      headers.view.setUint32(header + MMSGHDR.nameLength, SOCKADDR_SPACE, true);
      headers.view.setUint32(header + MMSGHDR.controlLength, CONTROL_SPACE, true);
    }
  }
  function messageIn(slot: number): RawMessage {
    const header = slot * MMSGHDR.size;
    const length = headers.view.getUint32(header + MMSGHDR.length, true);
    const control = controlOf(slot);
    const controlEnd = control + headers.view.getUint32(header + MMSGHDR.controlLength, true);
    return {
      data: data.bytes.subarray(slot * SLOT_SIZE, slot * SLOT_SIZE + length),
      view: side.view,
      bytes: side.bytes,
      name: nameOf(slot),
      control: (level, type) => findControl(side.view, control, controlEnd, { level, type }),
    };
  }
  rearm(SLOTS);
  return {
    receive(fd, batch) {
      batch.length = 0;
      const count = libc.recvmmsg(fd, headers.address, SLOTS, MSG_DONTWAIT, 0);
      if (count < 0) return -libc.errno();
      for (let slot = 0; slot < count; slot++) {
        const flags = headers.view.getUint32(slot * MMSGHDR.size + MMSGHDR.flags, true);
        if ((flags & MSG_TRUNC) === 0) batch.push(messageIn(slot));
      }
      rearm(count);
      return count;
    },
  };
}

/** Full rings mean that more may be waiting. */
export const isFullBatch = (count: number): boolean => count === SLOTS;

function findControl(
  view: DataView,
  start: number,
  end: number,
  wanted: { readonly level: number; readonly type: number },
): number | undefined {
  for (let at = start; at + CMSGHDR.data <= end; ) {
    const length = view.getUint32(at + CMSGHDR.length, true);
    if (length < CMSGHDR.data) return undefined;
    const level = view.getUint32(at + CMSGHDR.level, true);
    if (level === wanted.level && view.getUint32(at + CMSGHDR.type, true) === wanted.type) return at + CMSGHDR.data;
    at += (length + 7) & ~7;
  }
  return undefined;
}
