import type { Pool4 } from '../config/config.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { EpochSeconds, Ipv4, Ipv6 } from '../kernel/scalars.ts';
import type { Lease4 } from './lease4.ts';
import type { Ia6, IaKind, Lease6 } from './lease6.ts';

/**
 * All IPv4 leases in memory. Memory is proportional to the addresses that were ever touched, never to the size of a range;
 * every operation is O(1) or O(log n). An offer is applied like any other record, it is only not persisted.
 */
export interface LeaseStore4 {
  /** Undefined: the address was never used. */
  get(ip: Ipv4): Lease4 | undefined;
  /**
   * In the order in which the reference prefers them for resuming; leases whose client kept its identity after expiry
   * included. A lease is ranked by what it was before the change that linked it to the client: of two addresses
   * taken one after the other, the first one stays in front.
   */
  byUid(uid: Uint8Array): readonly Lease4[];
  byHardware(hardware: Hardware): readonly Lease4[];
  /** Puts the record in place of the one for the same address. */
  apply(lease: Lease4): void;
  /** Takes over the leases of a lease file, one record an address, into an empty store; those outside the pools are left out. */
  restore(leases: Iterable<Lease4>, pools: Iterable<Pool4>): void;
  /**
   * The address of a pool to hand out next, as the reference orders them: never used, ascending (after a restart: in runs, see
   * restore4.ts); then the free one that ended longest ago, which may be an offered one that ends in the future; undefined
   * when all are taken.
   */
  nextFree(pool: Pool4): Ipv4 | undefined;
  /** The abandoned address of a pool that ended longest ago. */
  oldestAbandoned(pool: Pool4): Lease4 | undefined;
  /** Addresses of a pool: all, and those neither free nor abandoned. */
  usage(pool: Pool4): {
    readonly total: number;
    readonly active: number;
    readonly free: number;
    readonly abandoned: number;
  };
  /** Decides among leases of one state that end at the same time: the smaller is first. */
  rank(ip: Ipv4): number;
  /** When the next lease with a pending change of state (`nextState` differs from `state`) ends. */
  nextExpiry(): EpochSeconds | undefined;
  /** Leases with a pending change of state that ended at or before `now`, earliest first. */
  expired(now: EpochSeconds): readonly Lease4[];
  all(): Iterable<Lease4>;
  readonly size: number;
}

/** All identity associations in memory; the same promises as LeaseStore4. */
export interface LeaseStore6 {
  ia(kind: IaKind, duid: Uint8Array, iaid: number): Ia6 | undefined;
  /** All associations of a client. */
  ofClient(kind: IaKind, duid: Uint8Array): readonly Ia6[];
  /** Who has an address or prefix, in whatever state. */
  holder(address: Ipv6, prefixLength: number): { readonly ia: Ia6; readonly lease: Lease6 } | undefined;
  /** Puts the record in place of the one with the same kind, IAID and DUID; one without leases is removed. */
  apply(ia: Ia6): void;
  nextExpiry(): EpochSeconds | undefined;
  /** Associations with an active lease that ended at or before `now`, earliest first. */
  expired(now: EpochSeconds): readonly Ia6[];
  all(kind: IaKind): Iterable<Ia6>;
  readonly size: number;
}
