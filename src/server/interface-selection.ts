import type { Config, SharedNetwork } from '../config/config.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import { formatIpv4, formatIpv6 } from '../kernel/address.ts';
import type { NetworkInterface } from '../net/net-io.ts';
import type { DhcpdArguments } from './arguments.ts';

/** Which interfaces a server listens on, decided as the reference does it at start (dhcpd(8), "COMMAND LINE"). */

export interface ServedNetwork {
  readonly network: NetworkInterface;
  /** Absent only for the DHCPv4 half of a DHCPv4-over-DHCPv6 pair, which serves links without a matching subnet6. */
  readonly sharedNetwork: SharedNetwork | undefined;
}

export interface InterfaceSelection {
  readonly served: readonly ServedNetwork[];
  /** What to log, in order. */
  readonly messages: readonly Message[];
  /** Why the server cannot start. */
  readonly fatal: Message | undefined;
}

/** What was found about one interface while scanning. */
interface Candidate {
  readonly name: string;
  network: NetworkInterface | undefined;
  sharedNetwork: SharedNetwork | undefined;
}

/**
 * @param found all interfaces of the machine, in the kernel's order
 * @param requested names from the command line; none: every broadcast (IPv6: multicast) interface that is up
 */
export function selectInterfaces(
  config: Config,
  found: readonly NetworkInterface[],
  requested: readonly string[],
): InterfaceSelection {
  const messages: Message[] = [];
  const candidates = collectCandidates(config, found, [...requested, ...boundInterfaces(config)]);
  const owners: Owners = { subnets: new Map(), networks: new Map() };
  for (const { name } of found) {
    const candidate = candidates.find((one) => one.name === name);
    const fatal = candidate && matchNetwork(config, candidate, owners, messages);
    if (fatal) return { served: [], messages, fatal };
  }
  const served: ServedNetwork[] = [];
  for (const { name, network, sharedNetwork } of candidates) {
    if (network && sharedNetwork) served.push({ network, sharedNetwork });
    else messages.push(serverLog.noSubnet(config.family, name, firstAddress(config.family, network)));
  }
  return { served, messages, fatal: served.length === 0 ? serverLog.noInterfaces() : undefined };
}

/**
 * The interfaces of the DHCPv4 half of a pair (RFC 7341): it opens no DHCP socket, so every multicast interface that is up is
 * known by name, and IPv6 addresses tell the shared network.
 */
export function selectInterfaces4o6(config: Config, found: readonly NetworkInterface[]): readonly ServedNetwork[] {
  return found
    .filter((network) => network.isUp && isUsable(network, 6))
    .map((network) => ({
      network,
      sharedNetwork: network.addresses6
        .map(({ address }) => config.subnet6(address)?.sharedNetwork)
        .find((sharedNetwork) => sharedNetwork !== undefined),
    }));
}

/** The DHCPv4 half of a pair has no interfaces of its own to choose (RFC 7341). */
export function chooseInterfaces(
  given: Pick<DhcpdArguments, 'family' | 'dhcp4o6Port' | 'interfaces'>,
  config: Config,
  found: readonly NetworkInterface[],
): InterfaceSelection {
  if (given.dhcp4o6Port !== undefined && given.family === 4)
    return { served: selectInterfaces4o6(config, found), messages: [], fatal: undefined };
  return selectInterfaces(config, found, given.interfaces);
}

/** Names in `interface "IF";` statements count as requested. */
function boundInterfaces(config: Config): readonly string[] {
  return config.sharedNetworks.flatMap(({ interfaceName }) => (interfaceName === undefined ? [] : [interfaceName]));
}

function isUsable(network: NetworkInterface, family: 4 | 6): boolean {
  const reachesMany = family === 4 ? network.isBroadcast : network.isMulticast;
  return reachesMany && !network.isLoopback && !network.isPointToPoint;
}

/** Newest first: the reference puts each interface it meets in front of its list, and listens in list order. */
function collectCandidates(
  config: Config,
  found: readonly NetworkInterface[],
  names: readonly string[],
): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const name of names)
    candidates.set(name, { name, network: undefined, sharedNetwork: config.networkOfInterface(name) });
  for (const network of found) {
    if (!network.isUp) continue;
    const known = candidates.get(network.name);
    if (known) known.network = network;
    else if (names.length === 0 && isUsable(network, config.family))
      candidates.set(network.name, { name: network.name, network, sharedNetwork: undefined });
  }
  return [...candidates.values()].reverse();
}

interface Owners {
  readonly subnets: Map<object, string>;
  readonly networks: Map<SharedNetwork, string>;
}

/** Connects an interface with the network of its addresses; two networks on one interface end the start. */
function matchNetwork(config: Config, candidate: Candidate, owners: Owners, messages: Message[]): Message | undefined {
  const { network, name } = candidate;
  if (!network) return undefined;
  const subnets =
    config.family === 4
      ? network.addresses4.map(({ address }) => config.subnet4(address))
      : network.addresses6.map(({ address }) => config.subnet6(address));
  for (const subnet of subnets) {
    if (!subnet) continue;
    const first = owners.subnets.get(subnet) ?? name;
    owners.subnets.set(subnet, first);
    if (first !== name) messages.push(serverLog.sameSubnet(first, name));
    if (candidate.sharedNetwork && candidate.sharedNetwork !== subnet.sharedNetwork)
      return serverLog.multipleNetworks(name);
    candidate.sharedNetwork = subnet.sharedNetwork;
    const owner = owners.networks.get(subnet.sharedNetwork) ?? name;
    owners.networks.set(subnet.sharedNetwork, owner);
    if (owner !== name) messages.push(serverLog.sameNetwork(owner, name));
  }
  return undefined;
}

function firstAddress(family: 4 | 6, network: NetworkInterface | undefined): string {
  if (family === 4) {
    const [first] = network?.addresses4 ?? [];
    return first ? formatIpv4(first.address) : 'no IPv4 addresses';
  }
  const [first] = network?.addresses6 ?? [];
  return first ? formatIpv6(first.address) : 'no IPv6 addresses';
}
