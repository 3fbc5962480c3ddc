import { expect, test } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { configuredDuid, generateDuid } from '../../../src/engine/v6/duid.ts';
import { hex } from '../../../src/kernel/bytes.ts';
import { epochSeconds } from '../../../src/kernel/scalars.ts';
import { environment6 } from '../../support/site6.ts';

const CARD = { hardwareType: 1, hardwareAddress: Uint8Array.of(2, 0xcf, 0, 0, 0, 1) };

test('a DUID-LL is type, hardware type and address (RFC 8415 §11.4)', () => {
  expect(hex(generateDuid('LL', CARD, epochSeconds(0)))).toBe('0003000102cf00000001');
});

test('a DUID-LLT also holds the seconds since 2000, modulo 2^32 (RFC 8415 §11.2)', () => {
  expect(hex(generateDuid('LLT', CARD, epochSeconds(946_684_801)))).toBe('000100010000000102cf00000001');
  expect(hex(generateDuid('LLT', CARD, epochSeconds(946_684_800 + 2 ** 32 + 5)))).toContain('00000005');
});

test('the configured identifier is the one of the global scope', () => {
  const duidOf = (text: string) => {
    const { config } = loadConfig(() => ({ ok: true, text }), 'dhcpd.conf', { family: 6, dhcp4o6: false });
    return config && configuredDuid(config, environment6(), epochSeconds(0));
  };
  expect(duidOf('option dhcp6.server-id 00:03:00:01:aa;')).toEqual(Uint8Array.of(0, 3, 0, 1, 0xaa));
  expect(duidOf('subnet6 2001:db8::/64 { option dhcp6.server-id 00:03; }')).toBeUndefined();
});
