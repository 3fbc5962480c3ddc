import type { HostDeclaration, Pool4, Subnet4 } from '../../../config/config.ts';
import { formatIpv4, ipv4ToBytes } from '../../../kernel/address.ts';
import { assert } from '../../../kernel/assert.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { epochSeconds } from '../../../kernel/scalars.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import type { EngineState } from '../engine-state.ts';
import type { LeaseAtHand } from '../evaluation.ts';
import { LeaseVariables } from '../variables.ts';

/** An address a client may get: one of a pool, or the fixed address of its host declaration. */
export type Candidate = DynamicCandidate | StaticCandidate;

interface CandidateBase {
  readonly lease: Lease4;
  readonly subnet: Subnet4;
}

export interface DynamicCandidate extends CandidateBase {
  readonly kind: 'dynamic';
  readonly pool: Pool4;
  /** The host declaration without address that goes with a running lease. */
  readonly host: HostDeclaration | undefined;
}

export interface StaticCandidate extends CandidateBase {
  readonly kind: 'static';
  readonly pool: undefined;
  readonly host: HostDeclaration;
}

const NO_VARIABLES = new Map();
const NEVER_USED = epochSeconds(0);

/** The record of an address nobody ever had. */
export function unusedLease(ip: Ipv4): Lease4 {
  return {
    ip,
    starts: NEVER_USED,
    ends: NEVER_USED,
    tstp: undefined,
    tsfp: undefined,
    atsfp: undefined,
    cltt: undefined,
    state: 'free',
    nextState: 'free',
    rewindState: 'free',
    reserved: false,
    bootp: false,
    hardware: undefined,
    uid: undefined,
    clientHostname: undefined,
    variables: NO_VARIABLES,
    billing: undefined,
    agentOptions: undefined,
    onExpiry: undefined,
    onRelease: undefined,
  };
}

/** The lease of an address; undefined for addresses outside every range: those are nobody's to lease. */
export function leaseOf(state: EngineState, ip: Ipv4): DynamicCandidate | undefined {
  const pool = state.config.pool4(ip);
  return pool && candidateOf(state, pool, state.store.get(ip) ?? unusedLease(ip));
}

/** A lease with the places it belongs to. */
export function candidateOf(state: EngineState, pool: Pool4, lease: Lease4): DynamicCandidate {
  const subnet = state.config.subnet4(lease.ip);
  assert(subnet, `the range address ${formatIpv4(lease.ip)} lies in no subnet`);
  return { kind: 'dynamic', lease, subnet, pool, host: undefined };
}

/** The lease as expressions see it. */
export function atHand(
  candidate: Candidate,
  variables: LeaseVariables = new LeaseVariables(candidate.lease.variables),
): LeaseAtHand {
  return {
    variables,
    address: ipv4ToBytes(candidate.lease.ip),
    ends: candidate.lease.ends,
    hardware: candidate.lease.hardware,
    isStatic: candidate.kind === 'static',
    hostName: candidate.host?.name,
  };
}
