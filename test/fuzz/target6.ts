import { loadConfig } from '../../src/config/load.ts';
import type { Arrival6, Effect } from '../../src/effects/effects.ts';
import { newEngine6 } from '../../src/engine/v6/engine.ts';
import { formatIpv6, ipv6 } from '../../src/kernel/address.ts';
import { concat, hex, u16, u32 } from '../../src/kernel/bytes.ts';
import { epochMillis, type Ipv6 } from '../../src/kernel/scalars.ts';
import type { Ia6 } from '../../src/leases/lease6.ts';
import { newLeaseStore6 } from '../../src/leases/store6.ts';
import { decode6 } from '../../src/wire/v6/decode.ts';
import { encodeMessage6, encodeOptions6, encodeRelay6 } from '../../src/wire/v6/encode.ts';
import { decodeIa, decodeIaAddress } from '../../src/wire/v6/ia.ts';
import { type Message6, MessageType6, Option6, type Packet6, type RawOption6 } from '../../src/wire/v6/packet.ts';
import { ip6 } from '../support/names6.ts';
import { environment6 } from '../support/site6.ts';
import { mutate } from './mutate.ts';
import { readBackFault } from './read-back.ts';
import type { Seeded } from './seeded.ts';

const START = 1_800_000_000_000;
const SERVER_DUID = Uint8Array.of(0, 3, 0, 1, 2, 0, 0, 0, 1, 1);
const TYPES = [1, 1, 1, 3, 3, 3, 3, 4, 5, 5, 6, 6, 8, 9, 11, 14, 20, 7];
/** Options that the server reads, and some that it only carries. */
const CODES = [7, 12, 13, 14, 16, 17, 18, 20, 32, 37, 38, 39, 43, 79, 82, 87, 135, 300];
const LINKS = ['::', 'fe80::1', '2001:db8:1::9', '2001:db8:2::9', '2001:db8:77::1'];

/** A DHCPv6 server under fire; `run` throws on the first broken promise. */
export class Target6 {
  readonly seeded: Seeded;
  readonly store = newLeaseStore6();
  readonly #engine: ReturnType<typeof newEngine6>;
  readonly #options;
  /** Who has a running lease of an address, as persisted. */
  readonly #holders = new Map<string, { readonly owner: string; readonly ends: number }>();
  #seen: Ipv6 = ipv6(0n);
  #now = START;
  replies = 0;

  constructor(conf: string, seeded: Seeded) {
    this.seeded = seeded;
    const { config, diagnostics } = loadConfig(() => ({ ok: true, text: conf }), 'c', { family: 6, dhcp4o6: false });
    if (!config) throw new Error(diagnostics.map((d) => d.message.text()).join('\n'));
    this.#options = config.options;
    this.#engine = newEngine6(config, this.store, environment6({ rng: seeded }), SERVER_DUID);
    this.#check(this.#engine.start(epochMillis(this.#now)));
  }

  run(packets: number): void {
    for (let sent = 0; sent < packets; sent++) {
      if (this.seeded.chance(5)) this.#now += this.seeded.below(400) * 1000;
      const bytes = mutate(this.#layered(this.#message()), this.seeded);
      const decoded = decode6(bytes);
      if (decoded.ok) this.#step(decoded.packet, bytes);
      if (this.seeded.chance(2))
        this.#check(this.#engine.step({ kind: 'timer', name: 'lease6-end' }, epochMillis(this.#now)));
    }
  }

  #step(packet: Packet6, bytes: Uint8Array): void {
    try {
      this.#check(this.#engine.step({ kind: 'packet', packet, arrival: this.#arrival() }, epochMillis(this.#now)));
    } catch (error) {
      throw new Error(`message ${hex(bytes)}`, { cause: error });
    }
  }

  #arrival(): Arrival6 {
    return {
      interfaceName: 'eth0',
      interfaceIndex: 2,
      source: ip6('fe80::77'),
      sourcePort: 546,
      destination: this.seeded.chance(85) ? ip6('ff02::1:2') : ip6('2001:db8:1::1'),
    };
  }

  #layered(message: Uint8Array): Uint8Array {
    let layered = message;
    while (this.seeded.chance(15)) {
      const options = [...this.#extras(2), { code: Option6.relayMessage, data: layered }, ...this.#extras(2)];
      layered = encodeRelay6({
        type: MessageType6.relayForward,
        hopCount: this.seeded.below(256),
        linkAddress: ip6(this.seeded.pick(LINKS)),
        peerAddress: ip6('fe80::77'),
        options,
      });
    }
    return layered;
  }

  #message(): Uint8Array {
    const { seeded } = this;
    const options: RawOption6[] = [];
    if (seeded.chance(90))
      options.push({ code: Option6.clientId, data: Uint8Array.of(0, 3, 0, 1, 2, 0, 0, 0, 2, seeded.below(100)) });
    if (seeded.chance(50)) options.push({ code: Option6.serverId, data: SERVER_DUID });
    for (let more = seeded.below(4); more > 0; more--) options.push(this.#ia());
    if (seeded.chance(50)) options.push({ code: Option6.oro, data: concat(...[23, 24, 17, 39].map(u16)) });
    return encodeMessage6(seeded.pick(TYPES), seeded.u32() & 0xffffff, [...options, ...this.#extras(4)]);
  }

  #ia(): RawOption6 {
    const { seeded } = this;
    const code = seeded.pick([Option6.iaNa, Option6.iaNa, Option6.iaTa, Option6.iaPd]);
    const inside: RawOption6[] = [];
    for (let more = seeded.below(3); more > 0; more--) inside.push(this.#leaseOption(code));
    const times = code === Option6.iaTa ? [] : [u32(seeded.u32()), u32(seeded.u32())];
    return { code, data: concat(u32(seeded.below(4)), ...times, encodeOptions6(inside)) };
  }

  #leaseOption(code: number): RawOption6 {
    const { seeded } = this;
    const address = seeded.chance(60) ? this.#seen : ipv6(ip6('2001:db8:1::100') + BigInt(seeded.below(300)));
    const octets = Uint8Array.from({ length: 16 }, (_, i) => Number((address >> BigInt(8 * (15 - i))) & 255n));
    const lifetimes = [u32(seeded.u32()), u32(seeded.u32())];
    if (code !== Option6.iaPd) return { code: Option6.iaAddr, data: concat(octets, ...lifetimes) };
    return {
      code: Option6.iaPrefix,
      data: concat(...lifetimes, Uint8Array.of(seeded.pick([0, 48, 56, 64, 255])), octets),
    };
  }

  #extras(most: number): RawOption6[] {
    const { seeded } = this;
    return Array.from({ length: seeded.below(most) }, () => ({
      code: seeded.pick(CODES),
      data: seeded.octets(seeded.pick([0, 1, 2, 4, 7, 16, 255])),
    }));
  }

  #check(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'log' || effect.kind === 'fatal') effect.message.text();
      if (effect.kind === 'send6') this.#checkReply(effect.bytes);
      if (effect.kind !== 'persist') continue;
      const fault = readBackFault(effect.change, 6, this.#options);
      if (fault) throw new Error(fault);
      if (effect.change.kind === 'ia') this.#checkIa(effect.change.ia);
    }
  }

  #checkReply(bytes: Uint8Array): void {
    const decoded = decode6(bytes);
    if (!decoded.ok) throw new Error(`reply cannot be read (${decoded.malformed.kind}): ${hex(bytes)}`);
    this.replies++;
    let packet: Packet6 | undefined = decoded.packet;
    while (packet?.kind === 'relay') packet = packet.inner;
    if (!packet) throw new Error(`relayed reply cannot be read: ${hex(bytes)}`);
    this.#remember(packet);
  }

  /** A later message may name what the server has given. */
  #remember(message: Message6): void {
    for (const option of message.options) {
      const address = decodeIa(option)?.options.find(({ code }) => code === Option6.iaAddr);
      const seen = address && decodeIaAddress(address.data);
      if (seen) this.#seen = seen.address;
    }
  }

  #checkIa(ia: Ia6): void {
    const owner = `${ia.kind} ${ia.iaid} ${hex(ia.duid)}`;
    for (const lease of ia.leases) {
      const key = `${formatIpv6(lease.address)}/${lease.prefixLength}`;
      const before = this.#holders.get(key);
      if (lease.state !== 'active') {
        if (before?.owner === owner) this.#holders.delete(key);
        continue;
      }
      const isTaken = before !== undefined && before.owner !== owner && before.ends * 1000 > this.#now;
      if (isTaken) throw new Error(`${key} leased to ${owner} while ${before.owner} has it`);
      this.#holders.set(key, { owner, ends: lease.ends });
    }
  }
}
