import { ipv6ToBytes } from '../../src/kernel/address.ts';
import { concat, u16, u32 } from '../../src/kernel/bytes.ts';
import { encodeMessage6, encodeOptions6, encodeRelay6 } from '../../src/wire/v6/encode.ts';
import { MessageType6, Option6, type RawOption6 } from '../../src/wire/v6/packet.ts';
import { ip6, SERVER_DUID } from './names6.ts';

export type Option = RawOption6;

export const option6 = (code: number, data: Uint8Array | readonly number[] = []): Option => ({
  code,
  data: Uint8Array.from(data),
});

/** An IA Address: `2001:db8::1`, or with lifetimes. */
const iaAddress = (address: string, preferred = 0, valid = 0): Option =>
  option6(Option6.iaAddr, concat(ipv6ToBytes(ip6(address)), u32(preferred), u32(valid)));

function iaPrefix(text: string, preferred = 0, valid = 0): Option {
  const [prefix, length] = text.split('/') as [string, string];
  const octets = [u32(preferred), u32(valid), Uint8Array.of(Number(length)), ipv6ToBytes(ip6(prefix))];
  return option6(Option6.iaPrefix, concat(...octets));
}

type Named = string | readonly [string, number, number];
const withTimes = (make: (text: string, preferred?: number, valid?: number) => Option) => (named: Named) =>
  typeof named === 'string' ? make(named) : make(...named);

/** IA_NA with the addresses named. */
export const na = (iaid: number, ...addresses: Named[]): Option =>
  option6(Option6.iaNa, concat(u32(iaid), u32(0), u32(0), encodeOptions6(addresses.map(withTimes(iaAddress)))));

export const ta = (iaid: number, ...addresses: Named[]): Option =>
  option6(Option6.iaTa, concat(u32(iaid), encodeOptions6(addresses.map(withTimes(iaAddress)))));

/** IA_PD with the prefixes named, `2001:db8:100::/56`. */
export const pd = (iaid: number, ...prefixes: Named[]): Option =>
  option6(Option6.iaPd, concat(u32(iaid), u32(0), u32(0), encodeOptions6(prefixes.map(withTimes(iaPrefix)))));

export const oro = (...codes: number[]): Option => option6(Option6.oro, concat(...codes.map(u16)));
export const rapidCommit = option6(Option6.rapidCommit);
export const serverId = option6(Option6.serverId, SERVER_DUID);

/** DUID-LL of the client with that number. */
export const duid = (n: number): Uint8Array => Uint8Array.of(0, 3, 0, 1, 0, 0, 0x5e, 0, 0x53, n);
export const clientId = (n: number): Option => option6(Option6.clientId, duid(n));

const XID = 0xcf0001;

/** A message of a client, its identifier first. */
export const message6 = (type: number, client: number, ...options: Option[]): Uint8Array =>
  encodeMessage6(type, XID, [clientId(client), ...options]);

export const solicit = (client: number, ...options: Option[]) => message6(MessageType6.solicit, client, ...options);
export const rebind = (client: number, ...options: Option[]) => message6(MessageType6.rebind, client, ...options);
export const confirm = (client: number, ...options: Option[]) => message6(MessageType6.confirm, client, ...options);
export const information = (client: number, ...options: Option[]) =>
  message6(MessageType6.informationRequest, client, ...options);

const toServer =
  (type: number) =>
  (client: number, ...options: Option[]) =>
    message6(type, client, serverId, ...options);

export const request = toServer(MessageType6.request);
export const renew = toServer(MessageType6.renew);
export const release = toServer(MessageType6.release);
export const decline = toServer(MessageType6.decline);

export interface Layer {
  readonly link: string;
  readonly peer?: string;
  readonly hops?: number;
  readonly before?: readonly Option[];
  readonly after?: readonly Option[];
}

/** A message in a RELAY-FORW, whose options stand before or after the message. */
export function relayed(inner: Uint8Array, { link, peer, hops, before, after }: Layer): Uint8Array {
  return encodeRelay6({
    type: MessageType6.relayForward,
    hopCount: hops ?? 0,
    linkAddress: ip6(link),
    peerAddress: ip6(peer ?? 'fe80::200:5eff:fe00:5301'),
    options: [...(before ?? []), option6(Option6.relayMessage, inner), ...(after ?? [])],
  });
}
