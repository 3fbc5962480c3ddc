import type { EpochSeconds } from '../../../kernel/scalars.ts';
import { IndexedHeap } from '../../../leases/indexed-heap.ts';
import type { Ia6 } from '../../../leases/lease6.ts';

interface Reminder {
  readonly ia: Pick<Ia6, 'kind' | 'duid' | 'iaid'>;
  readonly at: EpochSeconds;
  slot: number;
}

/** When to forget leases that have ended. Entries may be out of date: who is reminded looks at the store. */
export class Memory6 {
  readonly #reminders = new IndexedHeap<'slot', Reminder>('slot', (a, b) => a.at < b.at);

  add({ kind, duid, iaid }: Ia6, at: EpochSeconds): void {
    this.#reminders.add({ ia: { kind, duid, iaid }, at, slot: -1 });
  }

  next(): EpochSeconds | undefined {
    return this.#reminders.first()?.at;
  }

  /** Takes out the associations to look at now. */
  due(now: EpochSeconds): readonly Pick<Ia6, 'kind' | 'duid' | 'iaid'>[] {
    const due = this.#reminders.takeWhile((reminder) => reminder.at <= now);
    for (const reminder of due) this.#reminders.remove(reminder);
    return due.map(({ ia }) => ia);
  }
}
