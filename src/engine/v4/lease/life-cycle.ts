import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Effect } from '../../../effects/effects.ts';
import type { CompiledStatements } from '../../../expr/context.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import type { EpochSeconds } from '../../../kernel/scalars.ts';
import { epochSeconds, NEVER } from '../../../kernel/scalars.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { abandonLease4, expireLease4, releaseLease4 } from '../../../leases/transitions.ts';
import type { EngineState } from '../engine-state.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { LeaseVariables } from '../variables.ts';
import { atHand, leaseOf } from './candidate.ts';

/** Where a lease change is noted: in the store, and for the lease file. */
export interface Notebook {
  readonly state: EngineState;
  readonly now: EpochSeconds;
  readonly effects: Effect[];
  readonly exchange: Exchange | undefined;
}

export const notebookOf = (exchange: Exchange): Notebook => ({
  state: exchange.state,
  now: exchange.now,
  effects: exchange.effects,
  exchange,
});

/** Puts a record into the store and on disk. */
export function commit(notebook: Notebook, lease: Lease4): void {
  notebook.state.store.apply(lease);
  notebook.effects.push({ kind: 'persist', change: { kind: 'lease4', lease } });
}

/** The client gave the lease back, or may not have it any longer (DHCPRELEASE, one-lease-per-client, permits). */
export function releaseLease(notebook: Notebook, lease: Lease4): void {
  const variables = runEvent(notebook, lease, lease.onRelease);
  if (lease.state === 'active' || lease.state === 'abandoned') {
    unbill(notebook, lease);
    commit(notebook, releaseLease4(lease, notebook.now));
  } else if (lease.onRelease || lease.onExpiry) {
    notebook.state.store.apply({ ...lease, variables, onRelease: undefined, onExpiry: undefined });
  }
}

/** The lease ran out: `on expiry` runs, and what belonged to the client goes, but for its identity. */
export function expireLease(notebook: Notebook, lease: Lease4): void {
  if (lease.state !== 'active') {
    commit(notebook, expireLease4(lease));
    return;
  }
  const variables = runEvent(notebook, lease, lease.onExpiry);
  unbill(notebook, lease);
  commit(notebook, expireLease4({ ...lease, variables }));
}

/** The address turned out to be in use by somebody else; nobody gets it for `abandon-lease-time`. */
export function abandonLease(notebook: Notebook, lease: Lease4, why: string): void {
  notebook.effects.push({ kind: 'log', message: dhcp4Log.abandoning(formatIpv4(lease.ip), why) });
  const until = epochSeconds(Math.min(notebook.now + notebook.state.config.settings.abandonLeaseTime, NEVER));
  const abandoned = abandonLease4(lease, until);
  if (lease.state !== 'active') {
    commit(notebook, abandoned);
    return;
  }
  // Leaving `active` is an end like any other: `on expiry` runs, over a lease that has lost its variables.
  const variables = runEvent(notebook, { ...lease, ends: until, variables: abandoned.variables }, lease.onExpiry);
  unbill(notebook, lease);
  commit(notebook, { ...abandoned, variables });
}

function unbill(notebook: Notebook, lease: Lease4): void {
  if (lease.billing) notebook.state.billing.unbill(lease.ip, lease.billing);
}

/** Runs the body of an event; the lease's variables afterwards. */
function runEvent(notebook: Notebook, lease: Lease4, body: CompiledStatements | undefined): Lease4['variables'] {
  const candidate = body && leaseOf(notebook.state, lease.ip);
  if (!candidate) return lease.variables;
  const variables = new LeaseVariables(lease.variables);
  const evaluation = new Evaluation(notebook.state, notebook.now, notebook.effects, notebook.exchange);
  body.run(evaluation.about(atHand({ ...candidate, lease }, variables)));
  return variables.values;
}
