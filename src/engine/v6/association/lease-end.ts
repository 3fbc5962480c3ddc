import type { Value } from '../../../expr/context.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { newVariables } from '../../../expr/variables.ts';
import type { Lease6 } from '../../../leases/lease6.ts';
import { bareContext } from '../context.ts';
import type { Step6 } from '../state.ts';

const NO_VARIABLES: ReadonlyMap<string, Value> = new Map();

/**
 * A lease after its end: the statements for that event have run, and variables and events are gone, those of the event
 * included, as in the reference. A lease that is not active stays as it is.
 */
export function endLease(step: Step6, lease: Lease6, state: 'expired' | 'released'): Lease6 {
  if (lease.state !== 'active') return lease;
  const body = state === 'expired' ? lease.onExpiry : lease.onRelease;
  body?.run(bareContext(step, { reply: newOptionState(), leaseVariables: newVariables(lease.variables) }));
  return { ...lease, state, variables: NO_VARIABLES, onExpiry: undefined, onRelease: undefined };
}
