import type { EpochSeconds } from '../kernel/scalars.ts';
import type { BindingState, Lease4 } from './lease4.ts';

/**
 * dhcpd.leases(5), without a failover peer. What a lease in a state becomes by itself when it ends:
 *
 *   active ──► free ◄── expired, released, reset, abandoned        backup stays backup
 */
const AFTER_END: Readonly<Record<BindingState, BindingState>> = {
  free: 'free',
  backup: 'backup',
  active: 'free',
  expired: 'free',
  released: 'free',
  reset: 'free',
  abandoned: 'free',
};

/** The moves that one event may cause. A renewal moves from active to active, an offer leaves a free lease free. */
const MOVES: Readonly<Record<BindingState, readonly BindingState[]>> = {
  free: ['free', 'active', 'abandoned', 'backup'],
  backup: ['free', 'active', 'abandoned', 'backup'],
  active: ['active', 'free', 'expired', 'released', 'abandoned'],
  expired: ['active', 'free', 'abandoned', 'backup'],
  released: ['active', 'free', 'abandoned', 'backup'],
  reset: ['free', 'active', 'abandoned', 'backup'],
  abandoned: ['abandoned', 'free', 'active'],
};

export const nextStateOf = (state: BindingState): BindingState => AFTER_END[state];

export const isAllowedMove = (from: BindingState, to: BindingState): boolean => MOVES[from].includes(to);

/** What a client leaves behind when it no longer holds the address; its identity stays, so that it may come back. */
const UNBOUND = {
  nextState: 'free',
  billing: undefined,
  agentOptions: undefined,
  clientHostname: undefined,
  onExpiry: undefined,
  onRelease: undefined,
} as const satisfies Partial<Lease4>;

/** A lease that has ended. Only an active one tells when: `tstp`. `on expiry` is the caller's to run first. */
export function expireLease4(lease: Lease4): Lease4 {
  const state = lease.nextState;
  if (lease.state !== 'active') return { ...lease, state, nextState: nextStateOf(state), atsfp: undefined };
  return { ...lease, ...UNBOUND, state, nextState: nextStateOf(state), tstp: lease.ends, atsfp: undefined };
}

/** A lease given back by its client. `on release` is the caller's to run first. */
export function releaseLease4(lease: Lease4, now: EpochSeconds): Lease4 {
  return { ...lease, ...UNBOUND, state: 'free', ends: now, tstp: now, atsfp: undefined, variables: new Map() };
}

/** An address found in use by a stranger: it belongs to nobody until `until`. */
export function abandonLease4(lease: Lease4, until: EpochSeconds): Lease4 {
  return {
    ...lease,
    ...UNBOUND,
    state: 'abandoned',
    ends: until,
    tstp: lease.state === 'active' ? until : lease.tstp,
    hardware: undefined,
    uid: undefined,
    variables: new Map(),
  };
}
