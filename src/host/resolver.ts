import { lookup } from 'node:dns/promises';
import { ipv4ToBytes, ipv6ToBytes, parseIpv4, parseIpv6 } from '../kernel/address.ts';
import { concat } from '../kernel/bytes.ts';
import type { Clock } from './clock.ts';

const KEEP_MILLIS = 3600_000;
const RETRY_MILLIS = 60_000;
/** getaddrinfo(3) occupies a thread of the pool that also syncs the lease file: a dead name server must not take them all. */
const MOST_AT_ONCE = 2;

/** Asks the system's name service; rejects when there is no answer. */
export type AskName = (name: string, family: 4 | 6) => Promise<readonly string[]>;

/** Addresses of host names in configs, known without waiting. */
export interface HostResolver {
  /** Joined octets of all addresses; undefined while they are not known. Asks for what is missing or old. */
  lookup(name: string, family: 4 | 6): Uint8Array | undefined;
  /** Resolves when all have been asked for once. */
  prefetch(wanted: readonly { readonly name: string; readonly family: 4 | 6 }[]): Promise<void>;
}

interface Entry {
  addresses: Uint8Array | undefined;
  askAgainAt: number;
  asking: Promise<void> | undefined;
}

export const askSystem: AskName = async (name, family) =>
  (await lookup(name, { all: true, family, verbatim: true })).map(({ address }) => address);

export interface ResolverSettings {
  readonly clock: Clock;
  readonly ask: AskName;
  /** Text of /etc/hosts: names in it are known at once and for good. */
  readonly hosts: string;
}

export function newResolver({ clock, ask, hosts }: ResolverSettings): HostResolver {
  const local = parseHosts(hosts);
  const entries = new Map<string, Entry>();
  const queue = newQueue(MOST_AT_ONCE);

  async function refresh(entry: Entry, name: string, family: 4 | 6): Promise<void> {
    try {
      entry.addresses = joined(await queue(() => ask(name, family)));
      entry.askAgainAt = clock.now() + KEEP_MILLIS;
    } catch {
      entry.askAgainAt = clock.now() + RETRY_MILLIS;
    } finally {
      entry.asking = undefined;
    }
  }
  function entryFor(name: string, family: 4 | 6): Entry {
    const key = keyOf(name, family);
    let entry = entries.get(key);
    if (!entry) {
      entry = { addresses: undefined, askAgainAt: 0, asking: undefined };
      entries.set(key, entry);
    }
    if (!entry.asking && clock.now() >= entry.askAgainAt) entry.asking = refresh(entry, name, family);
    return entry;
  }
  return {
    lookup: (name, family) => local.get(keyOf(name, family)) ?? entryFor(name, family).addresses,
    async prefetch(wanted) {
      const missing = wanted.filter(({ name, family }) => !local.has(keyOf(name, family)));
      await Promise.all(missing.map(({ name, family }) => entryFor(name, family).asking));
    },
  };
}

const keyOf = (name: string, family: 4 | 6): string => `${family} ${name.toLowerCase()}`;

function joined(addresses: readonly string[]): Uint8Array {
  return concat(...addresses.map(octetsOf).filter((octets) => octets !== undefined));
}

function octetsOf(text: string): Uint8Array | undefined {
  const address4 = parseIpv4(text);
  if (address4 !== undefined) return ipv4ToBytes(address4);
  const address6 = parseIpv6(text);
  return address6 === undefined ? undefined : ipv6ToBytes(address6);
}

/** hosts(5): an address and its names on each line; a name may have several. */
export function parseHosts(text: string): Map<string, Uint8Array> {
  const known = new Map<string, Uint8Array>();
  for (const line of text.split('\n')) {
    const [address = '', ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
    const octets = octetsOf(address);
    if (!octets) continue;
    for (const name of names) {
      const key = keyOf(name, octets.length === 4 ? 4 : 6);
      const before = known.get(key);
      known.set(key, before ? concat(before, octets) : octets);
    }
  }
  return known;
}

/** Runs at most so many pieces of work at once, in the order they came. */
function newQueue(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    while (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}
