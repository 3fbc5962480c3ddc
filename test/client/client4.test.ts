import { describe, expect, it } from 'vitest';
import { Client4, type ClientAction4 } from '../../src/client/v4/client4.ts';
import { formatIpv4, IPV4_ANY, ipv4ToBytes, parseIpv4 } from '../../src/kernel/address.ts';
import { concat, fromHex, hex, u32 } from '../../src/kernel/bytes.ts';
import { epochMillis, type Ipv4 } from '../../src/kernel/scalars.ts';
import { decode4 } from '../../src/wire/v4/decode.ts';
import { encode4 } from '../../src/wire/v4/encode.ts';
import { MessageType4, type Packet4 } from '../../src/wire/v4/packet.ts';

const ADDRESS = parseIpv4('192.0.2.100') as Ipv4;
const SERVER = parseIpv4('192.0.2.1') as Ipv4;
const at = epochMillis;

/** Counts up from 1: transaction ids are then 1, and jitter is practically −10 %. */
function newClient(): Client4 {
  let next = 0;
  const hardware = { type: 1, address: fromHex('020000000001') };
  return new Client4({ hardware, hostname: 'pc', parameterRequestList: [1, 3] }, { u32: () => ++next });
}

function sent(actions: readonly ClientAction4[]): Packet4 {
  const [action] = actions;
  if (action?.kind !== 'send') throw new Error('nothing was sent');
  const decoded = decode4(action.bytes);
  if (!decoded.ok) throw new Error('a malformed message was sent');
  return decoded.packet;
}

const type = (packet: Packet4) => packet.options.get(53)?.[0];

function reply(messageType: number, xid: number, options: readonly Uint8Array[] = []): Uint8Array {
  return encode4({
    op: 2,
    htype: 1,
    hlen: 6,
    hops: 0,
    xid,
    secs: 0,
    flags: 0,
    ciaddr: IPV4_ANY,
    yiaddr: ADDRESS,
    siaddr: IPV4_ANY,
    giaddr: IPV4_ANY,
    chaddr: new Uint8Array(16),
    sname: new Uint8Array(64),
    file: new Uint8Array(128),
    options: concat(Uint8Array.of(53, 1, messageType), ...options, Uint8Array.of(255)),
  });
}

const serverId = concat(Uint8Array.of(54, 4), ipv4ToBytes(SERVER));
const leaseTime = concat(Uint8Array.of(51, 4), u32(3600));

describe('the DHCPv4 client (RFC 2131 §4.4)', () => {
  it('begins with a DISCOVER that names itself and its wishes', () => {
    const packet = sent(newClient().start(at(0)));
    expect(type(packet)).toBe(MessageType4.discover);
    expect(hex(packet.chaddr.subarray(0, packet.hlen))).toBe('020000000001');
    expect([...(packet.options.get(55) ?? [])]).toEqual([1, 3]);
    expect(packet.raw.length).toBe(300);
  });

  it('requests the offered address from the server that offered it, then is bound', () => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    const request = sent(client.receive(reply(MessageType4.offer, xid, [serverId]), at(10)));
    expect(type(request)).toBe(MessageType4.request);
    expect(hex(request.options.get(50) ?? new Uint8Array())).toBe('c0000264');
    expect(hex(request.options.get(54) ?? new Uint8Array())).toBe('c0000201');
    const [bound] = client.receive(reply(MessageType4.ack, xid, [serverId, leaseTime]), at(20));
    expect(bound?.kind === 'bound' && [formatIpv4(bound.lease.address), bound.lease.leaseTime]).toEqual([
      '192.0.2.100',
      3600,
    ]);
    expect(client.pollAt()).toBeUndefined();
  });

  it('accepts an offer without server identifier and names none either (DHCPv4 over DHCPv6)', () => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    expect(sent(client.receive(reply(MessageType4.offer, xid), at(10))).options.has(54)).toBe(false);
  });

  it.each([
    ['another transaction', (xid: number) => reply(MessageType4.offer, xid + 1)],
    ['an ACK before any request', (xid: number) => reply(MessageType4.ack, xid)],
    ['a request, op 1', (xid: number) => reply(MessageType4.offer, xid).fill(1, 0, 1)],
    ['a message that is cut off', (xid: number) => reply(MessageType4.offer, xid).subarray(0, 100)],
  ])('ignores %s while selecting', (_, make) => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    expect(client.receive(make(xid), at(10))).toEqual([]);
    expect(client.state?.kind).toBe('selecting');
  });

  it('starts over after a NAK', () => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    client.receive(reply(MessageType4.offer, xid), at(10));
    expect(type(sent(client.receive(reply(MessageType4.nak, xid), at(20))))).toBe(MessageType4.discover);
    expect(client.state?.kind).toBe('selecting');
  });

  it('sends again with growing pauses, and starts over when requests stay unanswered', () => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    client.receive(reply(MessageType4.offer, xid), at(10));
    const pauses: number[] = [];
    let now = 10;
    for (let i = 0; i < 5; i++) {
      const next = client.pollAt() as number;
      pauses.push(next - now);
      now = next;
      expect(client.wake(at(now - 1))).toEqual([]);
      sent(client.wake(at(now)));
    }
    expect(pauses).toEqual([3600, 6480, 11664, 20995, 37791]);
    expect(client.state?.kind).toBe('selecting');
  });
});
