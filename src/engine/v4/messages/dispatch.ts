import { dhcp4Log, dhcp4Texts } from '../../../diagnostics/catalogue/dhcp4.ts';
import { equalBytes } from '../../../kernel/bytes.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { MessageType4 } from '../../../wire/v4/packet.ts';
import { classifyClient } from '../classify.ts';
import { readAgentOptions } from '../client/agent-options.ts';
import type { Exchange } from '../exchange.ts';
import { leaseOf } from '../lease/candidate.ts';
import { locateNetwork } from '../locate.ts';
import { Dhcp } from '../option-codes.ts';
import { handleBootp } from './bootp.ts';
import { handleDecline } from './decline.ts';
import { handleDiscover } from './discover.ts';
import { handleInform } from './inform.ts';
import { handleLeasequery } from './leasequery.ts';
import { handleRelease } from './release.ts';
import { handleRequest } from './request.ts';

type Handler = (exchange: Exchange) => void;

/** What is done with each message type (RFC 2132 §9.6); messages from servers are no business of ours. */
const HANDLERS: ReadonlyMap<number, Handler> = new Map<number, Handler>([
  [MessageType4.discover, handleDiscover],
  [MessageType4.request, handleRequest],
  [MessageType4.decline, handleDecline],
  [MessageType4.release, handleRelease],
  [MessageType4.inform, handleInform],
  [MessageType4.leaseQuery, handleLeasequery],
  ...[MessageType4.offer, MessageType4.ack, MessageType4.nak].map((type) => [type, ignore] as const),
  ...[MessageType4.leaseUnassigned, MessageType4.leaseUnknown, MessageType4.leaseActive].map(
    (type) => [type, ignore] as const,
  ),
]);

function ignore(): void {}

/** Types that are handled even when nobody knows the network they come from. */
const WITHOUT_NETWORK: ReadonlySet<number> = new Set([
  MessageType4.request,
  MessageType4.inform,
  MessageType4.leaseQuery,
]);

const TYPE_NAMES: Readonly<Record<number, string>> = {
  1: 'DHCPDISCOVER',
  2: 'DHCPOFFER',
  3: 'DHCPREQUEST',
  4: 'DHCPDECLINE',
  5: 'DHCPACK',
  6: 'DHCPNAK',
  7: 'DHCPRELEASE',
  8: 'DHCPINFORM',
  10: 'DHCPLEASEQUERY',
  11: 'DHCPLEASEUNASSIGNED',
  12: 'DHCPLEASEUNKNOWN',
  13: 'DHCPLEASEACTIVE',
};

/** One message: identity checked, network located, client classified, then handled by its type. */
export function handleMessage(exchange: Exchange): void {
  if (!hasIdentity(exchange)) return;
  const agentOptions = exchange.packet.options.get(Dhcp.relayAgentInformation);
  if (agentOptions) exchange.request.agentOptions = readAgentOptions(agentOptions, (message) => exchange.log(message));
  if (exchange.type === 0) handleBootp(exchange);
  else handleDhcp(exchange);
}

function handleDhcp(exchange: Exchange): void {
  exchange.network = locateNetwork(exchange);
  if (!exchange.network && !WITHOUT_NETWORK.has(exchange.type)) {
    drop(exchange, dhcp4Texts.unknownSegment);
    return;
  }
  recallAgentOptions(exchange);
  classifyClient(exchange);
  const handler = HANDLERS.get(exchange.type);
  if (handler) handler(exchange);
  else drop(exchange, dhcp4Texts.unknownType);
}

function drop(exchange: Exchange, why: string): void {
  const name = TYPE_NAMES[exchange.type] ?? `type ${exchange.type}`;
  exchange.log(dhcp4Log.bad(exchange.sender(undefined), name, why));
}

/** A client has to tell itself apart; an empty identifier does not (RFC 2132 §9.14). */
function hasIdentity(exchange: Exchange): boolean {
  const clientId = exchange.packet.options.get(Dhcp.clientIdentifier);
  if (clientId?.length === 0) {
    exchange.log(dhcp4Log.emptyClientId());
    return false;
  }
  if (clientId?.length === 1) exchange.log(dhcp4Log.shortClientId());
  if (!clientId && exchange.packet.hlen === 0) exchange.log(dhcp4Log.noIdentity());
  return true;
}

/**
 * A renewal goes straight to the server, past the relay that told where the client is. The option 82 that came with the lease stands
 * in for it, as long as the lease runs and is the client's own (`stash-agent-options`).
 */
function recallAgentOptions(exchange: Exchange): void {
  const { ciaddr, giaddr } = exchange.packet;
  if (exchange.type !== MessageType4.request || !ciaddr || giaddr || exchange.request.agentOptions) return;
  const lease = leaseOf(exchange.state, ciaddr)?.lease;
  if (!lease?.agentOptions || lease.ends < exchange.now || !isOwn(exchange, lease)) return;
  exchange.request.agentOptions = readAgentOptions(lease.agentOptions, (message) => exchange.log(message));
  exchange.agentOptionsStashed = true;
}

function isOwn(exchange: Exchange, lease: Lease4): boolean {
  if (lease.uid) {
    const clientId = exchange.request.dhcp(Dhcp.clientIdentifier);
    return clientId !== undefined && equalBytes(lease.uid, clientId);
  }
  const { hardware } = exchange.request;
  return lease.hardware?.type === hardware.type && equalBytes(lease.hardware.address, hardware.address);
}
