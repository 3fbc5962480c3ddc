import { loadConfig } from '../../src/config/load.ts';
import type { Arrival4, Effect, Event4 } from '../../src/effects/effects.ts';
import { newEngine4 } from '../../src/engine/v4/engine.ts';
import { formatIpv4, ipv4 } from '../../src/kernel/address.ts';
import { hex } from '../../src/kernel/bytes.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';
import type { Lease4 } from '../../src/leases/lease4.ts';
import { newLeaseStore4 } from '../../src/leases/store4.ts';
import { isAllowedMove } from '../../src/leases/transitions.ts';
import { decode4 } from '../../src/wire/v4/decode.ts';
import { encode4 } from '../../src/wire/v4/encode.ts';
import { ip } from '../support/client4.ts';
import { mutate } from './mutate.ts';
import { readBackFault } from './read-back.ts';
import { Seeded } from './seeded.ts';

const START = 1_800_000_000_000;
/** Options that the server reads, and some that it only prints. */
const CODES = [12, 43, 50, 51, 53, 54, 55, 57, 60, 61, 77, 80, 81, 82, 91, 93, 97, 118, 124, 125, 150, 224];

const identity = ({ uid, hardware }: Lease4): readonly string[] => [
  uid ? `uid ${hex(uid)}` : '',
  hardware ? `hw ${hardware.type} ${hex(hardware.address)}` : '',
];

/** A DHCPv4 server under fire; `run` throws on the first broken promise. */
export class Target4 {
  readonly seeded: Seeded;
  readonly store = newLeaseStore4();
  readonly #engine: ReturnType<typeof newEngine4>;
  readonly #options;
  readonly #records = new Map<number, Lease4>();
  #offered = ipv4(0);
  #now = START;
  replies = 0;

  constructor(conf: string, seed: number) {
    this.seeded = new Seeded(seed);
    const { config, diagnostics } = loadConfig(() => ({ ok: true, text: conf }), 'c', { family: 4, dhcp4o6: false });
    if (!config) throw new Error(diagnostics.map((d) => d.message.text()).join('\n'));
    this.store.restore(
      [],
      config.sharedNetworks.flatMap((network) => network.pools4),
    );
    this.#options = config.options;
    const eth0 = {
      name: 'eth0',
      index: 2,
      hardwareType: 1,
      hardwareAddress: Uint8Array.of(2, 0, 0, 0, 0, 1),
      addresses4: [ip('192.0.2.1')],
      addresses6: [],
    };
    this.#engine = newEngine4(config, this.store, {
      interfaces: new Map([['eth0', eth0]]),
      rng: this.seeded,
      digests: { md5: (data) => data, sha256: (data) => data },
      hostname: 'server',
      serverPort: 67,
      clientPort: 68,
      replyAddress: undefined,
      lookupHost: () => undefined,
    });
    this.#check(this.#engine.start(epochMillis(this.#now)));
  }

  run(packets: number): void {
    for (let sent = 0; sent < packets; sent++) {
      if (this.seeded.chance(5)) this.#now += this.seeded.below(400) * 1000;
      const bytes = mutate(this.#message(), this.seeded);
      const decoded = decode4(bytes);
      if (decoded.ok) this.#step({ kind: 'packet', packet: decoded.packet, arrival: this.#arrival() }, bytes);
    }
  }

  #step(event: Event4, bytes: Uint8Array): void {
    try {
      this.#check(this.#engine.step(event, epochMillis(this.#now)));
    } catch (error) {
      throw new Error(`message ${hex(bytes)}`, { cause: error });
    }
  }

  #arrival(): Arrival4 {
    const destination = this.seeded.chance(80) ? ip('255.255.255.255') : ip('192.0.2.1');
    return { interfaceName: 'eth0', source: ip('192.0.2.77'), destination };
  }

  #address() {
    return this.seeded.chance(70) ? this.#offered : ipv4(ip('192.0.2.0') + this.seeded.below(256));
  }

  #message(): Uint8Array {
    const { seeded } = this;
    const chaddr = new Uint8Array(16);
    chaddr.set([2, 0, 0, 0, 1, seeded.below(120)]);
    const options = [99, 130, 83, 99, 53, 1, seeded.pick([1, 1, 1, 3, 3, 3, 3, 4, 7, 8, 10])];
    if (seeded.chance(50)) options.push(50, 4, ...u32(this.#address()));
    if (seeded.chance(30)) options.push(54, 4, 192, 0, 2, 1);
    for (let more = seeded.below(5); more > 0; more--) {
      const data = seeded.octets(seeded.pick([0, 1, 2, 4, 7, 16, 255]));
      options.push(seeded.pick(CODES), data.length, ...data);
    }
    return encode4({
      op: 1,
      htype: seeded.pick([1, 1, 1, 6, 32]),
      hlen: seeded.pick([6, 6, 6, 0, 16]),
      hops: 0,
      xid: seeded.u32(),
      secs: seeded.below(20),
      flags: seeded.pick([0, 0x8000]),
      ciaddr: seeded.chance(20) ? this.#address() : ipv4(0),
      yiaddr: ipv4(0),
      siaddr: ipv4(0),
      giaddr: seeded.chance(20) ? ip(seeded.pick(['192.0.2.2', '198.51.100.1', '203.0.113.9'])) : ipv4(0),
      chaddr,
      sname: new Uint8Array(64),
      file: new Uint8Array(128),
      options: Uint8Array.from([...options.slice(4), 255]),
    });
  }

  #check(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind === 'log' || effect.kind === 'fatal') effect.message.text();
      if (effect.kind === 'send4') this.#checkReply(effect.bytes);
      if (effect.kind !== 'persist') continue;
      const fault = readBackFault(effect.change, 4, this.#options);
      if (fault) throw new Error(fault);
      if (effect.change.kind === 'lease4') this.#checkLease(effect.change.lease);
    }
  }

  #checkReply(bytes: Uint8Array): void {
    const decoded = decode4(bytes);
    if (!decoded.ok) throw new Error(`reply cannot be read (${decoded.malformed.kind}): ${hex(bytes)}`);
    this.replies++;
    if (decoded.packet.yiaddr !== 0) this.#offered = decoded.packet.yiaddr;
  }

  #checkLease(lease: Lease4): void {
    const before = this.#records.get(lease.ip);
    this.#records.set(lease.ip, lease);
    const from = before?.state ?? 'free';
    if (!isAllowedMove(from, lease.state)) throw new Error(`${formatIpv4(lease.ip)}: ${from} to ${lease.state}`);
    if (before?.state !== 'active' || lease.state !== 'active' || before.ends * 1000 <= this.#now) return;
    const [uid, hardware] = identity(before);
    const [newUid, newHardware] = identity(lease);
    if (uid !== newUid && hardware !== newHardware) throw new Error(`${formatIpv4(lease.ip)} leased twice`);
  }
}

const u32 = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
