import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../../src/kernel/address.ts';
import { latin1 } from '../../src/kernel/bytes.ts';
import type { Lease4 } from '../../src/leases/lease4.ts';
import { changesOf, readText, saidOf } from './lease-file.ts';

function leasesOf(text: string): Lease4[] {
  return changesOf(readText(text)).flatMap((change) => (change.kind === 'lease4' ? [change.lease] : []));
}

const first = (text: string): Partial<Lease4> => leasesOf(`lease 192.0.2.1 { ${text} }`)[0] ?? {};

describe('statements of a lease', () => {
  it.each([
    ['ends 1 2026/11/23 06:57:39;', 1795417059],
    ['ends 1  2026/11/23 06:57:39;', 1795417059],
    ['ends 1 2026/11/23 06:57:39 3600;', 1795420659],
    ['ends 1 2026/11/23 06:57:39 -60;', 1795416999],
    ['ends epoch 77; # Thu Jan 01\n', 77],
    ['ends never;', 0x7fffffff],
    ['ends 2 2038/01/01 00:00:00;', 0x7fffffff],
    ['ends 1 2026/11/23 06:57:39 UTC;', 0],
  ])('%s', (text, ends) => {
    expect(first(text).ends).toBe(ends);
  });

  it('hold everything that the reference writes', () => {
    const lease = first(`starts 1 2026/11/23 06:57:39; ends never; binding state active; next binding state free;
      rewind binding state free; reserved; dynamic-bootp; hardware token-ring 2:0:0:0:0:a; uid "\\001\\x41\\"";
      set a = "x"; set b = %7; set c = TRUE; set d = 1:ff; option agent.circuit-id "ab"; option agent.remote-id 1:2;
      billing subclass "c" 1:2; client-hostname "pc";`);
    expect(lease).toMatchObject({
      starts: 1795417059,
      state: 'active',
      nextState: 'free',
      rewindState: 'free',
      tstp: 0x7fffffff,
    });
    expect(lease).toMatchObject({ reserved: true, bootp: true, clientHostname: 'pc' });
    expect(lease.hardware).toEqual({ type: 6, address: Uint8Array.of(2, 0, 0, 0, 0, 10) });
    expect(latin1(lease.uid ?? new Uint8Array())).toBe('\x01A"');
    expect([...(lease.variables ?? [])].map(([name]) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(lease.agentOptions).toEqual(Uint8Array.of(1, 2, 0x61, 0x62, 2, 2, 1, 2));
    expect(lease.billing).toEqual({ className: 'c', subclass: Uint8Array.of(1, 2) });
  });

  it('may have the forms of old versions', () => {
    expect(first('abandoned;')).toMatchObject({ state: 'abandoned', nextState: 'abandoned' });
    expect(first('binding state bootp;')).toMatchObject({ state: 'active', bootp: true });
    expect(first('ends epoch 2000;')).toMatchObject({ state: 'active', nextState: 'free' });
    expect(first('ends epoch 500;')).toMatchObject({ state: 'free', nextState: 'free' });
    expect(first('ddns-fwd-name "x.example";').variables?.has('ddns-fwd-name')).toBe(true);
    expect(first('hostname "x"; client-hostname a.example;').clientHostname).toBe('a.example');
  });
});

describe('damage', () => {
  const next = 'lease 192.0.2.2 {\n  binding state active;\n}\n';
  it.each([
    ['an unknown statement', '  foo bar;\n}\n', 'Unexpected configuration directive.'],
    ['a missing brace', '', 'unexpected end of file'],
    ['an open string', '  uid "abc;\n}\n', undefined],
    ['an unknown state', '  binding state lost;\n}\n', 'lost: expecting a binding state.'],
    ['a bad hardware address', '  hardware ethernet zz;\n}\n', 'expecting numeric value.'],
    ['an open event', '  on expiry { log (info, "x");\n', undefined],
  ])('%s costs neither the rest of the lease nor its neighbour', (_, damage, message) => {
    const text = `lease 192.0.2.1 {\n  ends never;\n${damage}${next}`;
    expect(leasesOf(text).map(({ ip, ends }) => [formatIpv4(ip), ends])).toEqual([
      ['192.0.2.1', 0x7fffffff],
      ['192.0.2.2', 0],
    ]);
    if (message) expect(saidOf(readText(text))).toContain(message);
    expect(readText(text)[0]?.isDamaged).toBe(true);
  });

  it('is shown with its line', () => {
    const finding = readText(`# one\nlease 192.0.2.1 {\n  foo bar;\n}\n`)[0]?.findings[0];
    expect(finding?.line).toBe('  foo bar;');
    expect(finding?.diagnostic.span?.start).toMatchObject({ line: 3, column: 3 });
  });

  it('between records is skipped', () => {
    expect(saidOf(readText(`rubbish here;\n${next}`))).toEqual(['Corrupt lease file - possible data loss!']);
  });
});

describe('DHCPv6 records', () => {
  const iaText = (order: string) => `authoring-byte-order ${order};\nia-na "\\001\\000\\000\\000duid" {\n  cltt epoch 5;
  iaaddr 2001:db8::1 { binding state active; preferred-life 1; max-life 2; ends never; set x = "y"; }\n}\n`;

  it('have their IAID in the order of the machine that wrote the file', () => {
    const iaid = (order: string) =>
      changesOf(readText(iaText(order), 6)).map((change) => change.kind === 'ia' && change.ia.iaid);
    expect(iaid('little-endian')).toEqual([1]);
    expect(iaid('big-endian')).toEqual([0x01000000]);
  });

  it('belong to a DHCPv6 server', () => {
    expect(saidOf(readText(iaText('little-endian'), 4))).toEqual(['IA_NA is only supported in DHCPv6 mode.']);
  });

  it('need state and end of every address', () => {
    const text =
      'authoring-byte-order little-endian;\nia-pd "\\001\\000\\000\\000duid" { iaprefix 2001:db8::/56 { ends never; } }';
    expect(saidOf(readText(text, 6))).toEqual(['corrupt lease file; missing state in iaprefix']);
  });
});

it('declarations made at run time are kept as text', () => {
  const text = 'host a {\n  dynamic;\n  hardware ethernet 2:0:0:0:0:1;\n}\n';
  expect(readText(text)[0]?.record).toEqual({
    kind: 'declaration',
    declaration: { keyword: 'host', name: 'a', text: text.trimEnd(), isDynamic: true, isDeleted: false },
  });
});

it('the size of the chunks makes no difference', () => {
  const text = `authoring-byte-order little-endian;\nserver-duid "\\000\\001x";\nlease 192.0.2.1 {\n  ends 1 2026/11/23 06:57:39;\n  uid "\\001ab";\n}\nhost a { dynamic; }\n`;
  const whole = JSON.stringify(readText(text));
  for (let size = 1; size < 60; size++) expect(JSON.stringify(readText(text, 4, size))).toBe(whole);
});

it('no sequence of octets is too much', () => {
  const word = fc.constantFrom(
    'lease 192.0.2.1 {',
    'ia-na "abcdefgh" {',
    '}',
    ';',
    '"',
    'uid',
    'set a =',
    '\\',
    '\n',
    'on expiry {',
    'ends',
    '#',
    '\nlease ',
    'host x {',
    '1:2',
    'binding state',
  );
  const noise = fc.array(fc.oneof(word, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 });
  fc.assert(
    fc.property(noise, fc.constantFrom(4 as const, 6 as const), (words, family) => {
      readText(words.join(' '), family, 7);
    }),
    { numRuns: 400 },
  );
});
