import type { Permit, Pool4 } from '../../config/config.ts';
import { unreachable } from '../../kernel/assert.ts';
import type { Exchange } from './exchange.ts';

/** Whether a pool's permit lists let the client in: no deny applies, and an allow does where there are any. */
export function mayUse(pool: Pool4, exchange: Exchange): boolean {
  const { allow, deny } = pool.permits;
  if (deny.length > 0 && applies(deny, exchange)) return false;
  return allow.length === 0 || applies(allow, exchange);
}

const applies = (permits: readonly Permit[], exchange: Exchange): boolean =>
  permits.some((permit) => permitApplies(permit, exchange));

function permitApplies(permit: Permit, exchange: Exchange): boolean {
  switch (permit.kind) {
    case 'known':
      return exchange.known;
    case 'unknown':
      return !exchange.known;
    case 'all':
      return true;
    case 'dynamic-bootp':
      return exchange.type === 0;
    case 'authenticated':
      // No message is ever authenticated: RFC 3118 is not implemented, by the reference neither.
      return false;
    case 'unauthenticated':
      return true;
    case 'class':
      return exchange.classes.some((membership) => membership.declaration.name === permit.name);
    case 'after':
      return exchange.now > permit.date;
    default:
      return unreachable(permit);
  }
}
