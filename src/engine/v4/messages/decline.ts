import { dhcp4Log, dhcp4Texts } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4, ipv4FromBytes } from '../../../kernel/address.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { type DynamicCandidate, leaseOf } from '../lease/candidate.ts';
import { abandonLease, notebookOf } from '../lease/life-cycle.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { type Switch, switchOf } from '../parameters.ts';
import { runClassScopes, runScope } from '../scopes.ts';

/**
 * DHCPDECLINE (RFC 2131 §4.3.3): the address is taken out of use. As with the reference every client may say so of every address
 * of a pool, unless `deny declines` forbids it.
 */
export function handleDecline(exchange: Exchange): void {
  const requested = exchange.request.address(Dhcp.requestedAddress);
  if (!requested) return;
  const ip = ipv4FromBytes(requested);
  const candidate = leaseOf(exchange.state, ip);
  const declines = declinesOf(exchange, candidate);
  const sender = exchange.sender(candidate?.lease);
  if (declines === 'off' || declines === 'ignore') {
    if (declines === 'off') exchange.log(dhcp4Log.decline(sender, formatIpv4(ip), 'ignored'));
    return;
  }
  if (candidate) abandonLease(notebookOf(exchange), candidate.lease, dhcp4Texts.declined);
  exchange.log(dhcp4Log.decline(sender, formatIpv4(ip), candidate ? 'abandoned' : 'not found'));
}

/** `declines`, as the subnet and the classes of the client have it. */
function declinesOf(exchange: Exchange, candidate: DynamicCandidate | undefined): Switch {
  const { chains } = exchange.state;
  const evaluation = Evaluation.of(exchange);
  const scope = candidate?.subnet.scope;
  if (scope) runScope(chains, scope, undefined, evaluation);
  runClassScopes(chains, exchange.classes, scope, evaluation);
  return switchOf(evaluation, Parameter.declines);
}
