import { latin1 } from '../../kernel/bytes.ts';
import type { Ipv4 } from '../../kernel/scalars.ts';
import type { Lease4 } from '../../leases/lease4.ts';
import type { ClassMembership } from './classify.ts';

/** To which class or subclass a lease counts (`lease limit`, dhcpd.conf(5)). */
export type LeaseBilling = NonNullable<Lease4['billing']>;

/** Who uses up the lease limits: the addresses counted to each class. */
export class Billing {
  readonly #billed = new Map<string, Set<Ipv4>>();

  /** Counts the lease unless the limit is reached. */
  bill(ip: Ipv4, billing: LeaseBilling, limit: number): boolean {
    const key = keyOf(billing);
    const addresses = this.#billed.get(key);
    if (addresses && addresses.size >= limit && !addresses.has(ip)) return false;
    if (addresses) addresses.add(ip);
    else this.#billed.set(key, new Set([ip]));
    return true;
  }

  /** A lease read from the lease file counts even above the limit. */
  restore(lease: Lease4): void {
    if (lease.billing) this.bill(lease.ip, lease.billing, Number.POSITIVE_INFINITY);
  }

  unbill(ip: Ipv4, billing: LeaseBilling): void {
    const key = keyOf(billing);
    const addresses = this.#billed.get(key);
    addresses?.delete(ip);
    if (addresses?.size === 0) this.#billed.delete(key);
  }
}

/** What a lease of this member counts to. */
export const billingOf = (membership: ClassMembership): LeaseBilling => ({
  className: membership.declaration.name,
  subclass: membership.subclass?.value,
});

/** The limit in force; 0 and absent mean none. */
export const limitOf = (membership: ClassMembership): number =>
  (membership.subclass ? membership.subclass.leaseLimit : membership.declaration.leaseLimit) ?? 0;

export const sameBilling = (a: LeaseBilling, b: LeaseBilling): boolean => keyOf(a) === keyOf(b);

const keyOf = (billing: LeaseBilling): string =>
  billing.subclass ? `${billing.className}\0${latin1(billing.subclass)}` : billing.className;
