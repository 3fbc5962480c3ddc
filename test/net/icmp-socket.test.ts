import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../src/kernel/address.ts';
import { fromHex, hex } from '../../src/kernel/bytes.ts';
import { echoRequest, isEchoReply } from '../../src/net/icmp-socket.ts';

/** An IPv4 header of `words` 32-bit words, then an ICMP message. */
const packet = (words: number, icmp: string): Uint8Array =>
  fromHex(`4${words.toString(16)}${'00'.repeat(words * 4 - 1)}${icmp}`);

describe('ICMP echo', () => {
  it('request is 28 octets with a valid checksum (RFC 792)', () => {
    const request = echoRequest(ipv4(0xc0000264));
    expect(request).toHaveLength(28);
    expect(hex(request.subarray(0, 2))).toBe('0800');
    const view = new DataView(request.buffer);
    let sum = 0;
    for (let at = 0; at < 28; at += 2) sum += view.getUint16(at);
    expect(((sum & 0xffff) + (sum >>> 16)) & 0xffff).toBe(0xffff);
  });

  it.each([
    ['a reply', packet(5, '0000ffff00000000'), true],
    ['a reply behind IP options', packet(7, '0000ffff00000000'), true],
    ['a request', packet(5, '0800ffff00000000'), false],
    ['port unreachable', packet(5, '0303ffff00000000'), false],
    ['a reply cut short', packet(5, '0000ffff000000'), false],
    ['nothing', new Uint8Array(0), false],
  ])('%s is recognised', (_, octets, expected) => {
    expect(isEchoReply(octets)).toBe(expected);
  });
});
