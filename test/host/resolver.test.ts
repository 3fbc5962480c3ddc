import { describe, expect, it } from 'vitest';
import { type HostResolver, newResolver, parseHosts } from '../../src/host/resolver.ts';
import { type EpochMillis, epochMillis } from '../../src/kernel/scalars.ts';

const A = Uint8Array.of(192, 0, 2, 1);
const AB = Uint8Array.of(192, 0, 2, 1, 192, 0, 2, 2);

interface Zone {
  [name: string]: readonly string[];
}

function setUp(zone: Zone, hosts = '') {
  let now = 0;
  const asked: string[] = [];
  const resolver: HostResolver = newResolver({
    clock: { now: (): EpochMillis => epochMillis(now) },
    hosts,
    ask: async (name, family) => {
      asked.push(`${name} ${family}`);
      await Promise.resolve();
      const found = zone[name];
      if (!found) throw new Error('ENOTFOUND');
      return found;
    },
  });
  const pass = (millis: number) => {
    now += millis;
  };
  return { zone, asked, resolver, pass };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('names of hosts', () => {
  it('are asked for at the first lookup and known from the answer on', async () => {
    const { resolver, asked } = setUp({ 'a.example': ['192.0.2.1', '192.0.2.2'] });
    expect(resolver.lookup('a.example', 4)).toBeUndefined();
    expect(resolver.lookup('A.example', 4)).toBeUndefined();
    await settled();
    expect(resolver.lookup('a.example', 4)).toEqual(AB);
    expect(asked).toEqual(['a.example 4']);
  });

  it('are asked for again after an hour, with the old answer until the new one is there', async () => {
    const { resolver, asked, pass, zone } = setUp({ a: ['192.0.2.1'] });
    await resolver.prefetch([{ name: 'a', family: 4 }]);
    pass(3600_000 - 1);
    expect(resolver.lookup('a', 4)).toEqual(A);
    expect(asked).toHaveLength(1);
    pass(1);
    zone.a = ['192.0.2.1', '192.0.2.2'];
    expect(resolver.lookup('a', 4)).toEqual(A);
    await settled();
    expect(resolver.lookup('a', 4)).toEqual(AB);
    expect(asked).toHaveLength(2);
  });

  it('that could not be found are asked for again after a minute', async () => {
    const { resolver, asked, pass, zone } = setUp({});
    await resolver.prefetch([{ name: 'a', family: 4 }]);
    pass(59_999);
    resolver.lookup('a', 4);
    expect(asked).toHaveLength(1);
    zone.a = ['192.0.2.1'];
    pass(1);
    resolver.lookup('a', 4);
    await settled();
    expect(resolver.lookup('a', 4)).toEqual(A);
  });

  it('keep the last good answer when a later question fails', async () => {
    const { resolver, pass, zone } = setUp({ a: ['192.0.2.1'] });
    await resolver.prefetch([{ name: 'a', family: 4 }]);
    delete zone.a;
    pass(3600_000);
    resolver.lookup('a', 4);
    await settled();
    expect(resolver.lookup('a', 4)).toEqual(A);
  });

  it('in the hosts file are known at once and never asked for', async () => {
    const { resolver, asked } = setUp({}, '192.0.2.1 a.example a\n');
    expect(resolver.lookup('a', 4)).toEqual(A);
    await resolver.prefetch([{ name: 'a.example', family: 4 }]);
    expect(asked).toEqual([]);
    resolver.lookup('a', 6);
    await settled();
    expect(asked).toEqual(['a 6']);
  });

  it('never occupy more than two threads of the pool', async () => {
    let running = 0;
    let most = 0;
    const resolver = newResolver({
      clock: { now: () => epochMillis(0) },
      hosts: '',
      ask: async () => {
        most = Math.max(most, ++running);
        await settled();
        running--;
        return ['192.0.2.1'];
      },
    });
    const wanted = Array.from({ length: 20 }, (_, i) => ({ name: `h${i}`, family: 4 as const }));
    await resolver.prefetch(wanted);
    expect(most).toBe(2);
    expect(resolver.lookup('h19', 4)).toEqual(A);
  });
});

describe('hosts file', () => {
  it('gives each name its addresses in order, by family, whatever the case', () => {
    const text =
      '# comment\n127.0.0.1\tlocalhost\n192.0.2.1 Server s # main\n192.0.2.2 server\n2001:db8::1 server\nfe80::1%eth0 odd\nbad line\n';
    const known = parseHosts(text);
    expect(Object.fromEntries([...known].map(([name, octets]) => [name, Buffer.from(octets).toString('hex')]))).toEqual(
      {
        '4 localhost': '7f000001',
        '4 server': 'c0000201c0000202',
        '4 s': 'c0000201',
        '6 server': '20010db8000000000000000000000001',
      },
    );
  });
});
