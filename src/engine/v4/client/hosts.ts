import type { HostDeclaration, SharedNetwork, Subnet4 } from '../../../config/config.ts';
import { ipv4FromBytes } from '../../../kernel/address.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { type StaticCandidate, unusedLease } from '../lease/candidate.ts';
import { Dhcp } from '../option-codes.ts';

type Hosts = readonly HostDeclaration[];
const NONE: Hosts = [];

/** Host declarations for the client's identifier (option 61). */
export function hostsByClientId(exchange: Exchange): Hosts {
  const clientId = exchange.request.dhcp(Dhcp.clientIdentifier);
  return clientId ? exchange.state.config.hosts.byClientId(clientId) : NONE;
}

export const hostsByHardware = (exchange: Exchange): Hosts =>
  exchange.state.config.hosts.byHardware(exchange.request.hardware);

/** Host declarations by `host-identifier option`: the first such option of the message that names a host. */
export function hostsByIdentifier(exchange: Exchange): Hosts {
  const { hosts } = exchange.state.config;
  for (const { option, relayHop } of hosts.identifierOptions()) {
    const value = exchange.request.option(option);
    const found = value ? hosts.byIdentifier(option, relayHop, value) : NONE;
    if (found.length > 0) return found;
  }
  return NONE;
}

/** The host declaration whose options a dynamic client gets: the first one without fixed address. */
export function hostWithoutAddress(exchange: Exchange): HostDeclaration | undefined {
  return (
    firstWithoutAddress(hostsByClientId(exchange)) ??
    firstWithoutAddress(hostsByHardware(exchange)) ??
    firstWithoutAddress(hostsByIdentifier(exchange))
  );
}

export const firstWithoutAddress = (hosts: Hosts): HostDeclaration | undefined =>
  hosts.find((host) => host.fixedAddress === undefined);

/** The fixed addresses of a host, names looked up now. */
export function fixedAddressesOf(exchange: Exchange, host: HostDeclaration): readonly Ipv4[] {
  const octets = host.fixedAddress?.(new Evaluation(exchange.state, exchange.now, exchange.effects));
  const addresses: Ipv4[] = [];
  for (let at = 0; octets && at + 4 <= octets.length; at += 4) addresses.push(ipv4FromBytes(octets, at));
  return addresses;
}

/** The first fixed address of these hosts that fits the network, as a lease that is never kept. */
export function fixedLease(exchange: Exchange, network: SharedNetwork, hosts: Hosts): StaticCandidate | undefined {
  for (const host of hosts) {
    for (const ip of fixedAddressesOf(exchange, host)) {
      const subnet = exchange.state.config.subnet4(ip);
      if (subnet?.sharedNetwork === network) return staticCandidate(host, ip, subnet);
    }
  }
  return undefined;
}

function staticCandidate(host: HostDeclaration, ip: Ipv4, subnet: Subnet4): StaticCandidate {
  const lease = { ...unusedLease(ip), hardware: host.hardware, uid: host.clientId };
  return { kind: 'static', lease, subnet, pool: undefined, host };
}
