import type { OptionRegistry } from '../../options/definition.ts';

/** Configuration parameters that the DHCPv6 server reads while answering (dhcpd.conf(5)). */
const NAMES = [
  'default-lease-time',
  'preferred-lifetime',
  'limit-addrs-per-ia',
  'limit-prefs-per-ia',
  'dhcp-cache-threshold',
  'dhcpv6-set-tee-times',
  'log-threshold-high',
  'log-threshold-low',
  'leasequery',
] as const;

export type ParameterName = (typeof NAMES)[number];

/** Their codes in the space `server`, looked up once. */
export type ParameterCodes = Readonly<Record<ParameterName, number>>;

/** A parameter that a registry does not know gets a code that no statement sets. */
const NOWHERE = -1;

export function parameterCodes(registry: OptionRegistry): ParameterCodes {
  const entries = NAMES.map((name) => [name, registry.byName('server', name)?.code ?? NOWHERE]);
  return Object.fromEntries(entries) as ParameterCodes;
}
