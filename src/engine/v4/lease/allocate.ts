import type { Pool4, SharedNetwork } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import type { Exchange } from '../exchange.ts';
import { mayUse } from '../permits.ts';
import { candidateOf, type DynamicCandidate, unusedLease } from './candidate.ts';

/**
 * A new address for a client: of all pools that let it in, one nobody ever had, else the one that has been free longest, else the
 * one that has been abandoned longest. Pools are looked at in order; a later one must offer something better.
 */
export function allocateLease(exchange: Exchange, network: SharedNetwork): DynamicCandidate | undefined {
  let best: DynamicCandidate | undefined;
  for (const pool of network.pools4) {
    if (!mayUse(pool, exchange)) continue;
    const lease = nextLeaseOf(pool, exchange);
    if (lease && (!best || isBetter(lease, best.lease))) best = candidateOf(exchange.state, pool, lease);
  }
  if (best?.lease.state === 'abandoned') exchange.log(dhcp4Log.reclaimingAbandoned(formatIpv4(best.lease.ip)));
  return best;
}

/** An address on offer to another client counts as free, but is not to be had before its hold of two minutes is over. */
function nextLeaseOf(pool: Pool4, exchange: Exchange): Lease4 | undefined {
  const { store } = exchange.state;
  const ip = store.nextFree(pool);
  if (ip === undefined) return store.oldestAbandoned(pool);
  const lease = store.get(ip) ?? unusedLease(ip);
  return lease.ends > exchange.now ? undefined : lease;
}

const hadClient = (lease: Lease4): boolean => lease.uid !== undefined || lease.hardware !== undefined;

function isBetter(candidate: Lease4, best: Lease4): boolean {
  if (best.state === 'abandoned') return candidate.state !== 'abandoned' || candidate.ends < best.ends;
  if (candidate.state === 'abandoned') return false;
  if (hadClient(best)) return !hadClient(candidate) || candidate.ends < best.ends;
  return !hadClient(candidate) && candidate.ends < best.ends;
}
