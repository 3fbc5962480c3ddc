import { IPV4_ANY, ipv4FromBytes, ipv4ToBytes } from '../../kernel/address.ts';
import { concat, EMPTY, octets, readU32, u32 } from '../../kernel/bytes.ts';
import type { Hardware } from '../../kernel/hardware.ts';
import type { Rng } from '../../kernel/ports.ts';
import { type EpochMillis, type Ipv4, type Seconds, seconds } from '../../kernel/scalars.ts';
import { decode4 } from '../../wire/v4/decode.ts';
import { encode4 } from '../../wire/v4/encode.ts';
import { MessageType4, type Packet4 } from '../../wire/v4/packet.ts';
import { DHCPV4_BACKOFF, firstTry, nextTry, type Retry } from '../retransmission.ts';

/**
 * A DHCPv4 client as a pure machine (RFC 2131 §4.4): messages and time in, messages out. How they travel (broadcast frames, or
 * DHCPV4-QUERY of RFC 7341) is the caller's business.
 *
 *   selecting ──OFFER──► requesting ──ACK──► bound
 *       ▲                    │ NAK, no answer
 *       └────────────────────┘
 */
export interface Lease4Binding {
  readonly address: Ipv4;
  readonly server: Ipv4 | undefined;
  readonly leaseTime: Seconds;
  readonly options: ReadonlyMap<number, Uint8Array>;
}

export type ClientState4 =
  | { readonly kind: 'selecting'; readonly xid: number; readonly retry: Retry }
  | { readonly kind: 'requesting'; readonly xid: number; readonly retry: Retry; readonly offer: Lease4Binding }
  | { readonly kind: 'bound'; readonly lease: Lease4Binding };

export type ClientAction4 =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | { readonly kind: 'bound'; readonly lease: Lease4Binding };

export interface ClientIdentity4 {
  readonly hardware: Hardware;
  readonly hostname: string | undefined;
  /** Codes of option 55, in order of wish. */
  readonly parameterRequestList: readonly number[];
}

const Option4 = { hostName: 12, requested: 50, leaseTime: 51, messageType: 53, serverId: 54, parameterRequestList: 55 };

export class Client4 {
  state: ClientState4 | undefined;
  private readonly identity: ClientIdentity4;
  private readonly rng: Rng;

  constructor(identity: ClientIdentity4, rng: Rng) {
    this.identity = identity;
    this.rng = rng;
  }

  /** Begins with a DISCOVER. */
  start(now: EpochMillis): readonly ClientAction4[] {
    const xid = this.rng.u32();
    this.state = { kind: 'selecting', xid, retry: firstTry(DHCPV4_BACKOFF, now, this.rng) };
    return [this.message(MessageType4.discover, xid, [])];
  }

  /** When `wake` wants to be called next. */
  pollAt(): EpochMillis | undefined {
    const { state } = this;
    return state === undefined || state.kind === 'bound' ? undefined : state.retry.at;
  }

  /** The time that `pollAt` named has come. */
  wake(now: EpochMillis): readonly ClientAction4[] {
    const { state } = this;
    if (state === undefined || state.kind === 'bound' || now < state.retry.at) return [];
    const retry = nextTry(state.retry, DHCPV4_BACKOFF, now, this.rng);
    if (!retry) return this.start(now);
    this.state = { ...state, retry };
    return state.kind === 'selecting'
      ? [this.message(MessageType4.discover, state.xid, [])]
      : [this.request(state.xid, state.offer)];
  }

  /** A message for the client port arrived; what is not an answer to our last message is ignored (RFC 2131 §4.4.1). */
  receive(bytes: Uint8Array, now: EpochMillis): readonly ClientAction4[] {
    const decoded = decode4(bytes);
    const { state } = this;
    if (!decoded.ok || state === undefined || state.kind === 'bound') return [];
    const { packet } = decoded;
    if (packet.op !== 2 || packet.xid !== state.xid) return [];
    const type = packet.options.get(Option4.messageType)?.[0];
    if (state.kind === 'selecting') return type === MessageType4.offer ? this.takeOffer(packet, now) : [];
    if (type === MessageType4.nak) return this.start(now);
    if (type !== MessageType4.ack) return [];
    const lease = bindingOf(packet);
    this.state = { kind: 'bound', lease };
    return [{ kind: 'bound', lease }];
  }

  private takeOffer(packet: Packet4, now: EpochMillis): readonly ClientAction4[] {
    const offer = bindingOf(packet);
    this.state = { kind: 'requesting', xid: packet.xid, offer, retry: firstTry(DHCPV4_BACKOFF, now, this.rng) };
    return [this.request(packet.xid, offer)];
  }

  /** SELECTING (RFC 2131 §4.3.2): requested address and server identifier name the chosen offer. */
  private request(xid: number, offer: Lease4Binding): ClientAction4 {
    return this.message(MessageType4.request, xid, [
      [Option4.requested, ipv4ToBytes(offer.address)],
      [Option4.serverId, offer.server === undefined ? EMPTY : ipv4ToBytes(offer.server)],
    ]);
  }

  private message(type: number, xid: number, options: readonly (readonly [number, Uint8Array])[]): ClientAction4 {
    const { hardware, hostname, parameterRequestList } = this.identity;
    const all = [
      [Option4.messageType, Uint8Array.of(type)] as const,
      ...options,
      [Option4.hostName, octets(hostname ?? '')] as const,
      [Option4.parameterRequestList, Uint8Array.from(parameterRequestList)] as const,
    ];
    const area = all
      .filter(([, data]) => data.length > 0)
      .map(([code, data]) => concat(Uint8Array.of(code, data.length), data));
    const chaddr = new Uint8Array(16);
    chaddr.set(hardware.address);
    const bytes = encode4({
      op: 1,
      htype: hardware.type,
      hlen: hardware.address.length,
      hops: 0,
      xid,
      secs: 0,
      flags: 0,
      ciaddr: IPV4_ANY,
      yiaddr: IPV4_ANY,
      siaddr: IPV4_ANY,
      giaddr: IPV4_ANY,
      chaddr,
      sname: new Uint8Array(64),
      file: new Uint8Array(128),
      options: concat(...area, Uint8Array.of(255)),
    });
    return { kind: 'send', bytes };
  }
}

function bindingOf(packet: Packet4): Lease4Binding {
  const server = packet.options.get(Option4.serverId);
  const leaseTime = packet.options.get(Option4.leaseTime) ?? u32(0);
  return {
    address: packet.yiaddr,
    server: server?.length === 4 ? ipv4FromBytes(server) : undefined,
    leaseTime: seconds(leaseTime.length === 4 ? readU32(leaseTime, 0) : 0),
    options: packet.options,
  };
}
