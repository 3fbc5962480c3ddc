import type { Pool4, Scope, SharedNetwork } from '../../src/config/config.ts';
import { ipv4, ipv6, parseIpv4, parseIpv6 } from '../../src/kernel/address.ts';
import { epochSeconds, type Ipv4, type Ipv6, seconds } from '../../src/kernel/scalars.ts';
import type { Lease4 } from '../../src/leases/lease4.ts';
import type { Ia6, Lease6 } from '../../src/leases/lease6.ts';

export const ip = (text: string): Ipv4 => parseIpv4(text) ?? ipv4(0);
export const ip6 = (text: string): Ipv6 => parseIpv6(text) ?? ipv6(0n);

/** A free lease of a never seen client; tests name what matters to them. */
export function lease4(fields: Partial<Lease4> & { readonly ip: Ipv4 }): Lease4 {
  const state = fields.state ?? 'free';
  return {
    starts: epochSeconds(0),
    ends: epochSeconds(0),
    tstp: undefined,
    tsfp: undefined,
    atsfp: undefined,
    cltt: undefined,
    state,
    nextState: state === 'backup' ? 'backup' : 'free',
    rewindState: undefined,
    reserved: false,
    bootp: false,
    hardware: undefined,
    uid: undefined,
    clientHostname: undefined,
    variables: new Map(),
    billing: undefined,
    agentOptions: undefined,
    onExpiry: undefined,
    onRelease: undefined,
    ...fields,
  };
}

export function lease6(fields: Partial<Lease6> & { readonly address: Ipv6 }): Lease6 {
  return {
    prefixLength: 128,
    state: 'active',
    preferred: seconds(375),
    valid: seconds(600),
    ends: epochSeconds(1000),
    variables: new Map(),
    onExpiry: undefined,
    onRelease: undefined,
    ...fields,
  };
}

export function ia6(fields: Partial<Ia6> & { readonly duid: Uint8Array }): Ia6 {
  return { kind: 'na', iaid: 1, cltt: epochSeconds(1), leases: [], ...fields };
}

/** A pool that has nothing but ranges. */
export function pool4(...ranges: readonly (readonly [string, string])[]): Pool4 {
  return {
    ranges: ranges.map(([low, high]) => ({ low: ip(low), high: ip(high), dynamicBootp: false })),
    scope: {} as Scope,
    sharedNetwork: {} as SharedNetwork,
    permits: { allow: [], deny: [] },
    failoverPeer: undefined,
  };
}
