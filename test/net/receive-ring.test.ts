import { describe, expect, it } from 'vitest';
import { CMSGHDR, MMSGHDR, MSG_TRUNC } from '../../src/net/layout.ts';
import type { Libc, NativeMemory } from '../../src/net/libc.ts';
import { isFullBatch, newReceiveRing, type RawMessage } from '../../src/net/receive-ring.ts';

/** A C library whose memory is one array and whose kernel is the test. */
function fakeLibc(recvmmsg: (memory: DataView, headers: number, count: number) => number, errno = 0): Libc {
  const memory = new ArrayBuffer(8 << 20);
  let used = 4096;
  const alloc = (length: number): NativeMemory => {
    const address = used;
    used += (length + 15) & ~15;
    return {
      address,
      bytes: new Uint8Array(memory, address, length),
      view: new DataView(memory, address, length),
    };
  };
  const partial: Partial<Libc> = {
    alloc,
    errno: () => errno,
    recvmmsg: (_fd, headers, count) => recvmmsg(new DataView(memory), headers, count),
  };
  return partial as Libc;
}

interface Arrival {
  readonly text: string;
  readonly flags?: number;
  /** Level, type and length of each control message. */
  readonly control?: readonly (readonly number[])[];
}

/** Fills one message as the kernel does; lengths it uses up are overwritten. */
function arrive(memory: DataView, header: number, { text, flags = 0, control = [] }: Arrival): void {
  const vector = Number(memory.getBigUint64(header + MMSGHDR.iov, true));
  const data = Number(memory.getBigUint64(vector, true));
  for (let i = 0; i < text.length; i++) memory.setUint8(data + i, text.charCodeAt(i));
  memory.setUint32(header + MMSGHDR.length, text.length, true);
  memory.setUint32(header + MMSGHDR.flags, flags, true);
  memory.setUint32(header + MMSGHDR.nameLength, 0, true);
  let at = Number(memory.getBigUint64(header + MMSGHDR.control, true));
  let used = 0;
  for (const [level = 0, type = 0, length = 0] of control) {
    memory.setUint32(at + CMSGHDR.length, CMSGHDR.data + length, true);
    memory.setUint32(at + CMSGHDR.level, level, true);
    memory.setUint32(at + CMSGHDR.type, type, true);
    at += (CMSGHDR.data + length + 7) & ~7;
    used += (CMSGHDR.data + length + 7) & ~7;
  }
  memory.setUint32(header + MMSGHDR.controlLength, used, true);
}

const textOf = (message: RawMessage | undefined) => Buffer.from(message?.data ?? []).toString();

describe('receive ring', () => {
  it('gives each message its own octets', () => {
    const libc = fakeLibc((memory, headers) => {
      arrive(memory, headers, { text: 'first' });
      arrive(memory, headers + MMSGHDR.size, { text: 'second one' });
      return 2;
    });
    const batch: RawMessage[] = [];
    expect(newReceiveRing(libc).receive(3, batch)).toBe(2);
    expect(batch.map(textOf)).toEqual(['first', 'second one']);
  });

  it('leaves out what was cut off', () => {
    const libc = fakeLibc((memory, headers) => {
      arrive(memory, headers, { text: 'cut', flags: MSG_TRUNC });
      arrive(memory, headers + MMSGHDR.size, { text: 'whole' });
      return 2;
    });
    const batch: RawMessage[] = [];
    newReceiveRing(libc).receive(3, batch);
    expect(batch.map(textOf)).toEqual(['whole']);
  });

  it('offers the kernel the whole room again after each batch', () => {
    const rooms: number[] = [];
    const libc = fakeLibc((memory, headers) => {
      rooms.push(memory.getUint32(headers + MMSGHDR.nameLength, true));
      rooms.push(memory.getUint32(headers + MMSGHDR.controlLength, true));
      arrive(memory, headers, { text: 'x' });
      return 1;
    });
    const ring = newReceiveRing(libc);
    ring.receive(3, []);
    ring.receive(3, []);
    expect(rooms).toEqual([32, 64, 32, 64]);
  });

  it('finds a control message behind others, and misses one that is not there', () => {
    const libc = fakeLibc((memory, headers) => {
      arrive(memory, headers, {
        text: 'x',
        control: [
          [1, 29, 9],
          [41, 50, 20],
        ],
      });
      return 1;
    });
    const batch: RawMessage[] = [];
    newReceiveRing(libc).receive(3, batch);
    const first = batch[0] as RawMessage;
    const found = first.control(41, 50);
    // The second header begins at the next multiple of eight behind 16 + 9 octets.
    expect(found).toBe(first.name + 32 + 32 + CMSGHDR.data);
    expect(first.control(0, 8)).toBeUndefined();
  });

  it('gives the error as a negative number', () => {
    const ring = newReceiveRing(fakeLibc(() => -1, 11));
    const batch: RawMessage[] = [{} as RawMessage];
    expect(ring.receive(3, batch)).toBe(-11);
    expect(batch).toEqual([]);
  });

  it('knows that a full batch may have left some behind', () => {
    expect([isFullBatch(63), isFullBatch(64)]).toEqual([false, true]);
  });
});
