import type { Permit, PermitLists } from '../../../config/config.ts';
import { unreachable } from '../../../kernel/assert.ts';
import type { Query6 } from '../state.ts';

function applies(permit: Permit, query: Query6): boolean {
  switch (permit.kind) {
    case 'known':
      return query.isKnown;
    case 'unknown':
      return !query.isKnown;
    case 'all':
    // The reference authenticates nobody, and takes every DHCPv6 packet for one of BOOTP.
    case 'unauthenticated':
    case 'dynamic-bootp':
      return true;
    case 'authenticated':
      return false;
    case 'class':
      return query.classes.some((membership) => membership.name === permit.name);
    case 'after':
      return query.step.now > permit.date;
    default:
      return unreachable(permit);
  }
}

/** dhcpd.conf(5), "permit list": a matching deny refuses, and where there are allows, one of them must match. */
export function isPermitted(permits: PermitLists, query: Query6): boolean {
  if (permits.deny.some((permit) => applies(permit, query))) return false;
  return permits.allow.length === 0 || permits.allow.some((permit) => applies(permit, query));
}
