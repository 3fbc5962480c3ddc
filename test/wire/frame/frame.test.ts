import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ipv4 } from '../../../src/kernel/address.ts';
import { concat, hex, writeU16 } from '../../../src/kernel/bytes.ts';
import { foldChecksum, sumWords } from '../../../src/wire/frame/checksum.ts';
import { decodeFrame4, encodeFrame4, type Frame4, type FrameRefusal } from '../../../src/wire/frame/frame.ts';
import { bytes } from '../v4/bytes.ts';

const datagram: Frame4 = {
  linkSource: bytes('020000000001'),
  linkDestination: bytes('ffffffffffff'),
  source: ipv4(0xc0000201),
  destination: ipv4(0xffffffff),
  sourcePort: 67,
  destinationPort: 68,
  payload: bytes('0102030405'),
};
const ours = { port: 68, checksumReady: true };

const IP = 14;
const UDP = 34;

/** A frame with octets replaced; header checksum made right again unless it is what is changed. */
function frameWith(changes: readonly (readonly [number, number])[], keepChecksum = false): Uint8Array {
  const frame = encodeFrame4(datagram);
  for (const [at, octet] of changes) frame[at] = octet;
  if (!keepChecksum) {
    writeU16(frame, IP + 10, 0);
    writeU16(frame, IP + 10, foldChecksum(sumWords(frame, IP, IP + ((frame[IP] as number) & 15) * 4)));
  }
  return frame;
}

const refusalOf = (frame: Uint8Array, expected = ours): FrameRefusal | undefined => {
  const decoded = decodeFrame4(frame, expected);
  return decoded.ok ? undefined : decoded.reason;
};

describe('a frame that is sent', () => {
  test('is Ethernet II, IPv4 with low delay and 128 hops, UDP with its checksum', () => {
    expect(hex(encodeFrame4(datagram))).toBe(
      [
        'ffffffffffff 020000000001 0800',
        '4510 0021 0000 0000 8011 78bb c0000201 ffffffff',
        '0043 0044 000d 3446',
        '0102030405',
      ]
        .join('')
        .replaceAll(' ', ''),
    );
  });

  test('has sums of zero over header and datagram (RFC 1071)', () => {
    const frame = encodeFrame4(datagram);
    const pseudoHeader = sumWords(frame, IP + 12, IP + 20) + 17 + 13;
    expect(foldChecksum(sumWords(frame, IP, IP + 20))).toBe(0);
    expect(foldChecksum(pseudoHeader + sumWords(frame, UDP, frame.length))).toBe(0);
  });

  test('never says "no checksum" by accident (RFC 768)', () => {
    const sums = new Set<number>();
    for (let n = 0; n < 0x10000; n++) {
      const frame = encodeFrame4({ ...datagram, payload: Uint8Array.of(n >> 8, n) });
      sums.add(((frame[UDP + 6] as number) << 8) | (frame[UDP + 7] as number));
    }
    expect([sums.has(0), sums.has(0xffff)]).toEqual([false, true]);
  });

  test('leaves link addresses of other lengths at zero', () => {
    const frame = encodeFrame4({ ...datagram, linkSource: bytes(''), linkDestination: bytes('00'.repeat(20)) });
    expect(hex(frame.subarray(0, 12))).toBe('00'.repeat(12));
  });
});

describe('a frame that comes in', () => {
  test('gives sender, addresses, port and payload', () => {
    expect(decodeFrame4(encodeFrame4(datagram), ours)).toEqual({
      ok: true,
      datagram: {
        linkSource: datagram.linkSource,
        source: datagram.source,
        destination: datagram.destination,
        sourcePort: 67,
        payload: datagram.payload,
      },
    });
  });

  test('may have IPv4 options', () => {
    const frame = encodeFrame4(datagram);
    const withOptions = concat(frame.subarray(0, UDP), bytes('01010100'), frame.subarray(UDP));
    withOptions[IP] = 0x46;
    writeU16(withOptions, IP + 2, withOptions.length - IP);
    writeU16(withOptions, IP + 10, 0);
    writeU16(withOptions, IP + 10, foldChecksum(sumWords(withOptions, IP, IP + 24)));
    const decoded = decodeFrame4(withOptions, ours);
    expect(decoded.ok && hex(decoded.datagram.payload)).toBe('0102030405');
  });

  test('may be padded by the sender', () => {
    const decoded = decodeFrame4(concat(encodeFrame4(datagram), new Uint8Array(20)), ours);
    expect(decoded.ok && hex(decoded.datagram.payload)).toBe('0102030405');
  });

  test('may say "do not fragment"', () => {
    expect(refusalOf(frameWith([[IP + 6, 0x40]]))).toBeUndefined();
  });

  test.each<[string, (readonly [number, number])[], FrameRefusal]>([
    ['ARP', [[13, 6]], 'not-ipv4'],
    ['802.1Q tag', [[12, 0x81]], 'vlan'],
    [
      '802.1ad tag',
      [
        [12, 0x88],
        [13, 0xa8],
      ],
      'vlan',
    ],
    ['IP version 6', [[IP, 0x65]], 'not-ipv4'],
    ['a header of 16 octets', [[IP, 0x44]], 'bad-length'],
    ['a header longer than the frame', [[IP, 0x4f]], 'bad-length'],
    ['a packet longer than the frame', [[IP + 2, 1]], 'bad-length'],
    ['TCP', [[IP + 9, 6]], 'not-udp'],
    ['more fragments', [[IP + 6, 0x20]], 'fragment'],
    ['a fragment offset', [[IP + 7, 1]], 'fragment'],
    ['another port', [[UDP + 3, 69]], 'other-port'],
    ['a datagram of 7 octets', [[UDP + 5, 7]], 'bad-length'],
    ['a datagram longer than the frame', [[UDP + 4, 1]], 'bad-length'],
    ['a changed payload', [[UDP + 8, 0xff]], 'udp-checksum'],
  ])('%s is refused', (_rule, changes, reason) => {
    expect(refusalOf(frameWith(changes))).toBe(reason);
  });

  test('a changed header is refused', () => {
    expect(refusalOf(frameWith([[IP + 8, 1]], true))).toBe('ip-checksum');
  });

  test('the UDP checksum is not looked at when there is none or it is not ready', () => {
    const none = frameWith([
      [UDP + 6, 0],
      [UDP + 7, 0],
    ]);
    const changed = frameWith([[UDP + 8, 0xff]]);
    expect(refusalOf(none)).toBeUndefined();
    expect(refusalOf(changed, { port: 68, checksumReady: false })).toBeUndefined();
  });
});

describe('laws', () => {
  const payload = fc.uint8Array({ maxLength: 100 });
  const address = fc.integer({ min: 0, max: 0xffffffff }).map(ipv4);

  test('what was encoded is decoded', () => {
    fc.assert(
      fc.property(payload, address, address, (data, source, destination) => {
        const decoded = decodeFrame4(encodeFrame4({ ...datagram, payload: data, source, destination }), ours);
        return decoded.ok && hex(decoded.datagram.payload) === hex(data) && decoded.datagram.source === source;
      }),
    );
  });

  test('every truncation is refused', () => {
    const frame = encodeFrame4(datagram);
    for (let n = 0; n < frame.length; n++) expect(refusalOf(frame.subarray(0, n))).toBeDefined();
  });

  test('no octets throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat({ max: 60 }), (noise, at) => {
        const frame = encodeFrame4(datagram);
        frame.set(noise.subarray(0, Math.max(0, frame.length - at)), Math.min(at, frame.length));
        decodeFrame4(frame, ours);
        decodeFrame4(noise, ours);
      }),
    );
  });
});
