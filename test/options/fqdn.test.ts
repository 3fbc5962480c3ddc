import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, hex, latin1, octets } from '../../src/kernel/bytes.ts';
import { decodeFqdn4, decodeFqdn6, encodeFqdn4, encodeFqdn6, Fqdn } from '../../src/options/fqdn.ts';

type Parts = ReadonlyMap<number, Uint8Array> | undefined;

/** Flags as letters (E encoded, N no client update, S server update), then host, domain and whole name. */
function show(parts: Parts): string | undefined {
  if (!parts) return undefined;
  const flag = (code: number, letter: string): string => (parts.get(code)?.[0] ? letter : '');
  const text = (code: number): string => latin1(parts.get(code) ?? octets('-'));
  const flags = flag(Fqdn.encoded, 'E') + flag(Fqdn.noClientUpdate, 'N') + flag(Fqdn.serverUpdate, 'S');
  return `${flags}/${text(Fqdn.hostname)}/${text(Fqdn.domainname)}/${text(Fqdn.fqdn)}`;
}

const bytes = (text: string): Uint8Array => fromHex(text.replaceAll(' ', ''));

describe('DHCPv4 Client FQDN (RFC 4702 §2)', () => {
  test.each([
    ['an ASCII label', '01 00 00 68 6f 73 74', 'S/host/-/host'],
    ['an ASCII name is parted at its first dot', '00 00 00 612e622e63', '/a/b.c/a.b.c'],
    ['a NUL at the end counts as "no client update"', '00 00 00 612e6200', 'N/a/b/a.b'],
    ['flags alone', '03 ff ff', 'NS/-/-/-'],
    ['labels', '05 00 00 01610162016300', 'ES/a/.b.c/a.b.c'],
    ['one label', '04 00 00 016100', 'E/a/-/a'],
    ['labels without root are a host name', '04 00 00 01610162', 'E/a.b/-/a.b'],
    ['the root alone is no name', '04 00 00 00', 'E/-/-/-'],
  ])('%s', (_rule, data, wanted) => {
    expect(show(decodeFqdn4(bytes(data)))).toBe(wanted);
  });

  test.each([
    ['two octets', '0000'],
    ['a label of 64 octets', `040000 40${'61'.repeat(64)}00`],
    ['a label cut short', '040000 0561'],
  ])('%s are no FQDN', (_rule, data) => {
    expect(decodeFqdn4(bytes(data))).toBeUndefined();
  });

  test('both result codes are kept', () => {
    const parts = decodeFqdn4(bytes('00 05 06'));
    expect([parts?.get(Fqdn.rcode1), parts?.get(Fqdn.rcode2)]).toEqual([Uint8Array.of(5), Uint8Array.of(6)]);
  });

  const parts = (encoded: number, name: string): Map<number, Uint8Array> =>
    new Map([
      [Fqdn.encoded, Uint8Array.of(encoded)],
      [Fqdn.serverUpdate, Uint8Array.of(1)],
      [Fqdn.noClientUpdate, Uint8Array.of(1)],
      [Fqdn.rcode1, Uint8Array.of(255)],
      [Fqdn.rcode2, Uint8Array.of(254)],
      [Fqdn.fqdn, octets(name)],
    ]);

  test.each([
    [0, 'a.b', '03fffe 612e62'],
    [1, 'a.b', '07fffe 0161016200'],
    [1, 'a.b.', '07fffe 0161016200'],
    [1, 'a..b', '07fffe 016100'],
    [1, '', '07fffe'],
  ])('encoded %d, %j', (encoded, name, wanted) => {
    expect(hex(encodeFqdn4(parts(encoded, name)))).toBe(wanted.replaceAll(' ', ''));
  });

  test('nothing configured is three zero octets', () => {
    expect(hex(encodeFqdn4(new Map()))).toBe('000000');
  });
});

describe('DHCPv6 Client FQDN (RFC 4704 §4.1)', () => {
  test.each([
    ['a name', '01 01610162016300', 'ES/a/.b.c/a.b.c'],
    ['a name without root', '02 0161', 'EN/a/-/a'],
    ['octets beyond ASCII are escaped', '00 0420ff612e00', 'E/\\032\\255a\\/./\\032\\255a\\.'],
    ['flags alone', '03', 'ENS/-/-/-'],
  ])('%s', (_rule, data, wanted) => {
    expect(show(decodeFqdn6(bytes(data)))).toBe(wanted);
  });

  test.each([
    ['no octet', ''],
    ['a label cut short', '000561'],
  ])('%s is no FQDN', (_rule, data) => {
    expect(decodeFqdn6(bytes(data))).toBeUndefined();
  });

  test('encoding keeps flags and labels, no name is the flags alone', () => {
    const name: [number, Uint8Array] = [Fqdn.fqdn, octets('a.b')];
    expect(hex(encodeFqdn6(new Map([name])))).toBe('000161016200');
    expect(hex(encodeFqdn6(new Map([[Fqdn.serverUpdate, Uint8Array.of(1)]])))).toBe('01');
  });
});

test('decoded names of both families are encoded to the same octets', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 3 }), (labels, flags) => {
      const wire = labels.map((l) => hex(Uint8Array.of(l.length)) + hex(octets(l))).join('');
      const four = fromHex(`0${flags | 4}0000${wire}00`);
      const six = fromHex(`0${flags}${wire}00`);
      expect(hex(encodeFqdn4(decodeFqdn4(four) ?? new Map()))).toBe(hex(four));
      expect(hex(encodeFqdn6(decodeFqdn6(six) ?? new Map()))).toBe(hex(six));
    }),
  );
});
