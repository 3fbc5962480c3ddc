import type { HostDeclaration } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../../diagnostics/message.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { billingOf, type LeaseBilling, limitOf, sameBilling } from '../billing.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Parameter } from '../option-codes.ts';
import { parameter, switchOf } from '../parameters.ts';
import type { Candidate } from './candidate.ts';

/** What is being made of a lease: an offer, a binding, or the endless lease of a BOOTP client. */
export type GrantKind = 'offer' | 'ack' | 'bootp';

/** `min-secs`: a DHCPDISCOVER has to wait until the client has been looking for a while. */
export function isTooEarly(exchange: Exchange, evaluation: Evaluation, line: Message): boolean {
  const minimum = parameter(evaluation, Parameter.minSecs)?.[0];
  const { secs } = exchange.packet;
  if (minimum === undefined || secs >= minimum) return false;
  exchange.log(dhcp4Log.minSecs(line, minimum, secs));
  return true;
}

type Refusal = readonly [code: number, refuse: (line: Message) => Message];
const UNKNOWN: Refusal = [Parameter.bootUnknownClients, dhcp4Log.unknownClient];
const BOOTP: Refusal = [Parameter.allowBootp, dhcp4Log.bootpDisallowed];
const BOOTING: Refusal = [Parameter.allowBooting, dhcp4Log.bootingDisallowed];

/** `deny unknown-clients`, `deny bootp`, `deny booting`; `ignore` refuses without a word. */
export function isRefused(
  exchange: Exchange,
  evaluation: Evaluation,
  line: Message,
  { kind, host }: { readonly kind: GrantKind; readonly host: HostDeclaration | undefined },
): boolean {
  const refusals = [...(host ? [] : [UNKNOWN]), ...(kind === 'bootp' ? [BOOTP] : []), BOOTING];
  for (const [code, refuse] of refusals) {
    const answer = switchOf(evaluation, code);
    if (answer === 'on' || answer === 'absent') continue;
    if (answer === 'off') exchange.log(refuse(line));
    return true;
  }
  return false;
}

/** To which class the lease counts from now on; `full` when every class with a limit has reached it. */
export type BillingOutcome =
  | { readonly kind: 'full' }
  | { readonly kind: 'billed'; readonly billing: LeaseBilling | undefined };

/** `lease limit`: the first class with room counts the lease. An offer only asks; the binding counts. */
export function billLease(exchange: Exchange, candidate: Candidate, kind: GrantKind, line: Message): BillingOutcome {
  const { lease } = candidate;
  if (candidate.kind === 'static') return { kind: 'billed', billing: undefined };
  const kept = keptBilling(exchange, lease);
  if (kept) return { kind: 'billed', billing: kept };
  const limited = exchange.classes.filter((membership) => limitOf(membership) > 0);
  const { billing: books, notReusable } = exchange.state;
  const member = limited.find((membership) => books.bill(lease.ip, billingOf(membership), limitOf(membership)));
  if (!member) {
    const last = limited.at(-1);
    if (!last) return { kind: 'billed', billing: undefined };
    exchange.log(dhcp4Log.noBilling(line, last.declaration.name));
    return { kind: 'full' };
  }
  const billing = billingOf(member);
  if (kind === 'offer' && lease.state !== 'active') {
    books.unbill(lease.ip, billing);
    return { kind: 'billed', billing: undefined };
  }
  notReusable.add(lease.ip);
  return { kind: 'billed', billing };
}

/** The class that counts the lease already, as long as the client belongs to it. */
function keptBilling(exchange: Exchange, lease: Lease4): LeaseBilling | undefined {
  const { billing } = lease;
  if (!billing) return undefined;
  if (exchange.classes.some((membership) => sameBilling(billingOf(membership), billing))) return billing;
  exchange.state.billing.unbill(lease.ip, billing);
  if (lease.state === 'active') exchange.state.notReusable.add(lease.ip);
  return undefined;
}
