import type { CompiledStatements, Value } from '../expr/context.ts';
import type { EpochSeconds, Ipv6, Seconds } from '../kernel/scalars.ts';

export type IaKind = 'na' | 'ta' | 'pd';
export type BindingState6 = 'free' | 'active' | 'expired' | 'released' | 'abandoned';

/** One identity association of one client: RFC 8415 §12. */
export interface Ia6 {
  readonly kind: IaKind;
  /** 32 bits, as on the wire (network order). */
  readonly iaid: number;
  readonly duid: Uint8Array;
  readonly cltt: EpochSeconds;
  /** In the order in which they were added. */
  readonly leases: readonly Lease6[];
}

/** One address (prefix length 128) or delegated prefix of an IA. */
export interface Lease6 {
  readonly address: Ipv6;
  readonly prefixLength: number;
  readonly state: BindingState6;
  readonly preferred: Seconds;
  readonly valid: Seconds;
  /** NEVER for an infinite one. */
  readonly ends: EpochSeconds;
  readonly variables: ReadonlyMap<string, Value>;
  readonly onExpiry: CompiledStatements | undefined;
  readonly onRelease: CompiledStatements | undefined;
}
