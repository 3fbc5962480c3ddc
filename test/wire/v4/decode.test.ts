import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hex } from '../../../src/kernel/bytes.ts';
import { decode4 } from '../../../src/wire/v4/decode.ts';
import type { Malformed4, Packet4 } from '../../../src/wire/v4/packet.ts';
import { bytes, type MessageParts, message4 } from './bytes.ts';

function packetOf(parts: MessageParts): Packet4 {
  const decoded = decode4(message4(parts));
  if (!decoded.ok) throw new Error(decoded.malformed.kind);
  return decoded.packet;
}

const optionsOf = (parts: MessageParts): [number, string][] =>
  [...packetOf(parts).options].map(([code, data]) => [code, hex(data)]);

test('empty host names are counted, for the log', () => {
  const decoded = decode4(message4({ options: '0c00 0c00 350101 ff' }));
  expect(decoded.ok && decoded.emptyHostNames).toBe(2);
});

const faultOf = (parts: MessageParts): Malformed4 | undefined => {
  const decoded = decode4(message4(parts));
  return decoded.ok ? undefined : decoded.malformed;
};

describe('the fixed fields (RFC 2131 figure 1)', () => {
  test('are read in their order', () => {
    expect(packetOf({ options: 'ff' })).toMatchObject({
      op: 1,
      htype: 1,
      hlen: 6,
      hops: 0,
      xid: 0x11223344,
      secs: 5,
      flags: 0x8000,
      ciaddr: 0xc0000201,
      yiaddr: 0xc0000202,
      siaddr: 0xc0000203,
      giaddr: 0xc0000204,
      hasCookie: true,
    });
  });

  test('chaddr, sname and file are whole fields', () => {
    const packet = packetOf({ sname: bytes('6162'), file: bytes('6364') });
    expect([packet.chaddr.length, packet.sname.length, packet.file.length]).toEqual([16, 64, 128]);
    expect([hex(packet.chaddr.subarray(0, 6)), packet.sname[0], packet.file[0]]).toEqual(['020000000001', 0x61, 0x63]);
  });

  test('a message without octet 236 is too short', () => {
    expect(decode4(message4().subarray(0, 235))).toEqual({ ok: false, malformed: { kind: 'short', length: 235 } });
  });

  test('a hardware address longer than its field is refused', () => {
    const message = message4();
    message[2] = 17;
    expect(decode4(message)).toEqual({ ok: false, malformed: { kind: 'bogus-hlen', hlen: 17 } });
  });
});

describe('plain BOOTP (RFC 951) is a message', () => {
  test.each([
    ['without options area', '', ''],
    ['with part of a cookie', '638253', ''],
    ['with another cookie', '63825364', '350101'],
    ['with a zero cookie', '00000000', '350101'],
  ])('%s', (_rule, cookie, options) => {
    expect(packetOf({ cookie, options })).toMatchObject({ hasCookie: false, options: new Map() });
  });
});

describe('the options area', () => {
  test.each<[string, string, [number, string][]]>([
    ['ends at the end option', '350101 ff 0c0161', [[53, '01']]],
    ['or at the end of the message', '350101', [[53, '01']]],
    ['padding is passed over', '0000 350101 00 ff', [[53, '01']]],
    [
      'pieces of one option are joined (RFC 3396 §7)',
      '0c0161 350101 0c0162 ff',
      [
        [12, '6162'],
        [53, '01'],
      ],
    ],
    ['an empty host name counts as not sent', '0c00 350101 ff', [[53, '01']]],
    [
      'other empty options are kept',
      '3d00 350101 ff',
      [
        [61, ''],
        [53, '01'],
      ],
    ],
  ])('%s', (_rule, options, wanted) => {
    expect(optionsOf({ options })).toEqual(wanted);
  });

  test.each<[string, string, Malformed4]>([
    ['runs past the end', '350101 0c05 6162', { kind: 'option-overruns', code: 12, area: 'options' }],
    ['has no length', '350101 0c', { kind: 'option-overruns', code: 12, area: 'options', lengthMissing: true }],
  ])('a message whose option %s is refused', (_rule, options, fault) => {
    expect(faultOf({ options })).toEqual(fault);
  });

  test.each([
    ['OFFER', '02', true],
    ['ACK', '05', true],
    ['NAK', '06', true],
    ['DISCOVER', '01', false],
    ['REQUEST', '03', false],
  ])('rubbish behind the options of a %s is forgiven servers alone', (_name, type, isTaken) => {
    expect(faultOf({ options: `3501${type} 0c20 61` }) === undefined).toBe(isTaken);
  });
});

describe('option overload (RFC 2132 §9.3)', () => {
  const file = bytes('0c0161 ff');
  const sname = bytes('0c0162 ff');

  test.each([
    ['01', '61'],
    ['02', '62'],
    ['03', '6162'],
  ])('value %s: file comes before sname', (overload, hostName) => {
    expect(optionsOf({ options: `3401${overload} ff`, file, sname })).toContainEqual([12, hostName]);
  });

  test.each(['00', '04'])('value %s names no field', (overload) => {
    expect(optionsOf({ options: `3401${overload} ff`, file, sname })).toEqual([[52, overload]]);
  });

  test('an empty overload option names no field', () => {
    expect(optionsOf({ options: '3400 ff', file })).toEqual([[52, '']]);
  });

  test('without the option fields are text', () => {
    expect(optionsOf({ options: '350101 ff', file, sname })).toEqual([[53, '01']]);
  });

  test('an overload option inside a field is not obeyed', () => {
    expect(optionsOf({ options: '340101 ff', file: bytes('340102 ff'), sname })).toEqual([[52, '0102']]);
  });

  test.each<['file' | 'sname', string]>([
    ['file', '01'],
    ['sname', '02'],
  ])('an option that runs past %s spoils the message', (area, overload) => {
    const size = area === 'file' ? 128 : 64;
    const full = new Uint8Array(size);
    full.set([12, size], 0);
    expect(faultOf({ options: `3401${overload} ff`, [area]: full })).toEqual({
      kind: 'option-overruns',
      code: 12,
      area,
    });
  });
});

test('no octets throw', () => {
  const area = fc.uint8Array({ maxLength: 80 });
  fc.assert(
    fc.property(area, fc.uint8Array({ maxLength: 128 }), fc.nat({ max: 400 }), (options, file, cut) => {
      const decoded = decode4(message4({ file, options: hex(options) }).subarray(0, cut));
      return decoded.ok || decoded.malformed.kind !== undefined;
    }),
    { numRuns: 1000 },
  );
});
