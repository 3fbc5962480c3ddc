import type { Config, SharedNetwork } from '../../../config/config.ts';
import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { IPV6_ANY, ipv6FromBytes, isLinkLocal6 } from '../../../kernel/address.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import { Option6 } from '../../../wire/v6/packet.ts';
import type { EngineEnvironment } from '../../environment.ts';
import { iaRow } from '../association/ia-kind.ts';
import { readOptions } from '../association/suboptions.ts';
import { bareContext } from '../context.ts';
import { runScopes } from '../scopes.ts';
import { log, type Query6 } from '../state.ts';

/** The shared network that an interface is attached to. */
export type NetworkOfInterface = (name: string) => SharedNetwork | undefined;

/** By `interface "IF";` in the config, else by the first of the interface's addresses that lies in a subnet6. */
export function networkByInterface(config: Config, environment: EngineEnvironment): NetworkOfInterface {
  const networks = new Map<string, SharedNetwork>();
  for (const served of environment.interfaces.values()) {
    const subnet = served.addresses6.map(({ address }) => config.subnet6(address)).find((found) => found);
    if (subnet) networks.set(served.name, subnet.sharedNetwork);
  }
  return (name) => config.networkOfInterface(name) ?? networks.get(name);
}

/**
 * The client's shared network: by the link address of the relay nearest to it that has a global one (RFC 8415 §13.1), else by
 * the receiving interface. Undefined: nothing is known, and the message gets no answer.
 */
export function locateNetwork(query: Query6): SharedNetwork | undefined {
  const { step, relays, arrival } = query;
  const relay = relays.find(({ linkAddress }) => linkAddress !== IPV6_ANY && !isLinkLocal6(linkAddress));
  if (relay) {
    const subnet = step.server.config.subnet6(relay.linkAddress);
    if (!subnet) log(step, log6.noSubnetForLink(relay.linkAddress));
    return subnet?.sharedNetwork;
  }
  if (relays.length > 0) log(step, log6.layer2Relay());
  return step.server.networkOfInterface(arrival.interfaceName);
}

/** The first address or prefix in the identity associations of one kind. */
function firstRequested(query: Query6, kind: 'na' | 'ta' | 'pd'): Ipv6 | undefined {
  const row = iaRow(kind);
  for (const option of query.message.options) {
    if (option.code !== row.option) continue;
    const read = readOptions(query.step, option.data, row.headerLength);
    if (!read) {
      log(query.step, log6.requestedUnreadable());
      return undefined;
    }
    const data = read.find(({ code }) => code === row.suboption)?.data;
    if (!data) continue;
    if (data.length === row.suboptionLength) return ipv6FromBytes(data, row.suboption === Option6.iaPrefix ? 9 : 0);
    log(query.step, log6.requestedBadLength(data.length, row.suboptionLength));
    return undefined;
  }
  return undefined;
}

function networkOfRequested(query: Query6): SharedNetwork | undefined {
  const { step } = query;
  const address = firstRequested(query, 'na') ?? firstRequested(query, 'pd') ?? firstRequested(query, 'ta');
  if (address === undefined) {
    log(step, log6.requestedNothing());
    return undefined;
  }
  const network = step.server.config.subnet6(address)?.sharedNetwork;
  log(step, network ? log6.requestedNetwork(network.name, address) : log6.requestedNoSubnet(address));
  return network;
}

/**
 * True when the Server Unicast option (RFC 8415 §21.12) is configured where the client is, whatever its value: the client may
 * then send to the server's own address.
 */
export function permitsUnicast(query: Query6): boolean {
  const { step } = query;
  const network = networkOfRequested(query) ?? locateNetwork(query);
  if (!network) {
    log(step, log6.unicastNoNetwork());
    return false;
  }
  const reply = newOptionState();
  runScopes(network.scope, undefined, bareContext(step, { reply }));
  const found = reply.get('dhcp6', Option6.unicast) !== undefined;
  log(step, log6.unicastOption(found));
  return found;
}
