import { EAGAIN, EINTR } from './layout.ts';
import { type Libc, type NativeMemory, netError } from './libc.ts';
import type { NetError } from './net-io.ts';
import { type Readiness, watchReadable } from './readiness.ts';
import { isFullBatch, newReceiveRing, type RawMessage, type ReceiveRing } from './receive-ring.ts';
import { newSendRing, type SendRing } from './send-ring.ts';

/**
 * Full rings read per wake-up before others get their turn. Without a budget a flood stalls the event loop for seconds;
 * what is left wakes it again, since readiness is level-triggered.
 */
const BATCHES_PER_WAKE_UP = 2;

/** What all sockets of the process have in common. */
export interface Reactor {
  readonly libc: Libc;
  readonly scratch: NativeMemory;
  readonly ring: ReceiveRing;
  readonly sender: SendRing;
  /** Reads a descriptor whenever it has input. */
  attach(fd: number, handlers: InputHandlers): Attachment;
  pause(): void;
  resume(): void;
}

interface InputHandlers {
  batch(messages: readonly RawMessage[]): void;
  /** Receiving failed; the descriptor stays watched. */
  failed(error: NetError): void;
}

interface Attachment {
  /** Stops watching and closes the descriptor. */
  close(): void;
}

export function newReactor(libc: Libc): Reactor {
  const ring = newReceiveRing(libc);
  const watched = new Set<Readiness>();
  let paused = false;
  const attach = (fd: number, handlers: InputHandlers): Attachment => {
    const messages: RawMessage[] = [];
    const readiness = watchReadable(libc, fd, () => drain({ fd, handlers, messages }));
    watched.add(readiness);
    if (paused) readiness.pause();
    return {
      close() {
        if (!watched.delete(readiness)) return;
        readiness.close();
        libc.close(fd);
      },
    };
  };
  function drain({ fd, handlers, messages }: { fd: number; handlers: InputHandlers; messages: RawMessage[] }): void {
    for (let round = 0; round < BATCHES_PER_WAKE_UP && !paused; round++) {
      const count = ring.receive(fd, messages);
      if (count < 0) {
        if (count !== -EAGAIN && count !== -EINTR) handlers.failed(netError(libc, 'recvmmsg', -count));
        return;
      }
      if (messages.length > 0) handlers.batch(messages);
      if (!isFullBatch(count)) return;
    }
  }
  return {
    libc,
    scratch: libc.alloc(256),
    ring,
    sender: newSendRing(libc),
    attach,
    pause() {
      paused = true;
      for (const readiness of watched) readiness.pause();
    },
    resume() {
      paused = false;
      for (const readiness of watched) readiness.resume();
    },
  };
}
