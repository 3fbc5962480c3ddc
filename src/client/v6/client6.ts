import { ipv6FromBytes } from '../../kernel/address.ts';
import { u16 } from '../../kernel/bytes.ts';
import type { Rng } from '../../kernel/ports.ts';
import { type EpochMillis, type Ipv6, seconds } from '../../kernel/scalars.ts';
import { decode6 } from '../../wire/v6/decode.ts';
import { encodeMessage6 } from '../../wire/v6/encode.ts';
import { decodeIa, decodeIaAddress, encodeIa, type TimedIa } from '../../wire/v6/ia.ts';
import { type Message6, MessageType6, Option6, type RawOption6 } from '../../wire/v6/packet.ts';
import { firstTry, nextTry, REQUEST6_BACKOFF, type Retry, SOLICIT_BACKOFF } from '../retransmission.ts';

/**
 * A DHCPv6 client for one IA_NA as a pure machine (RFC 8415 §18.2), which also learns the DHCP 4o6 servers (RFC 7341 §5).
 *
 *   soliciting ──ADVERTISE──► requesting ──REPLY──► bound
 *       ▲                         │ no answer
 *       └─────────────────────────┘
 */
export interface Binding6 {
  readonly address: Ipv6;
  readonly ia: TimedIa;
  /**
   * DHCP 4o6 servers of option 88: absent when the server sent none (DHCPv4 over DHCPv6 is off); an empty list means all
   * servers by multicast (RFC 7341 §7.1).
   */
  readonly dhcp4oDhcp6Servers: readonly Ipv6[] | undefined;
}

export type ClientState6 =
  | { readonly kind: 'soliciting'; readonly xid: number; readonly since: EpochMillis; readonly retry: Retry }
  | {
      readonly kind: 'requesting';
      readonly xid: number;
      readonly since: EpochMillis;
      readonly retry: Retry;
      readonly serverId: Uint8Array;
      readonly ia: TimedIa;
    }
  | { readonly kind: 'bound'; readonly binding: Binding6 };

export type ClientAction6 =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'bound'; readonly binding: Binding6 };

export interface ClientIdentity6 {
  readonly duid: Uint8Array;
  readonly iaid: number;
  readonly optionRequest: readonly number[];
}

export class Client6 {
  state: ClientState6 | undefined;
  private readonly identity: ClientIdentity6;
  private readonly rng: Rng;

  constructor(identity: ClientIdentity6, rng: Rng) {
    this.identity = identity;
    this.rng = rng;
  }

  start(now: EpochMillis): readonly ClientAction6[] {
    const xid = this.rng.u32() & 0xffffff;
    const state = { kind: 'soliciting', xid, since: now, retry: firstTry(SOLICIT_BACKOFF, now, this.rng) } as const;
    this.state = state;
    return [this.solicit(state, now)];
  }

  /** When `wake` wants to be called next. */
  pollAt(): EpochMillis | undefined {
    const { state } = this;
    return state === undefined || state.kind === 'bound' ? undefined : state.retry.at;
  }

  wake(now: EpochMillis): readonly ClientAction6[] {
    const { state } = this;
    if (state === undefined || state.kind === 'bound' || now < state.retry.at) return [];
    const backoff = state.kind === 'soliciting' ? SOLICIT_BACKOFF : REQUEST6_BACKOFF;
    const retry = nextTry(state.retry, backoff, now, this.rng);
    if (!retry) return this.start(now);
    this.state = { ...state, retry };
    return [state.kind === 'soliciting' ? this.solicit(state, now) : this.request(state, now)];
  }

  /** What is no answer to our last message is ignored (RFC 8415 §16.3, §16.10). */
  receive(bytes: Uint8Array, now: EpochMillis): readonly ClientAction6[] {
    const decoded = decode6(bytes);
    const { state } = this;
    if (!decoded.ok || decoded.packet.kind !== 'message' || state === undefined || state.kind === 'bound') return [];
    const { packet } = decoded;
    if (packet.xid !== state.xid) return [];
    const ia = this.ourIa(packet);
    const serverId = find(packet, Option6.serverId);
    if (!ia || !serverId) return [];
    if (state.kind === 'soliciting') {
      if (packet.type !== MessageType6.advertise) return [];
      const xid = this.rng.u32() & 0xffffff;
      const next = {
        kind: 'requesting',
        xid,
        since: now,
        serverId,
        ia,
        retry: firstTry(REQUEST6_BACKOFF, now, this.rng),
      } as const;
      this.state = next;
      return [this.request(next, now)];
    }
    const address = addressIn(ia);
    if (packet.type !== MessageType6.reply || address === undefined) return [];
    const binding: Binding6 = { address, ia, dhcp4oDhcp6Servers: serversOf(packet) };
    this.state = { kind: 'bound', binding };
    return [{ kind: 'bound', binding }];
  }

  /** Our IA_NA with at least one address in it. */
  private ourIa(packet: Message6): TimedIa | undefined {
    for (const option of packet.options) {
      const ia = decodeIa(option);
      if (ia?.kind === 'IA_NA' && ia.iaid === this.identity.iaid && addressIn(ia) !== undefined) return ia;
    }
    return undefined;
  }

  private solicit(state: { xid: number; since: EpochMillis }, now: EpochMillis): ClientAction6 {
    const ia = encodeIa({ kind: 'IA_NA', iaid: this.identity.iaid, t1: seconds(0), t2: seconds(0), options: [] });
    return this.message(MessageType6.solicit, state, now, [ia]);
  }

  private request(
    state: { xid: number; since: EpochMillis; serverId: Uint8Array; ia: TimedIa },
    now: EpochMillis,
  ): ClientAction6 {
    return this.message(MessageType6.request, state, now, [
      { code: Option6.serverId, data: state.serverId },
      encodeIa(state.ia),
    ]);
  }

  private message(
    type: number,
    { xid, since }: { xid: number; since: EpochMillis },
    now: EpochMillis,
    options: readonly RawOption6[],
  ): ClientAction6 {
    const oro = new Uint8Array(this.identity.optionRequest.length * 2);
    this.identity.optionRequest.forEach((code, i) => {
      oro.set(u16(code), 2 * i);
    });
    const elapsed = Math.min(0xffff, Math.floor((now - since) / 10));
    return {
      kind: 'send',
      bytes: encodeMessage6(type, xid, [
        { code: Option6.clientId, data: this.identity.duid },
        ...options,
        { code: Option6.oro, data: oro },
        { code: Option6.elapsedTime, data: u16(elapsed) },
      ]),
    };
  }
}

function find(packet: Message6, code: number): Uint8Array | undefined {
  return packet.options.find((option) => option.code === code)?.data;
}

function addressIn(ia: TimedIa): Ipv6 | undefined {
  const option = ia.options.find(({ code }) => code === Option6.iaAddr);
  return option && decodeIaAddress(option.data)?.address;
}

/** Option 88: any number of addresses; a length that is no multiple of 16 is as good as no option (RFC 7341 §7.1). */
function serversOf(packet: Message6): readonly Ipv6[] | undefined {
  const data = find(packet, Option6.dhcp4oDhcp6Server);
  if (!data || data.length % 16 !== 0) return undefined;
  return Array.from({ length: data.length / 16 }, (_, i) => ipv6FromBytes(data, 16 * i));
}
