import { describe, expect, it } from 'vitest';
import { octets } from '../../src/kernel/bytes.ts';
import type { Hardware } from '../../src/kernel/hardware.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import type { Lease4 } from '../../src/leases/lease4.ts';
import { newLeaseStore4 } from '../../src/leases/store4.ts';
import { ip, lease4, pool4 } from './lease-examples.ts';

const at = epochSeconds;
const hardware = (last: number): Hardware => ({ type: 1, address: Uint8Array.of(2, 0, 0, 0, 0, last) });
const addresses = (leases: readonly Lease4[]): number[] => leases.map((lease) => lease.ip & 255);
const active = (address: string, ends: number, more: Partial<Lease4> = {}): Lease4 =>
  lease4({ ip: ip(address), state: 'active', ends: at(ends), ...more });
const free = (address: string, ends: number, more: Partial<Lease4> = {}): Lease4 =>
  lease4({ ip: ip(address), ends: at(ends), ...more });

describe('the next free address', () => {
  it('is a never used one, ascending, whatever was asked for in between', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.13']);
    const store = newLeaseStore4();
    expect(store.nextFree(pool)).toBe(ip('192.0.2.10'));
    store.apply(active('192.0.2.10', 100));
    store.apply(active('192.0.2.11', 100));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.12'));
    store.apply(active('192.0.2.13', 100));
    store.apply(active('192.0.2.12', 100));
    expect(store.nextFree(pool)).toBeUndefined();
  });

  it('prefers never used addresses to those that became free', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.11']);
    const store = newLeaseStore4();
    store.apply(free('192.0.2.10', 1));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.11'));
  });

  it('is the free one that ended longest ago when all were used', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.12']);
    const store = newLeaseStore4();
    for (const [address, ends] of [
      ['192.0.2.10', 30],
      ['192.0.2.11', 10],
      ['192.0.2.12', 20],
    ] as const) {
      store.apply(active(address, ends));
      store.apply(free(address, ends));
    }
    expect(store.nextFree(pool)).toBe(ip('192.0.2.11'));
    store.apply(active('192.0.2.11', 90));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.12'));
  });

  it('is the one that became free last among those that ended at the same time', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.12']);
    const store = newLeaseStore4();
    for (const address of ['192.0.2.11', '192.0.2.12', '192.0.2.10']) store.apply(free(address, 50));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.10'));
  });

  it('comes from all ranges of the pool and passes by reserved leases', () => {
    const pool = pool4(['192.0.2.20', '192.0.2.20'], ['192.0.2.10', '192.0.2.10']);
    const store = newLeaseStore4();
    expect(store.nextFree(pool)).toBe(ip('192.0.2.10'));
    store.apply(free('192.0.2.10', 5, { reserved: true }));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.20'));
    store.apply(free('192.0.2.20', 9));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.20'));
  });

  it('costs nothing in a range of sixteen million addresses', () => {
    const pool = pool4(['10.0.0.0', '10.255.255.255']);
    const store = newLeaseStore4();
    expect(store.nextFree(pool)).toBe(ip('10.0.0.0'));
    store.apply(active('10.0.0.0', 10));
    expect(store.nextFree(pool)).toBe(ip('10.0.0.1'));
    expect(store.usage(pool)).toEqual({ total: 1 << 24, active: 1, free: (1 << 24) - 1, abandoned: 0 });
  });

  it('knows leases that were applied before the pool was first asked for', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.11']);
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 10));
    store.apply(active('198.51.100.1', 10));
    expect(store.nextFree(pool)).toBe(ip('192.0.2.11'));
    expect(store.usage(pool).active).toBe(1);
  });
});

describe('after a restart', () => {
  it('hands out never used addresses in runs, the last run first', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.16']);
    const store = newLeaseStore4();
    store.restore([active('192.0.2.14', 99), active('192.0.2.11', 99), free('192.0.2.12', 5)], [pool]);
    const order: number[] = [];
    for (let next = store.nextFree(pool); next !== undefined; next = store.nextFree(pool)) {
      order.push(next & 255);
      store.apply(active(`192.0.2.${next & 255}`, 200));
    }
    expect(order).toEqual([15, 16, 13, 10, 12]);
  });

  it('keeps free leases that ended together in order of address when nothing lies between them', () => {
    const pool = pool4(['192.0.2.10', '192.0.2.13']);
    const store = newLeaseStore4();
    const ended = (last: number) => free(`192.0.2.${last}`, 5);
    store.restore([ended(13), ended(11), ended(10), active('192.0.2.12', 99)], [pool]);
    const order: number[] = [];
    for (let next = store.nextFree(pool); order.length < 3 && next !== undefined; next = store.nextFree(pool)) {
      order.push(next & 255);
      store.apply(active(`192.0.2.${next & 255}`, 200));
    }
    expect(order).toEqual([13, 10, 11]);
  });

  it('counts a run of addresses from the start of the hash table of the reference', () => {
    const wrap = 100003 * 33231;
    const pool = { ...pool4(), ranges: [{ low: wrap - 2, high: wrap + 1, dynamicBootp: false }] } as never;
    const store = newLeaseStore4();
    store.restore([], [pool]);
    expect(store.nextFree(pool)).toBe(wrap);
  });

  it('leaves out leases of addresses in no pool', () => {
    const store = newLeaseStore4();
    store.restore([active('198.51.100.7', 9)], [pool4(['192.0.2.1', '192.0.2.2'])]);
    expect(store.size).toBe(0);
  });
});

describe('leases of one client', () => {
  const uid = octets('client');

  it('stand in the order in which their addresses were taken', () => {
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 10, { uid }));
    store.apply(active('192.0.2.11', 90, { uid }));
    expect(addresses(store.byUid(uid))).toEqual([10, 11]);
  });

  it('come forward when they are renewed and last longer than the others', () => {
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 10, { uid }));
    store.apply(active('192.0.2.11', 90, { uid }));
    store.apply(active('192.0.2.11', 95, { uid }));
    expect(addresses(store.byUid(uid))).toEqual([11, 10]);
  });

  it('keep their place when they expire', () => {
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 10, { uid }));
    store.apply(active('192.0.2.11', 90, { uid }));
    store.apply(free('192.0.2.10', 10, { uid }));
    expect(addresses(store.byUid(uid))).toEqual([10, 11]);
  });

  it('are ranked by state, end and last transaction when they come from a file', () => {
    const store = newLeaseStore4();
    store.restore(
      [
        free('192.0.2.10', 5, { uid, cltt: at(1) }),
        free('192.0.2.11', 5, { uid, cltt: at(2) }),
        active('192.0.2.12', 50, { uid }),
        lease4({ ip: ip('192.0.2.13'), state: 'expired', ends: at(5), uid }),
        active('192.0.2.14', 60, { uid }),
        lease4({ ip: ip('192.0.2.15'), state: 'abandoned', ends: at(70), uid }),
      ],
      [pool4(['192.0.2.10', '192.0.2.20'])],
    );
    expect(addresses(store.byUid(uid))).toEqual([14, 12, 13, 11, 10, 15]);
  });

  it('are forgotten when the address goes to somebody else', () => {
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 10, { uid, hardware: hardware(1) }));
    store.apply(active('192.0.2.10', 20, { uid: octets('other'), hardware: hardware(2) }));
    expect(store.byUid(uid)).toEqual([]);
    expect(store.byHardware(hardware(1))).toEqual([]);
    expect(addresses(store.byHardware(hardware(2)))).toEqual([10]);
  });

  it('are not told apart by an InfiniBand address without octets', () => {
    const infiniband: Hardware = { type: 32, address: new Uint8Array(0) };
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 10, { hardware: infiniband }));
    expect(store.byHardware(infiniband)).toEqual([]);
  });
});

describe('expiry', () => {
  it('names every lease that waits for its end, the earliest first', () => {
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 30));
    store.apply(lease4({ ip: ip('192.0.2.11'), state: 'abandoned', ends: at(10) }));
    store.apply(active('192.0.2.12', 20));
    store.apply(free('192.0.2.13', 1));
    expect(store.nextExpiry()).toBe(10);
    expect(addresses(store.expired(at(20)))).toEqual([11, 12]);
    store.apply(free('192.0.2.11', 10));
    expect(store.nextExpiry()).toBe(20);
  });

  it('never comes for a lease whose next state is its present one', () => {
    const store = newLeaseStore4();
    store.apply(active('192.0.2.10', 30, { nextState: 'active' }));
    expect(store.nextExpiry()).toBeUndefined();
  });
});
