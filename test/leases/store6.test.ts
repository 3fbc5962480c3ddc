import { describe, expect, it } from 'vitest';
import { octets } from '../../src/kernel/bytes.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import { newLeaseStore6 } from '../../src/leases/store6.ts';
import { ia6, ip6, lease6 } from './lease-examples.ts';

const at = epochSeconds;
const anna = octets('anna');
const bert = octets('bert');
const address = ip6('2001:db8::1');

describe('the store of associations', () => {
  it('finds an association by kind, DUID and IAID, and all of a client', () => {
    const store = newLeaseStore6();
    const first = ia6({ duid: anna, iaid: 1, leases: [lease6({ address })] });
    const second = ia6({ duid: anna, iaid: 2, leases: [lease6({ address: ip6('2001:db8::2') })] });
    store.apply(first);
    store.apply(second);
    expect(store.ia('na', anna, 2)).toBe(second);
    expect(store.ia('pd', anna, 2)).toBeUndefined();
    expect(store.ofClient('na', anna)).toEqual([first, second]);
    expect([...store.all('na')]).toEqual([first, second]);
    expect(store.size).toBe(2);
  });

  it('knows who holds an address, and forgets an association without leases', () => {
    const store = newLeaseStore6();
    const ia = ia6({ duid: anna, leases: [lease6({ address })] });
    store.apply(ia);
    expect(store.holder(address, 128)?.ia).toBe(ia);
    store.apply({ ...ia, leases: [] });
    expect(store.holder(address, 128)).toBeUndefined();
    expect(store.ofClient('na', anna)).toEqual([]);
    expect(store.size).toBe(0);
  });

  it('does not give an address back to a client that only remembers it', () => {
    const store = newLeaseStore6();
    const past = ia6({ duid: anna, leases: [lease6({ address, state: 'expired' })] });
    store.apply(past);
    store.apply(ia6({ duid: bert, leases: [lease6({ address })] }));
    store.apply({ ...past, cltt: at(9) });
    expect(store.holder(address, 128)?.ia.duid).toBe(bert);
  });

  it('tells prefixes of one length apart although their low halves are the same', () => {
    const store = newLeaseStore6();
    const prefix = (text: string) => lease6({ address: ip6(text), prefixLength: 56 });
    store.apply(ia6({ kind: 'pd', duid: anna, leases: [prefix('2001:db8:0:100::')] }));
    store.apply(ia6({ kind: 'pd', duid: bert, leases: [prefix('2001:db8:0:200::')] }));
    expect(store.holder(ip6('2001:db8:0:100::'), 56)?.ia.duid).toBe(anna);
    expect(store.holder(ip6('2001:db8:0:100::'), 60)).toBeUndefined();
  });

  it('names associations with an ended active lease, the earliest first', () => {
    const store = newLeaseStore6();
    store.apply(ia6({ duid: anna, leases: [lease6({ address, ends: at(30) })] }));
    store.apply(ia6({ duid: bert, leases: [lease6({ address: ip6('2001:db8::2'), ends: at(10) })] }));
    store.apply(
      ia6({ duid: octets('c'), leases: [lease6({ address: ip6('2001:db8::3'), state: 'abandoned', ends: at(1) })] }),
    );
    expect(store.nextExpiry()).toBe(10);
    expect(store.expired(at(30)).map((ia) => ia.duid)).toEqual([bert, anna]);
    expect(store.expired(at(9))).toEqual([]);
  });
});
