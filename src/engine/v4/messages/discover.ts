import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { assert } from '../../../kernel/assert.ts';
import { epochSeconds } from '../../../kernel/scalars.ts';
import type { Exchange } from '../exchange.ts';
import { allocateLease } from '../lease/allocate.ts';
import type { Candidate } from '../lease/candidate.ts';
import { findLease } from '../lease/find-lease.ts';
import { grantLease } from '../lease/grant.ts';

/** An offered address is kept for its client for so long. */
const HOLD_SECONDS = 120;

/** DHCPDISCOVER (RFC 2131 §4.3.1): the client's own lease, or a new address, is offered. */
export function handleDiscover(exchange: Exchange): void {
  const { network, now } = exchange;
  assert(network, 'a DHCPDISCOVER without network has been dropped before');
  const found = findLease(exchange, network).candidate;
  const line = dhcp4Log.discover(exchange.sender(found?.lease));
  const candidate = found ?? allocateLease(exchange, network);
  if (!candidate) {
    exchange.log(dhcp4Log.noFreeLeases(line, network.name));
    return;
  }
  const holdUntil = epochSeconds(Math.max(now + HOLD_SECONDS, candidate.lease.ends));
  grantLease(exchange, { kind: 'offer', candidate: withoutOldVariables(candidate, now), line, holdUntil });
}

/** Variables of a lease that is over are its last client's. */
function withoutOldVariables(candidate: Candidate, now: number): Candidate {
  const { lease } = candidate;
  if (lease.ends >= now || lease.variables.size === 0) return candidate;
  return { ...candidate, lease: { ...lease, variables: new Map() } };
}
