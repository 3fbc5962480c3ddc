import type { Config, SharedNetwork } from '../../config/config.ts';
import { ipv4FromBytes, isLinkLocal6 } from '../../kernel/address.ts';
import type { EngineEnvironment, ServedInterface } from '../environment.ts';
import type { Exchange } from './exchange.ts';
import { Agent, Dhcp } from './option-codes.ts';

/**
 * The shared network a message comes from. What the message says goes first, and when it says a network nobody knows there is
 * none: link selection (RFC 3527), subnet selection (RFC 3011), relay agent, and last the interface.
 */
export function locateNetwork(exchange: Exchange): SharedNetwork | undefined {
  const selection = subnetSelection(exchange);
  const { config } = exchange.state;
  if (selection) return selection.length === 4 ? config.subnet4(ipv4FromBytes(selection))?.sharedNetwork : undefined;
  const { giaddr } = exchange.packet;
  if (giaddr) return config.subnet4(giaddr)?.sharedNetwork;
  return exchange.arrival.dhcp4o6 ? locateByLink6(exchange) : exchange.arrivalNetwork;
}

/** Link selection of the relay or subnet selection of the client, as sent. */
export const subnetSelection = (exchange: Exchange): Uint8Array | undefined =>
  exchange.request.agentOptions?.get(Agent.linkSelection) ?? exchange.packet.options.get(Dhcp.subnetSelection);

/**
 * DHCPv4 over DHCPv6: the link address of the relay nearest to the client that is an address of a link, else the network of the
 * interface. The client's own IPv6 address does not count.
 */
function locateByLink6(exchange: Exchange): SharedNetwork | undefined {
  const links = exchange.arrival.dhcp4o6?.linkAddresses ?? [];
  const link = links.find((address) => address !== 0n && !isLinkLocal6(address));
  return link === undefined ? exchange.arrivalNetwork : exchange.state.config.subnet6(link)?.sharedNetwork;
}

/** The shared network of each interface: as configured by `interface "IF";`, else that of its first address in a subnet. */
export function networksOfInterfaces(config: Config, environment: EngineEnvironment): Map<string, SharedNetwork> {
  const networks = new Map<string, SharedNetwork>();
  for (const served of environment.interfaces.values()) {
    const network = config.networkOfInterface(served.name) ?? networkByAddress(config, served);
    if (network) networks.set(served.name, network);
  }
  return networks;
}

function networkByAddress(config: Config, served: ServedInterface): SharedNetwork | undefined {
  if (config.dhcp4o6) {
    for (const { address } of served.addresses6) {
      const subnet = config.subnet6(address);
      if (subnet) return subnet.sharedNetwork;
    }
    return undefined;
  }
  for (const address of served.addresses4) {
    const subnet = config.subnet4(address);
    if (subnet) return subnet.sharedNetwork;
  }
  return undefined;
}
