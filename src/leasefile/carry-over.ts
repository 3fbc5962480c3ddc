import type { Config } from '../config/config.ts';
import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import { formatIpv4, formatIpv6 } from '../kernel/address.ts';
import type { Lease4 } from '../leases/lease4.ts';
import type { Ia6, IaKind } from '../leases/lease6.ts';
import type { LeaseStore4, LeaseStore6 } from '../leases/store.ts';
import { Pool6Index } from './pool6-index.ts';

/** Leases that found no pool under a config. */
export interface Stranded<T> {
  readonly leases: readonly T[];
  readonly messages: readonly Message[];
}

/** Takes leases into an empty store for another config, as if they had been read from the lease file. */
export function carryOver4(leases: Iterable<Lease4>, config: Config, store: LeaseStore4): Stranded<Lease4> {
  const inside: Lease4[] = [];
  const outside: Lease4[] = [];
  for (const lease of leases) (config.pool4(lease.ip) ? inside : outside).push(lease);
  store.restore(
    inside,
    config.sharedNetworks.flatMap((network) => network.pools4),
  );
  return { leases: outside, messages: outside.map(({ ip }) => say.noSubnet(formatIpv4(ip))) };
}

/** The same for DHCPv6; an association may be divided. */
export function carryOver6(associations: Iterable<Ia6>, config: Config, store: LeaseStore6): Stranded<Ia6> {
  const pools = new Pool6Index(config);
  const outside: Ia6[] = [];
  const messages: Message[] = [];
  for (const ia of associations) {
    const isInside = ({ address, prefixLength }: Ia6['leases'][number]): boolean => {
      const pool = pools.find(ia.kind, address);
      return pool !== undefined && (ia.kind !== 'pd' || pool.unitLength === prefixLength);
    };
    const known = store.ia(ia.kind, ia.duid, ia.iaid)?.leases ?? [];
    store.apply({ ...ia, leases: [...known, ...ia.leases.filter(isInside)] });
    const stranded = ia.leases.filter((lease) => !isInside(lease));
    if (stranded.length === 0) continue;
    outside.push({ ...ia, leases: stranded });
    for (const { address, prefixLength } of stranded)
      messages.push(aboutStranded(ia.kind, formatIpv6(address), prefixLength));
  }
  return { leases: outside, messages };
}

function aboutStranded(kind: IaKind, address: string, prefixLength: number): Message {
  return kind === 'pd' ? say.noPoolForPrefix(address, prefixLength) : say.noPoolForAddress(kind, address);
}
