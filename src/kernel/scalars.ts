/** Branded scalars: the unit is in the type, so a duration is never taken for a date. */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** A duration in whole seconds. */
export type Seconds = Brand<number, 'Seconds'>;
/** A point in time, whole seconds since 1970-01-01T00:00:00Z. */
export type EpochSeconds = Brand<number, 'EpochSeconds'>;
/** A point in time, milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMillis = Brand<number, 'EpochMillis'>;
/** An IPv4 address as an unsigned 32-bit integer, most significant octet first. */
export type Ipv4 = Brand<number, 'Ipv4'>;
/** An IPv6 address as an unsigned 128-bit integer. */
export type Ipv6 = Brand<bigint, 'Ipv6'>;

export const seconds = (value: number): Seconds => value as Seconds;
export const epochSeconds = (value: number): EpochSeconds => value as EpochSeconds;
export const epochMillis = (value: number): EpochMillis => value as EpochMillis;

/** The date of a lease that never ends ("ends never;", dhcpd.leases(5)): the largest 32-bit signed time. */
export const NEVER: EpochSeconds = epochSeconds(0x7fffffff);
