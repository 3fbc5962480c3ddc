import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../src/kernel/address.ts';
import { hex } from '../../../src/kernel/bytes.ts';
import { decode4 } from '../../../src/wire/v4/decode.ts';
import { encode4, type Reply4 } from '../../../src/wire/v4/encode.ts';
import { bytes, message4 } from './bytes.ts';

const reply: Reply4 = {
  op: 1,
  htype: 1,
  hlen: 6,
  hops: 0,
  xid: 0x11223344,
  secs: 5,
  flags: 0x8000,
  ciaddr: ipv4(0xc0000201),
  yiaddr: ipv4(0xc0000202),
  siaddr: ipv4(0xc0000203),
  giaddr: ipv4(0xc0000204),
  chaddr: bytes('020000000001'),
  sname: new Uint8Array(64),
  file: new Uint8Array(128),
  options: bytes('350102ff'),
};

describe('messages', () => {
  test('have their fields in order, then cookie and options', () => {
    const wanted = message4({ options: '350102ff' });
    expect(hex(encode4({ ...reply, minimumLength: 0 }))).toBe(hex(wanted));
  });

  test('are filled up with zeros to 300 octets (RFC 951 §3)', () => {
    const encoded = encode4(reply);
    expect(encoded).toHaveLength(300);
    expect(encoded.subarray(244).every((octet) => octet === 0)).toBe(true);
  });

  test('longer ones are not filled up', () => {
    expect(encode4({ ...reply, options: new Uint8Array(100).fill(1) })).toHaveLength(340);
  });

  test('without options there is no cookie either', () => {
    const encoded = encode4({ ...reply, options: bytes(''), minimumLength: 0 });
    expect(encoded).toHaveLength(236);
    expect(encode4({ ...reply, options: bytes('') })).toHaveLength(300);
  });

  test('fields longer than theirs are cut', () => {
    const encoded = encode4({ ...reply, sname: new Uint8Array(70).fill(0x61), minimumLength: 0 });
    expect(encoded[108]).toBe(0);
  });
});

test('what was encoded is decoded', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const long = fc.integer({ min: 0, max: 0xffffffff });
  const header = fc.record({ op: octet, htype: octet, hlen: fc.integer({ min: 0, max: 16 }), hops: octet, xid: long });
  const chaddr = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(header, chaddr, long, fc.uint8Array({ maxLength: 255 }), (fields, address, yiaddr, data) => {
      const options = Uint8Array.of(61, data.length, ...data, 255);
      const message: Reply4 = { ...reply, ...fields, chaddr: address, yiaddr: ipv4(yiaddr), options };
      const decoded = decode4(encode4(message));
      if (!decoded.ok) throw new Error(decoded.malformed.kind);
      expect(decoded.packet).toMatchObject({ ...fields, yiaddr });
      expect(decoded.packet.chaddr).toEqual(address);
      expect(decoded.packet.options.get(61)).toEqual(data);
    }),
  );
});
