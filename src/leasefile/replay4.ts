import type { Config } from '../config/config.ts';
import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import { formatIpv4 } from '../kernel/address.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import type { Lease4 } from '../leases/lease4.ts';
import type { LeaseStore4 } from '../leases/store.ts';
import { unlocated } from './findings.ts';
import type { LeaseFileItem } from './read.ts';
import { FileRemainder, type ReplayedFile } from './replayed.ts';
import { RestoredBilling } from './restored-billing.ts';

/**
 * Takes the records of a lease file into an empty store: the last one for an address counts, leases outside every pool are
 * dropped. Leases that ended while the server was down are due in the store (`expired`) and left to the engine, since `on
 * expiry` is to be run for them. `written` is the config without what the lease file itself declares.
 */
export function replayLeases4(
  items: Iterable<LeaseFileItem>,
  config: Config,
  store: LeaseStore4,
  written = config,
): ReplayedFile {
  const remainder = new FileRemainder(written);
  const billing = new RestoredBilling(config);
  const latest = new Map<Ipv4, Lease4>();
  for (const item of items) {
    remainder.take(item);
    if (item.record?.kind !== 'change' || item.record.change.kind !== 'lease4') continue;
    const { lease } = item.record.change;
    const complaint = billing.complaint(lease);
    if (complaint) remainder.say(unlocated(complaint));
    if (config.pool4(lease.ip)) latest.set(lease.ip, lease);
    else remainder.say(unlocated(say.noSubnet(formatIpv4(lease.ip))));
  }
  const pools = config.sharedNetworks.flatMap((network) => network.pools4);
  store.restore(settled(latest.values(), config, billing), pools);
  return remainder.finish();
}

function* settled(leases: Iterable<Lease4>, config: Config, billing: RestoredBilling): Generator<Lease4> {
  for (const lease of leases) {
    if (lease.state === 'backup' && config.pool4(lease.ip)?.failoverPeer === undefined) yield withoutPeer(lease);
    else yield billing.admit(lease);
  }
}

/** An address that waited for a failover peer which is no longer configured is free for everyone. */
const withoutPeer = (lease: Lease4): Lease4 => ({
  ...lease,
  state: 'free',
  nextState: 'free',
  rewindState: 'free',
  billing: undefined,
});
