import type { CompiledStatements, Value } from '../expr/context.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { EpochSeconds, Ipv4 } from '../kernel/scalars.ts';

/** dhcpd.leases(5), "binding state". */
export type BindingState = 'free' | 'active' | 'expired' | 'released' | 'abandoned' | 'reset' | 'backup';

/**
 * One IPv4 lease as the lease file keeps it. Immutable: a change makes a new record, so that a record handed to the
 * journal cannot change under it.
 */
export interface Lease4 {
  readonly ip: Ipv4;
  readonly starts: EpochSeconds;
  readonly ends: EpochSeconds;
  readonly tstp: EpochSeconds | undefined;
  readonly tsfp: EpochSeconds | undefined;
  readonly atsfp: EpochSeconds | undefined;
  /** Client last transaction time. */
  readonly cltt: EpochSeconds | undefined;
  readonly state: BindingState;
  readonly nextState: BindingState;
  readonly rewindState: BindingState | undefined;
  readonly reserved: boolean;
  readonly bootp: boolean;
  readonly hardware: Hardware | undefined;
  readonly uid: Uint8Array | undefined;
  readonly clientHostname: string | undefined;
  readonly variables: ReadonlyMap<string, Value>;
  readonly billing: { readonly className: string; readonly subclass: Uint8Array | undefined } | undefined;
  /** Option 82 of the last relayed request, as carried. */
  readonly agentOptions: Uint8Array | undefined;
  readonly onExpiry: CompiledStatements | undefined;
  readonly onRelease: CompiledStatements | undefined;
}
