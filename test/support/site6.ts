import { createHash } from 'node:crypto';
import { loadConfig } from '../../src/config/load.ts';
import type { Arrival6, Effect } from '../../src/effects/effects.ts';
import type { EngineEnvironment, ServedInterface } from '../../src/engine/environment.ts';
import { type Engine6, newEngine6 } from '../../src/engine/v6/engine.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';
import type { LeaseChange } from '../../src/leases/change.ts';
import type { Ia6 } from '../../src/leases/lease6.ts';
import type { LeaseStore6 } from '../../src/leases/store.ts';
import { newLeaseStore6 } from '../../src/leases/store6.ts';
import { decode6 } from '../../src/wire/v6/decode.ts';
import { ip6, SERVER_DUID } from './names6.ts';
import { showLease6, showMessage6 } from './show6.ts';

/** 2026-11-23T00:00:00Z. */
export const START = epochMillis(1_795_392_000_000);

const digest = (algorithm: string) => (data: Uint8Array) => new Uint8Array(createHash(algorithm).update(data).digest());

/** Numbers that look random and are the same in every run. */
function newRng() {
  let state = 1;
  return {
    u32: () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state;
    },
  };
}

const served = (name: string, index: number, address: string): [string, ServedInterface] => [
  name,
  {
    name,
    index,
    hardwareType: 1,
    hardwareAddress: Uint8Array.of(2, 0xcf, 0, 0, 0, index),
    addresses4: [],
    addresses6: [{ address: ip6(address), prefixLength: 64 }],
  },
];

/** eth0 with 2001:db8:1::1 and eth1 with 2001:db8:2::1. */
export const environment6 = (changes: Partial<EngineEnvironment> = {}): EngineEnvironment => ({
  interfaces: new Map([served('eth0', 2, '2001:db8:1::1'), served('eth1', 3, '2001:db8:2::1')]),
  rng: newRng(),
  digests: { md5: digest('md5'), sha256: digest('sha256') },
  hostname: 'server',
  serverPort: 547,
  clientPort: 546,
  replyAddress: undefined,
  lookupHost: () => undefined,
  ...changes,
});

/** A server in memory: messages go in as octets, what comes out is kept as text. */
export class Site6 {
  readonly store: LeaseStore6;
  readonly engine: Engine6;
  /** Log lines since `takeLog`. */
  #lines: string[] = [];
  /** Lease file records since `takeRecords`. */
  #records: string[] = [];
  /** When the engine's timer runs out. */
  timerAt: number | undefined;
  now: number = START;

  constructor(
    text: string,
    options: { readonly loaded?: readonly Ia6[]; readonly changes?: Partial<EngineEnvironment> } = {},
  ) {
    const loaded = loadConfig(() => ({ ok: true, text }), 'dhcpd.conf', { family: 6, dhcp4o6: false });
    if (!loaded.config) throw new Error(loaded.diagnostics.map(({ message }) => message.text()).join('\n'));
    this.store = newLeaseStore6();
    for (const ia of options.loaded ?? []) this.store.apply(ia);
    this.engine = newEngine6(loaded.config, this.store, environment6(options.changes), SERVER_DUID);
    this.#run(this.engine.start(epochMillis(this.now)));
  }

  /** The reply to a message, if there is one. */
  send(bytes: Uint8Array, arrival: Partial<Arrival6> = {}): Uint8Array | undefined {
    const decoded = decode6(bytes);
    if (!decoded.ok) throw new Error(`cannot decode: ${decoded.malformed.kind}`);
    return this.#run(
      this.engine.step(
        {
          kind: 'packet',
          packet: decoded.packet,
          arrival: {
            interfaceName: 'eth0',
            interfaceIndex: 2,
            source: ip6('fe80::200:5eff:fe00:5301'),
            sourcePort: 546,
            destination: ip6('ff02::1:2'),
            ...arrival,
          },
        },
        epochMillis(this.now),
      ),
    );
  }

  /** The same, shown in one line. */
  ask(bytes: Uint8Array, arrival: Partial<Arrival6> = {}): string {
    const reply = this.send(bytes, arrival);
    return reply ? showMessage6(reply) : 'nothing';
  }

  /** Lets time pass, with the timers on the way. */
  wait(seconds: number): void {
    const end = this.now + seconds * 1000;
    while (this.timerAt !== undefined && this.timerAt <= end) {
      this.now = Math.max(this.now, this.timerAt);
      this.timerAt = undefined;
      this.#run(this.engine.step({ kind: 'timer', name: 'lease6-end' }, epochMillis(this.now)));
    }
    this.now = end;
  }

  takeLog(): string[] {
    const lines = this.#lines;
    this.#lines = [];
    return lines;
  }

  takeRecords(): string[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #run(effects: readonly Effect[]): Uint8Array | undefined {
    let reply: Uint8Array | undefined;
    for (const effect of effects) {
      if (effect.kind === 'log') this.#lines.push(effect.message.text());
      else if (effect.kind === 'persist') this.#records.push(this.#show(effect.change));
      else if (effect.kind === 'timer') this.timerAt = effect.at;
      else if (effect.kind === 'send6') {
        reply = effect.bytes;
        if (effect.log) this.#lines.push(effect.log.text());
      }
    }
    return reply;
  }

  #show(change: LeaseChange): string {
    if (change.kind !== 'ia') throw new Error(`unexpected record ${change.kind}`);
    return showLease6(change.ia, START / 1000);
  }
}
