import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv6 } from '../../../src/kernel/address.ts';
import { concat, hex } from '../../../src/kernel/bytes.ts';
import {
  decodeInterprocess,
  encodeInterprocess,
  type Interprocess4o6,
} from '../../../src/wire/dhcp4o6/interprocess.ts';
import {
  dhcpv4MessageOf,
  encodeDhcpv4Query,
  encodeDhcpv4Response,
  innermostOf,
  isDhcpv4Query,
  UNICAST_FLAG,
} from '../../../src/wire/dhcp4o6/query.ts';
import { decode6 } from '../../../src/wire/v6/decode.ts';
import { encodeMessage6, encodeRelay6 } from '../../../src/wire/v6/encode.ts';
import type { Packet6 } from '../../../src/wire/v6/packet.ts';
import { bytes } from '../v4/bytes.ts';

const DISCOVER = new Uint8Array(300).fill(1);
const PEER = ipv6(0xfe800000_00000000_00000000_00000244n);

const datagram: Interprocess4o6 = {
  interfaceName: 's0',
  peer: PEER,
  peerPort: 546,
  toPeerPort: false,
  message: encodeDhcpv4Query(DISCOVER, 0),
};

describe('what the halves of a server tell each other', () => {
  test('interface name, sender, port, flag, then the DHCPv6 message', () => {
    const encoded = encodeInterprocess(datagram);
    expect(hex(encoded.subarray(0, 36))).toBe(
      `7330${'00'.repeat(14)} fe800000000000000000000000000244 0222 00 00`.replaceAll(' ', ''),
    );
    expect(hex(encoded.subarray(36, 44))).toBe('140000000057012c');
    expect(encoded).toHaveLength(344);
  });

  test('the flag asks for an answer to the port the message came from (RFC 8357)', () => {
    const encoded = encodeInterprocess({ ...datagram, peerPort: 5000, toPeerPort: true });
    expect(hex(encoded.subarray(32, 36))).toBe('13880100');
    expect(decodeInterprocess(encoded)).toMatchObject({ peerPort: 5000, toPeerPort: true });
  });

  test('a name of 16 octets has no NUL, a longer one is cut', () => {
    const encoded = encodeInterprocess({ ...datagram, interfaceName: 'abcdefghijklmnopq' });
    expect(decodeInterprocess(encoded)?.interfaceName).toBe('abcdefghijklmnop');
  });

  test('the name ends at its first NUL, whatever follows', () => {
    const encoded = encodeInterprocess(datagram);
    encoded[5] = 0x78;
    expect(decodeInterprocess(encoded)?.interfaceName).toBe('s0');
  });

  test('below 272 octets it is none', () => {
    const encoded = encodeInterprocess(datagram);
    expect(decodeInterprocess(encoded.subarray(0, 271))).toBeUndefined();
    expect(decodeInterprocess(encoded.subarray(0, 272))?.message).toHaveLength(236);
  });

  test('what was encoded is decoded', () => {
    const any = fc.record({
      interfaceName: fc.stringMatching(/^[a-z0-9.]{1,16}$/),
      peer: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map(ipv6),
      peerPort: fc.integer({ min: 0, max: 65535 }),
      toPeerPort: fc.boolean(),
      message: fc.uint8Array({ minLength: 236, maxLength: 400 }),
    });
    fc.assert(
      fc.property(any, (value) => {
        expect(decodeInterprocess(encodeInterprocess(value))).toEqual(value);
      }),
    );
  });

  test('no octets throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 320 }), (data) => decodeInterprocess(data) !== null));
  });
});

describe('DHCPV4-QUERY and DHCPV4-RESPONSE (RFC 7341 §6)', () => {
  const packetOf = (message: Uint8Array): Packet6 => {
    const decoded = decode6(message);
    if (!decoded.ok) throw new Error(decoded.malformed.kind);
    return decoded.packet;
  };
  const relayed = (message: Uint8Array): Uint8Array =>
    encodeRelay6({
      type: 12,
      hopCount: 0,
      linkAddress: PEER,
      peerAddress: PEER,
      options: [{ code: 9, data: message }],
    });

  test('hold the DHCPv4 message in option 87, the flags in place of a transaction id', () => {
    const query = packetOf(encodeDhcpv4Query(DISCOVER, UNICAST_FLAG));
    expect(query).toMatchObject({ kind: 'message', type: 20, xid: 0x800000 });
    expect(query.kind === 'message' && dhcpv4MessageOf(query)).toEqual(DISCOVER);
    expect(hex(encodeDhcpv4Response(bytes('aa')))).toBe('1500000000570001aa');
  });

  test('of several options 87 the first counts', () => {
    const two = [bytes('aa'), bytes('bb')].map((data) => ({ code: 87, data }));
    const message = innermostOf(packetOf(encodeMessage6(20, 0, two)));
    expect(message && dhcpv4MessageOf(message)).toEqual(bytes('aa'));
  });

  test('without option 87 there is no DHCPv4 message', () => {
    const message = innermostOf(packetOf(encodeMessage6(20, 0, [])));
    expect(message && dhcpv4MessageOf(message)).toBeUndefined();
  });

  test('are found through any number of relays', () => {
    const query = encodeDhcpv4Query(DISCOVER, 0);
    expect(isDhcpv4Query(packetOf(query))).toBe(true);
    expect(isDhcpv4Query(packetOf(relayed(relayed(query))))).toBe(true);
    expect(isDhcpv4Query(packetOf(relayed(encodeDhcpv4Response(DISCOVER))))).toBe(false);
  });

  test('a relay message with nothing inside holds none', () => {
    expect(innermostOf(packetOf(relayed(concat(bytes('01')))))).toBeUndefined();
  });
});
