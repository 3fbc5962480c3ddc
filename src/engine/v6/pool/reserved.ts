import type { Config } from '../../../config/config.ts';
import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { EvalContext } from '../../../expr/context.ts';
import { ipv6FromBytes } from '../../../kernel/address.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import type { EngineEnvironment } from '../../environment.ts';

/** Addresses and prefixes that are never chosen from a pool: those of host declarations and of the server itself. */
export interface Reserved6 {
  has(address: Ipv6, prefixLength: number): boolean;
}

const ADDRESS = 128;
const prefixKey = (prefix: Ipv6, length: number) => `${prefix}/${length}`;

function hostAddresses(config: Config, context: EvalContext): Set<bigint> {
  const addresses = new Set<bigint>();
  for (const host of config.hosts.all()) {
    if (!host.fixedAddress6) continue;
    const data = host.fixedAddress6(context);
    if (!data) context.log(log6.hostAddressNotEvaluated());
    else if (data.length !== 16) context.log(log6.hostAddressBadLength());
    else addresses.add(ipv6FromBytes(data));
  }
  return addresses;
}

/** Gathered once at start: a pass over all hosts and interfaces. */
export function gatherReserved(config: Config, environment: EngineEnvironment, context: EvalContext): Reserved6 {
  const addresses = hostAddresses(config, context);
  for (const served of environment.interfaces.values()) {
    for (const { address } of served.addresses6) addresses.add(address);
  }
  const prefixes = new Set<string>();
  for (const host of config.hosts.all()) {
    for (const { prefix, length } of host.fixedPrefixes6) prefixes.add(prefixKey(prefix, length));
  }
  return {
    has: (address, prefixLength) =>
      prefixLength === ADDRESS ? addresses.has(address) : prefixes.has(prefixKey(address, prefixLength)),
  };
}
