import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv6 } from '../../../src/kernel/address.ts';
import { concat, hex } from '../../../src/kernel/bytes.ts';
import { decode6, decodeOptions6 } from '../../../src/wire/v6/decode.ts';
import { encodeMessage6, encodeRelay6 } from '../../../src/wire/v6/encode.ts';
import type { Malformed6, Packet6, RawOption6 } from '../../../src/wire/v6/packet.ts';
import { bytes } from '../v4/bytes.ts';

const LINK = ipv6(0x20010db8_00000000_00000000_00000001n);
const PEER = ipv6(0xfe800000_00000000_00000000_00000002n);

const relay = (inner: Uint8Array, hopCount = 0, others: RawOption6[] = []): Uint8Array =>
  encodeRelay6({
    type: 12,
    hopCount,
    linkAddress: LINK,
    peerAddress: PEER,
    options: [...others, { code: 9, data: inner }],
  });

const solicit = encodeMessage6(1, 0xabcdef, [{ code: 1, data: bytes('0003') }]);

function packetOf(message: Uint8Array): Packet6 {
  const decoded = decode6(message);
  if (!decoded.ok) throw new Error(decoded.malformed.kind);
  return decoded.packet;
}

const faultOf = (message: Uint8Array): Malformed6 | undefined => {
  const decoded = decode6(message);
  return decoded.ok ? undefined : decoded.malformed;
};

describe('client and server messages (RFC 8415 §8)', () => {
  test('type, transaction id, options', () => {
    const packet = packetOf(bytes('01 abcdef 0001 0002 0003'));
    expect(packet).toMatchObject({ kind: 'message', type: 1, xid: 0xabcdef });
    expect(packet.options).toEqual([{ code: 1, data: bytes('0003') }]);
  });

  test('options may repeat and keep their order', () => {
    const packet = packetOf(bytes('01 000000 0003 0000 0001 0000 0003 0001 aa'));
    expect(packet.options.map(({ code }) => code)).toEqual([3, 1, 3]);
  });

  test('a message may have no options', () => {
    expect(packetOf(bytes('0b000001')).options).toEqual([]);
  });

  test.each<[string, string, Malformed6]>([
    ['no octet', '', { kind: 'short', length: 0 }],
    ['three octets', '01abcd', { kind: 'short', length: 3 }],
    ['an option past the end', '01abcdef 0001 0003 0003', { kind: 'option-overruns', code: 1 }],
    ['a length cut in two', '01abcdef 0001 00', { kind: 'option-header-cut', code: 1 }],
    ['a code without length', '01abcdef 0001', { kind: 'option-header-cut', code: 1 }],
  ])('%s makes no message', (_rule, message, fault) => {
    expect(faultOf(bytes(message))).toEqual(fault);
  });

  test.each([
    ['one stray octet at the end is passed over', '01abcdef 0008 0002 0000 01'],
    ['code 0 ends the options', '01abcdef 0008 0002 0000 0000 ffff ff'],
  ])('%s', (_rule, message) => {
    expect(packetOf(bytes(message)).options.map(({ code }) => code)).toEqual([8]);
  });
});

describe('relay messages (RFC 8415 §9)', () => {
  test('have hop count, addresses, and the message inside', () => {
    const packet = packetOf(relay(solicit, 3, [{ code: 18, data: bytes('6574') }]));
    expect(packet).toMatchObject({ kind: 'relay', type: 12, hopCount: 3, linkAddress: LINK, peerAddress: PEER });
    expect(packet.options.map(({ code }) => code)).toEqual([18, 9]);
    expect(packet.kind === 'relay' && packet.inner).toMatchObject({ kind: 'message', type: 1, xid: 0xabcdef });
  });

  test('of several Relay Message options the first counts', () => {
    const packet = packetOf(relay(solicit, 0, [{ code: 9, data: bytes('0b000001') }]));
    expect(packet.kind === 'relay' && packet.inner?.type).toBe(11);
  });

  test('keep what was wrong with the message inside', () => {
    const faultInside = (inner: Uint8Array): Malformed6 | undefined => {
      const packet = packetOf(relay(inner));
      return packet.kind === 'relay' ? packet.innerFault : undefined;
    };
    expect(faultInside(bytes('01'))).toEqual({ kind: 'short', length: 1 });
    expect(faultInside(bytes('0c'.padEnd(66, '0')))).toEqual({ kind: 'short', length: 33 });
    expect(faultInside(bytes('01000000 0001 0009'))).toEqual({ kind: 'option-overruns', code: 1 });
  });

  test('without Relay Message option have nothing inside', () => {
    const empty = encodeRelay6({ type: 13, hopCount: 0, linkAddress: LINK, peerAddress: PEER, options: [] });
    expect(packetOf(empty)).toMatchObject({
      kind: 'relay',
      inner: undefined,
      innerFault: { kind: 'no-relay-message' },
    });
  });

  test('are too short below 34 octets', () => {
    expect(faultOf(relay(solicit).subarray(0, 33))).toEqual({ kind: 'short', length: 33 });
  });
});

describe('nesting', () => {
  const nested = (levels: number): Uint8Array => {
    let message = solicit;
    for (let i = 0; i < levels; i++) message = relay(message, Math.min(i, 255));
    return message;
  };

  function depthOf(packet: Packet6): number {
    let depth = 0;
    let layer: Packet6 | undefined = packet;
    for (; layer?.kind === 'relay'; layer = layer.inner) depth++;
    return layer === undefined ? -1 : depth;
  }

  test.each([1, 2, 32, 255, 1700])('%d layers are opened', (levels) => {
    expect(depthOf(packetOf(nested(levels)))).toBe(levels);
  });

  test('hop counts are those of the layers, outermost first', () => {
    const packet = packetOf(nested(3));
    const counts: number[] = [];
    for (let layer: Packet6 | undefined = packet; layer?.kind === 'relay'; layer = layer.inner)
      counts.push(layer.hopCount);
    expect(counts).toEqual([2, 1, 0]);
  });

  test('a fault deep inside is kept with the innermost relay', () => {
    const packet = packetOf(relay(relay(bytes('01'))));
    const inner = packet.kind === 'relay' ? packet.inner : undefined;
    expect(inner).toMatchObject({ kind: 'relay', inner: undefined, innerFault: { kind: 'short', length: 1 } });
  });
});

describe('laws', () => {
  const options = fc.array(
    fc.record({ code: fc.integer({ min: 1, max: 65535 }), data: fc.uint8Array({ maxLength: 60 }) }),
    { maxLength: 6 },
  );

  test('what was encoded is decoded', () => {
    const type = fc.integer({ min: 1, max: 11 });
    fc.assert(
      fc.property(type, fc.integer({ min: 0, max: 0xffffff }), options, (messageType, xid, all) => {
        const message = encodeMessage6(messageType, xid, all);
        expect(packetOf(message)).toEqual({ kind: 'message', type: messageType, xid, options: all, raw: message });
        expect(packetOf(relay(message))).toMatchObject({ inner: { type: messageType, xid, options: all } });
      }),
    );
  });

  test('what was decoded is encoded to the same octets', () => {
    fc.assert(
      fc.property(options, (all) => {
        const message = encodeMessage6(3, 7, all);
        const again = packetOf(message);
        return hex(encodeMessage6(again.type, 7, again.options)) === hex(message);
      }),
    );
  });

  test('every truncation is a message with fewer options or a fault', () => {
    const message = encodeMessage6(1, 1, [
      { code: 1, data: bytes('000300010200') },
      { code: 8, data: bytes('0000') },
    ]);
    for (let n = 0; n < message.length; n++) {
      const decoded = decode6(message.subarray(0, n));
      expect(decoded.ok ? decoded.packet.options.length : decoded.malformed.kind).not.toBe(2);
    }
  });

  test('no octets throw', () => {
    const relayHead = fc.constantFrom(bytes('01000000'), concat(bytes('0c00'), new Uint8Array(32)));
    fc.assert(
      fc.property(relayHead, fc.uint8Array({ maxLength: 90 }), (head, rest) => {
        return typeof decode6(concat(head, rest)).ok === 'boolean' && typeof decodeOptions6(rest).ok === 'boolean';
      }),
      { numRuns: 1000 },
    );
  });
});
