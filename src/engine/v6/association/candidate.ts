import type { Scope, SharedNetwork } from '../../../config/config.ts';
import { log6, statusText6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { hostMask6, IPV6_ANY, ipv6FromBytes } from '../../../kernel/address.ts';
import { readU32 } from '../../../kernel/bytes.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import { MessageType6, Option6 } from '../../../wire/v6/packet.ts';
import { isPermitted } from '../client/permits.ts';
import { parameterData } from '../context.ts';
import { StatusCode } from '../message/status.ts';
import { log } from '../state.ts';
import { grant, sendRevoked, settle } from './grant.ts';
import { ownLease } from './known-leases.ts';
import { isTaken } from './pick.ts';
import { type IaWork, LeaseDraft, type Outcome } from './session.ts';
import { isFixed, staticScope } from './static-grant.ts';

/** An address or prefix that the client names in an identity association. */
export interface Candidate {
  readonly address: Ipv6;
  readonly prefixLength: number;
  readonly preferred: number;
  readonly valid: number;
}

/** Reads an IA Address or IA Prefix option (RFC 8415 §21.6, §21.22); undefined when it is too short. */
export function readCandidate(code: number, data: Uint8Array): Candidate | undefined {
  if (code === Option6.iaAddr) {
    if (data.length < 24) return undefined;
    return {
      address: ipv6FromBytes(data),
      prefixLength: 128,
      preferred: readU32(data, 16),
      valid: readU32(data, 20),
    };
  }
  if (data.length < 25) return undefined;
  return {
    address: ipv6FromBytes(data, 9),
    prefixLength: data[8] as number,
    preferred: readU32(data, 0),
    valid: readU32(data, 4),
  };
}

/** Takes the lifetimes that the client asks for; the shortest count. */
export function noteLifetimes(work: IaWork, { preferred, valid }: Candidate): void {
  if (work.askedValid === 0 || work.askedValid > valid) work.askedValid = valid;
  if (work.askedPreferred === 0 || work.askedPreferred > preferred) work.askedPreferred = preferred;
}

const networkOf = (work: IaWork, address: Ipv6): SharedNetwork | undefined =>
  work.session.query.step.server.config.subnet6(address)?.sharedNetwork;

export const isOnLink = (work: IaWork, address: Ipv6): boolean => networkOf(work, address) === work.session.network;

/** RFC 8415 §18.3.1, §18.3.2, §18.3.4: an address of another link. */
function answerOffLink(work: IaWork, candidate: Candidate): Outcome {
  const { query, reply } = work.session;
  const { type } = query.message;
  if (type === MessageType6.solicit) {
    // With a wish that cannot be granted, the client shall see an ADVERTISE first.
    reply.type = MessageType6.advertise;
    reply.options.delete('dhcp6', Option6.rapidCommit);
    return 'fine';
  }
  if (type === MessageType6.request) {
    return settle(work, { code: StatusCode.notOnLink, message: statusText6.notOnLink });
  }
  sendRevoked(work, candidate);
  return 'fine';
}

const SHORTEST_PREFIX = 3;

function isPrefix({ address, prefixLength }: Candidate): boolean {
  if (prefixLength < SHORTEST_PREFIX || prefixLength > 128) return false;
  return (address & hostMask6(prefixLength)) === 0n;
}

/** Looks for the candidate in the pools that the client may use: its draft, or why there is none. */
function tryCandidate(work: IaWork, candidate: Candidate): LeaseDraft | Outcome {
  const { query, network } = work.session;
  const { server } = query.step;
  const { kind } = work.requested.row;
  const { address, prefixLength } = candidate;
  const usable = server.topology.pondsOf(network).filter((pond) => isPermitted(pond.permits, query));
  const offers = usable.some((pond) => pond.pools.some((pool) => pool.kind === kind));
  if (kind === 'pd' && offers && !isPrefix(candidate)) return 'fault';
  for (const { pool, pond } of server.topology.poolsAt(kind, address)) {
    if (pond.network !== network || pool.unitLength !== prefixLength || !usable.includes(pond)) continue;
    if (isTaken(query.step, address, prefixLength)) return 'unavailable';
    return new LeaseDraft({ address, prefixLength, pond });
  }
  return 'unavailable';
}

/** An address or prefix that is not the client's: RENEW refuses, the others try to get it. */
function answerForeign(work: IaWork, candidate: Candidate): LeaseDraft | Outcome {
  const { type } = work.session.query.message;
  switch (type) {
    case MessageType6.renew:
      return settle(work, work.requested.row.notBound);
    case MessageType6.solicit:
    case MessageType6.request:
      return tryCandidate(work, candidate);
    case MessageType6.rebind: {
      const tried = tryCandidate(work, candidate);
      if (tried !== 'unavailable') return tried;
      sendRevoked(work, candidate);
      return 'fine';
    }
    default:
      log(work.session.query.step, log6.impossibleLease());
      return 'fault';
  }
}

/** One address or prefix for each association, unless `limit-addrs-per-ia` or `limit-prefs-per-ia` says otherwise. */
function isEnough(work: IaWork, draft: LeaseDraft | undefined): boolean | 'fault' {
  if (work.resources === 0) return false;
  const { query, reply } = work.session;
  const { row } = work.requested;
  const data = parameterData(query, row.limitParameter, {
    reply: reply.options,
    leaseVariables: draft?.variables,
  });
  if (data === undefined) return work.resources >= 1;
  if (data?.length === 4) return work.resources >= readU32(data, 0);
  const isPrefixes = row.kind === 'pd';
  log(
    query.step,
    log6.badParameter(
      isPrefixes ? 'reply_process_prefix' : 'reply_process_addr',
      isPrefixes ? 'prefs-per-ia value.' : 'addrs-per-ia value.',
    ),
  );
  return 'fault';
}

function scopeOf(work: IaWork, candidate: Candidate, draft: LeaseDraft | undefined): Scope | undefined {
  if (!work.isStatic) return draft?.pond.scope;
  work.loggedStatic = { address: candidate.address, prefixLength: candidate.prefixLength };
  return staticScope(work, candidate);
}

function giveCandidate(work: IaWork, candidate: Candidate, draft: LeaseDraft | undefined): Outcome {
  const scope = scopeOf(work, candidate, draft);
  if (!scope) return 'fault';
  const enough = isEnough(work, draft);
  if (enough === 'fault') return 'fault';
  if (enough) return 'fine';
  return grant(work, { scope, draft, place: candidate });
}

/** `::` asks for lifetimes only, `::/N` also for a prefix length (RFC 8415 §18.2.4, RFC 8168 §3.1). */
function isOnlyHint(work: IaWork, candidate: Candidate): boolean {
  if (work.requested.row.kind !== 'pd') return candidate.address === IPV6_ANY;
  if (candidate.prefixLength === 0 && candidate.address === IPV6_ANY) return true;
  work.askedLength ??= candidate.prefixLength;
  return candidate.address === IPV6_ANY;
}

/** Decides on one address or prefix of an IA_NA or IA_PD. */
export function answerCandidate(work: IaWork, candidate: Candidate): Outcome {
  noteLifetimes(work, candidate);
  if (isOnlyHint(work, candidate)) return 'fine';
  if (work.requested.row.kind === 'na' && !isOnLink(work, candidate.address)) return answerOffLink(work, candidate);
  if (work.isStatic && isFixed(work, candidate)) return giveCandidate(work, candidate, undefined);
  const own = work.isStatic ? undefined : ownLease(work, candidate.address, candidate.prefixLength);
  const found = own ?? answerForeign(work, candidate);
  if (typeof found === 'string') return found;
  return giveCandidate(work, candidate, found);
}
