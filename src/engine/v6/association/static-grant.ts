import type { Scope } from '../../../config/config.ts';
import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import { fixedAddressOf } from '../client/hosts.ts';
import { log } from '../state.ts';
import type { IaWork, Session6, Suboption6 } from './session.ts';

type Place = Pick<Suboption6, 'address' | 'prefixLength'>;

/** The fixed address for an IA_NA of this client: none, or a fault when it cannot be evaluated. */
export function fixedFor(session: Session6): { readonly address: Ipv6 | undefined } | 'fault' {
  const { host, query } = session;
  if (!host?.fixedAddress6) return { address: undefined };
  const address = fixedAddressOf(query, host);
  if (address !== undefined) return { address };
  log(query.step, log6.fixedNotEvaluated());
  return 'fault';
}

/** True when the host declaration gives exactly this address or prefix. */
export function isFixed(work: IaWork, place: Place): boolean {
  if (work.requested.row.kind === 'na') return place.address === work.fixed;
  const prefixes = work.session.host?.fixedPrefixes6 ?? [];
  return prefixes.some(({ prefix, length }) => prefix === place.address && length === place.prefixLength);
}

/** The scope whose statements go with a static address or prefix: the subnet6 that holds it, or else the host's address. */
export function staticScope(work: IaWork, place: Place): Scope {
  const { network, query, host } = work.session;
  const { config } = query.step.server;
  const scopeAt = (address: Ipv6 | undefined): Scope | undefined => {
    const subnet = address === undefined ? undefined : config.subnet6(address);
    return subnet?.sharedNetwork === network ? subnet.scope : undefined;
  };
  if (work.requested.row.kind === 'na') return scopeAt(work.fixed) ?? network.scope;
  return scopeAt(place.address) ?? scopeAt(host && fixedAddressOf(query, host)) ?? network.scope;
}

/** What the host declaration gives to a client that names nothing: of several prefixes the one of the wished length. */
export function staticChoice(work: IaWork): Place | undefined {
  if (work.requested.row.kind === 'na') {
    return work.fixed === undefined ? undefined : { address: work.fixed, prefixLength: 128 };
  }
  const prefixes = work.session.host?.fixedPrefixes6 ?? [];
  const chosen = prefixes.find(({ length }) => length === work.askedLength) ?? prefixes[0];
  return chosen && { address: chosen.prefix, prefixLength: chosen.length };
}
