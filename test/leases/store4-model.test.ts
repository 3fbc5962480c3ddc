import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ipv4 } from '../../src/kernel/address.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import type { BindingState, Lease4 } from '../../src/leases/lease4.ts';
import { newLeaseStore4 } from '../../src/leases/store4.ts';
import { ip, lease4, pool4 } from './lease-examples.ts';

const LOW = ip('192.0.2.10');
const HIGH = ip('192.0.2.19');
const change = fc.record({
  offset: fc.nat(9),
  state: fc.constantFrom<BindingState>('free', 'active', 'abandoned', 'released'),
  ends: fc.integer({ min: 1, max: 6 }),
  client: fc.nat(3),
});

/** The obvious way: the newest record of each address, newest first among equals. */
class NaiveStore {
  readonly leases = new Map<number, { lease: Lease4; turn: number }>();
  #turn = 0;

  apply(lease: Lease4): void {
    this.leases.set(lease.ip, { lease, turn: --this.#turn });
  }

  earliest(state: BindingState): Lease4 | undefined {
    const found = [...this.leases.values()].filter(({ lease }) => lease.state === state);
    return found.sort((a, b) => a.lease.ends - b.lease.ends || a.turn - b.turn)[0]?.lease;
  }

  nextFree(): number | undefined {
    for (let address: number = LOW; address <= HIGH; address++) if (!this.leases.has(address)) return address;
    return this.earliest('free')?.ip;
  }
}

it('answers as a list of all leases would', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const pool = pool4(['192.0.2.10', '192.0.2.19']);
      const store = newLeaseStore4();
      const naive = new NaiveStore();
      for (const { offset, state, ends, client } of changes) {
        const uid = Uint8Array.of(client);
        const lease = lease4({ ip: ipv4(LOW + offset), state, ends: epochSeconds(ends), uid });
        store.apply(lease);
        naive.apply(lease);
        const all = [...naive.leases.values()].map((kept) => kept.lease);
        const waiting = all.filter((kept) => kept.nextState !== kept.state).map((kept) => kept.ends);
        expect(store.nextFree(pool)).toBe(naive.nextFree());
        expect(store.oldestAbandoned(pool)).toBe(naive.earliest('abandoned'));
        expect(store.nextExpiry()).toBe(waiting.length > 0 ? Math.min(...waiting) : undefined);
        expect(store.expired(epochSeconds(3)).map((due) => due.ends)).toEqual(
          waiting.filter((end) => end <= 3).sort((a, b) => a - b),
        );
        expect(new Set(store.byUid(uid))).toEqual(new Set(all.filter((kept) => kept.uid?.[0] === client)));
        expect(store.usage(pool).active).toBe(all.filter((k) => k.state === 'active' || k.state === 'released').length);
        expect(store.get(lease.ip)).toBe(lease);
      }
    }),
  );
});
