import type { HostDeclaration } from '../../../config/config.ts';
import type { Message } from '../../../diagnostics/message.ts';
import type { EpochSeconds } from '../../../kernel/scalars.ts';
import { echoAgentOptions } from '../client/agent-options.ts';
import { hostWithoutAddress } from '../client/hosts.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { sendNak } from '../messages/nak.ts';
import { Parameter } from '../option-codes.ts';
import { parameter } from '../parameters.ts';
import { sendLeaseReply } from '../reply/lease-reply.ts';
import { runNetworkScopes, runScope, scopeAlreadyRun } from '../scopes.ts';
import { LeaseVariables } from '../variables.ts';
import { billLease, type GrantKind, isRefused, isTooEarly } from './admission.ts';
import { atHand, type Candidate } from './candidate.ts';
import { bootpTerm, type LeaseTerm, leaseTerm } from './lease-time.ts';
import { endOtherLeases } from './one-lease.ts';
import { settleLease } from './settle.ts';
import { checkPoolThreshold } from './threshold.ts';

/** What a message handler wants for its client. */
export interface GrantOrder {
  readonly kind: GrantKind;
  readonly candidate: Candidate;
  /** The line about the request, logged with the answer or the reason why there is none. */
  readonly line: Message;
  /** How long an offer is kept for its client. */
  readonly holdUntil?: EpochSeconds;
  /** The client's host declaration, when the handler knows it. */
  readonly host?: HostDeclaration | undefined;
}

/**
 * Gives a client the lease, or says why not: parameters of all its scopes, refusals, lease limits, term; then the record is
 * written and the reply sent. The same steps for an OFFER, an ACK and the reply to a BOOTP client.
 */
export function grantLease(exchange: Exchange, order: GrantOrder): void {
  const { kind, line } = order;
  // A second DHCPDISCOVER while the address is being pinged changes nothing.
  if (exchange.state.pendingOffers.has(order.candidate.lease.ip)) return;
  const candidate = withoutOldEvents(order.candidate, exchange.now, kind);
  const variables = new LeaseVariables(candidate.lease.variables);
  const evaluation = Evaluation.of(exchange).about(atHand(candidate, variables));
  const client = admit(exchange, { ...order, candidate }, evaluation);
  if (!client) return;
  const billed = billLease(exchange, candidate, kind, line);
  if (billed.kind === 'full') return;
  const filename = parameter(evaluation, Parameter.filename);
  const serverName = parameter(evaluation, Parameter.serverName);
  const term = termOf(exchange, candidate, kind, evaluation);
  if (!term) {
    sendNak(exchange, candidate.lease.ip, candidate.subnet.scope);
    return;
  }
  const ends = order.holdUntil ?? term.ends;
  const terms = { kind, ends, reserved: term.reserved, billing: billed.billing, host: client.host, variables };
  const settled = settleLease(exchange, candidate, terms, evaluation);
  sendLeaseReply(exchange, evaluation.about(atHand(settled.candidate, variables)), {
    kind,
    line,
    candidate: settled.candidate,
    ends: settled.isReused ? settled.candidate.lease.ends : term.ends,
    filename,
    serverName,
    before: candidate.lease,
    isSameClient: settled.isSameClient,
  });
}

/** Bodies of `on` statements outlive the lease only while an offer may still be refused by the client. */
function withoutOldEvents<T extends Candidate>(candidate: T, now: EpochSeconds, kind: GrantKind): T {
  const { lease } = candidate;
  if (kind === 'offer' || lease.ends > now || !(lease.onExpiry || lease.onRelease)) return candidate;
  return { ...candidate, lease: { ...lease, onExpiry: undefined, onRelease: undefined } };
}

/** Runs all scopes of the client; undefined when one of them turns it away. */
function admit(
  exchange: Exchange,
  order: GrantOrder,
  evaluation: Evaluation,
): { readonly host: HostDeclaration | undefined } | undefined {
  const { candidate, kind, line } = order;
  const { chains } = exchange.state;
  const { subnet, pool } = candidate;
  echoAgentOptions(exchange, evaluation.reply);
  runNetworkScopes(chains, { subnet, pool, classes: exchange.classes }, evaluation);
  const known = order.host ?? candidate.host;
  endOtherLeases(exchange, candidate.lease, known, evaluation);
  if (kind === 'offer' && isTooEarly(exchange, evaluation, line)) return undefined;
  const host = known ?? hostWithoutAddress(exchange);
  if (host) runScope(chains, host.scope, scopeAlreadyRun(candidate), evaluation);
  return isRefused(exchange, evaluation, line, { kind, host }) ? undefined : { host };
}

function termOf(
  exchange: Exchange,
  candidate: Candidate,
  kind: GrantKind,
  evaluation: Evaluation,
): LeaseTerm | undefined {
  if (kind === 'bootp') return { ends: bootpTerm(exchange.now, evaluation), reserved: false };
  const term = leaseTerm(exchange, candidate, evaluation);
  if (kind === 'ack' && candidate.kind === 'dynamic') checkPoolThreshold(exchange, candidate, evaluation);
  return term;
}
