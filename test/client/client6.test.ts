import { describe, expect, it } from 'vitest';
import { Client6, type ClientAction6 } from '../../src/client/v6/client6.ts';
import { formatIpv6, ipv6ToBytes, parseIpv6 } from '../../src/kernel/address.ts';
import { concat, EMPTY, fromHex, hex } from '../../src/kernel/bytes.ts';
import { epochMillis, type Ipv6, seconds } from '../../src/kernel/scalars.ts';
import { decode6 } from '../../src/wire/v6/decode.ts';
import { encodeMessage6 } from '../../src/wire/v6/encode.ts';
import { encodeIa, encodeIaAddress } from '../../src/wire/v6/ia.ts';
import { type Message6, MessageType6, Option6, type RawOption6 } from '../../src/wire/v6/packet.ts';

const at = epochMillis;
const v6 = (text: string) => parseIpv6(text) as Ipv6;
const DUID = fromHex('00030001020000000201');
const SERVER_ID = { code: Option6.serverId, data: fromHex('00030001020000000101') };

function newClient(): Client6 {
  let next = 0;
  return new Client6({ duid: DUID, iaid: 7, optionRequest: [23, 88] }, { u32: () => ++next });
}

function sent(actions: readonly ClientAction6[]): Message6 {
  const [action] = actions;
  const decoded = action?.kind === 'send' ? decode6(action.bytes) : undefined;
  if (!decoded?.ok || decoded.packet.kind !== 'message') throw new Error('no message was sent');
  return decoded.packet;
}

function iaNa(iaid: number, ...addresses: readonly string[]): RawOption6 {
  const options = addresses.map((address) =>
    encodeIaAddress({ address: v6(address), preferred: seconds(375), valid: seconds(600), options: [] }),
  );
  return encodeIa({ kind: 'IA_NA', iaid, t1: seconds(0), t2: seconds(0), options });
}

const OFFER = iaNa(7, '2001:db8:1::100');
const option = (message: Message6, code: number) => message.options.find((one) => one.code === code)?.data ?? EMPTY;

/** Drives a client to the point where only the REPLY is missing. */
function requesting(): { client: Client6; xid: number } {
  const client = newClient();
  const { xid } = sent(client.start(at(0)));
  const request = sent(client.receive(encodeMessage6(MessageType6.advertise, xid, [SERVER_ID, OFFER]), at(50)));
  return { client, xid: request.xid };
}

describe('the DHCPv6 client (RFC 8415 §18.2)', () => {
  it('solicits an IA_NA and the options it was told to request', () => {
    const solicit = sent(newClient().start(at(0)));
    expect(solicit.type).toBe(MessageType6.solicit);
    expect(hex(option(solicit, Option6.clientId))).toBe(hex(DUID));
    expect(hex(option(solicit, Option6.oro))).toBe('00170058');
    expect(hex(option(solicit, Option6.iaNa))).toBe('00000007' + '00000000' + '00000000');
  });

  it('requests what was advertised from the server that advertised it', () => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    const request = sent(client.receive(encodeMessage6(MessageType6.advertise, xid, [SERVER_ID, OFFER]), at(50)));
    expect(request.type).toBe(MessageType6.request);
    expect(hex(option(request, Option6.serverId))).toBe(hex(SERVER_ID.data));
    expect(hex(option(request, Option6.iaNa))).toBe(hex(OFFER.data));
  });

  it.each([
    ['no option 88: DHCPv4 over DHCPv6 is off', undefined, undefined],
    ['an empty one: all servers by multicast', EMPTY, []],
    [
      'two addresses',
      concat(ipv6ToBytes(v6('2001:db8::1')), ipv6ToBytes(v6('2001:db8::2'))),
      ['2001:db8::1', '2001:db8::2'],
    ],
    ['a length that is no multiple of 16: as good as none', new Uint8Array(4), undefined],
  ])('learns its DHCP 4o6 servers (RFC 7341 §7.1): %s', (_, data, wanted) => {
    const { client, xid } = requesting();
    const extra = data === undefined ? [] : [{ code: Option6.dhcp4oDhcp6Server, data }];
    const [bound] = client.receive(encodeMessage6(MessageType6.reply, xid, [SERVER_ID, OFFER, ...extra]), at(99));
    if (bound?.kind !== 'bound') throw new Error('not bound');
    expect(formatIpv6(bound.binding.address)).toBe('2001:db8:1::100');
    expect(bound.binding.dhcp4oDhcp6Servers?.map(formatIpv6)).toEqual(wanted);
    expect(client.pollAt()).toBeUndefined();
  });

  it.each([
    ['another transaction', (xid: number) => encodeMessage6(MessageType6.advertise, xid + 1, [SERVER_ID, OFFER])],
    ['a REPLY to a SOLICIT', (xid: number) => encodeMessage6(MessageType6.reply, xid, [SERVER_ID, OFFER])],
    ['an ADVERTISE without server identifier', (xid: number) => encodeMessage6(MessageType6.advertise, xid, [OFFER])],
    [
      'an IA of another IAID',
      (xid: number) => encodeMessage6(MessageType6.advertise, xid, [SERVER_ID, iaNa(8, '2001:db8::9')]),
    ],
    ['an IA without address', (xid: number) => encodeMessage6(MessageType6.advertise, xid, [SERVER_ID, iaNa(7)])],
    ['a message that is cut off', () => Uint8Array.of(2, 0)],
  ])('ignores %s', (_, make) => {
    const client = newClient();
    const { xid } = sent(client.start(at(0)));
    expect(client.receive(make(xid), at(10))).toEqual([]);
    expect(client.state?.kind).toBe('soliciting');
  });

  it('tells how long it has been asking (RFC 8415 §21.9), in hundredths of a second', () => {
    const client = newClient();
    client.start(at(0));
    const again = sent(client.wake(at(1000)));
    expect(hex(option(again, Option6.elapsedTime))).toBe('0064');
  });

  it('solicits anew when ten requests stayed unanswered (REQ_MAX_RC)', () => {
    const { client } = requesting();
    const types: number[] = [];
    for (let i = 0; i < 10; i++) types.push(sent(client.wake(client.pollAt() ?? at(0))).type);
    expect(types).toEqual([...Array(9).fill(MessageType6.request), MessageType6.solicit]);
  });
});
