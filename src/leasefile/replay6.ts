import type { Config } from '../config/config.ts';
import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import { formatIpv4, formatIpv6 } from '../kernel/address.ts';
import type { Ia6, IaKind, Lease6 } from '../leases/lease6.ts';
import type { LeaseStore6 } from '../leases/store.ts';
import { unlocated } from './findings.ts';
import { Pool6Index } from './pool6-index.ts';
import type { LeaseFileItem } from './read.ts';
import { FileRemainder, type ReplayedFile } from './replayed.ts';

/**
 * Takes the records of a lease file into an empty store: a later record for an association takes the place of the
 * former, and only what is active or abandoned and inside a pool is kept. Active leases that ended meanwhile are due in the
 * store (`expired`). `written` is the config without what the lease file itself declares.
 */
export function replayLeases6(
  items: Iterable<LeaseFileItem>,
  config: Config,
  store: LeaseStore6,
  written = config,
): ReplayedFile {
  const remainder = new FileRemainder(written);
  const pools = new Pool6Index(config);
  for (const item of items) {
    remainder.take(item);
    if (item.record?.kind !== 'change') continue;
    const { change } = item.record;
    if (change.kind === 'lease4') remainder.say(unlocated(say.noSubnet(formatIpv4(change.lease.ip))));
    if (change.kind === 'ia') remainder.say(...takeIa(change.ia, pools, store).map(unlocated));
  }
  return remainder.finish();
}

function takeIa(ia: Ia6, pools: Pool6Index, store: LeaseStore6): Message[] {
  const messages: Message[] = [];
  const leases = ia.leases.filter((lease) => {
    const pool = pools.find(ia.kind, lease.address);
    const fits = pool !== undefined && (ia.kind !== 'pd' || pool.unitLength === lease.prefixLength);
    if (!fits) messages.push(noPool(ia.kind, lease));
    return fits && (lease.state === 'active' || lease.state === 'abandoned');
  });
  for (const lease of leases) {
    if (takeFromOther(ia, lease, store)) messages.push(say.duplicateLease(ia.kind, formatIpv6(lease.address)));
  }
  store.apply({ ...ia, leases });
  return messages;
}

function noPool(kind: IaKind, { address, prefixLength }: Lease6): Message {
  const text = formatIpv6(address);
  return kind === 'pd' ? say.noPoolForPrefix(text, prefixLength) : say.noPoolForAddress(kind, text);
}

/** Two associations cannot hold one address: the one read last has it. */
function takeFromOther(ia: Ia6, lease: Lease6, store: LeaseStore6): boolean {
  const other = store.holder(lease.address, lease.prefixLength)?.ia;
  if (!other || other === store.ia(ia.kind, ia.duid, ia.iaid)) return false;
  store.apply({ ...other, leases: other.leases.filter((held) => held.address !== lease.address) });
  return true;
}
