import type { HostDeclaration, Subnet4 } from '../../../config/config.ts';
import { dhcp4Log, dhcp4Texts } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../../diagnostics/message.ts';
import type { Destination4 } from '../../../effects/effects.ts';
import { formatIpv4, ipv4, ipv4FromBytes } from '../../../kernel/address.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { BROADCAST_FLAG, MessageType4 } from '../../../wire/v4/packet.ts';
import { echoAgentOptions } from '../client/agent-options.ts';
import { firstWithoutAddress, fixedAddressesOf, hostsByClientId, hostsByHardware } from '../client/hosts.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { subnetSelection } from '../locate.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { parameter } from '../parameters.ts';
import { assembleReply, type ReplyHeader } from '../reply/assemble.ts';
import { toConfigured, toRelay } from '../reply/destination.ts';
import { setSubnetMask } from '../reply/lease-options.ts';
import { nextServer, requestListOf } from '../reply/lease-reply.ts';
import { setServerIdentifier } from '../reply/server-identifier.ts';
import { setOption } from '../reply/set-option.ts';
import { siteSpace } from '../reply/site.ts';
import { textField } from '../reply/text-field.ts';
import { runClassScopes, runScope } from '../scopes.ts';

/** Where the client is: its address, and the address that names its subnet, which may be the relay's or a selected one. */
interface Whereabouts {
  /** Undefined: the message came by DHCPv4 over DHCPv6 and does not say. */
  readonly client: Ipv4 | undefined;
  readonly place: Ipv4;
  /** How the log calls `place`. */
  readonly kind: string;
}

/**
 * DHCPINFORM (RFC 2131 §4.3.5): parameters for a client that has its address by other means. Only where this server is
 * authoritative; no lease is looked for or made.
 */
export function handleInform(exchange: Exchange): void {
  const where = whereabouts(exchange);
  const address = where.client === undefined ? '<null address>' : formatIpv4(where.client);
  const line = dhcp4Log.inform(exchange.prefix, address, exchange.via);
  if (!where.client) {
    exchange.log(dhcp4Log.ignored(line, dhcp4Texts.nullSource));
    return;
  }
  const selection = subnetSelection(exchange);
  if (selection && selection.length !== 4) {
    exchange.log(dhcp4Log.ignored(line, dhcp4Texts.invalidSubnetSelection));
    return;
  }
  const subnet = exchange.state.config.subnet4(where.place);
  if (!subnet) exchange.log(dhcp4Log.informUnknownSubnet(line, where.kind, formatIpv4(where.place)));
  else if (!subnet.scope.authoritative) refuse(exchange, line, subnet);
  else answer(exchange, where.client, subnet, line);
}

/** A client that leaves ciaddr empty is taken to have the address it sends from. */
function whereabouts(exchange: Exchange): Whereabouts {
  const { ciaddr, giaddr } = exchange.packet;
  const source = exchange.arrival.dhcp4o6 ? undefined : exchange.arrival.source;
  const client = ciaddr || source;
  const selection = subnetSelection(exchange);
  const viaRelay = !ciaddr && giaddr !== 0;
  if (selection?.length === 4) {
    return { client, place: ipv4FromBytes(selection), kind: viaRelay ? 'relay link select' : 'selected' };
  }
  if (viaRelay) return { client, place: giaddr, kind: 'relay' };
  return { client, place: client ?? ipv4(0), kind: ciaddr ? 'client' : 'source' };
}

/** The advice is repeated now and then only: a network of such clients would fill the log with it. */
const ADVICE_PERIOD = 101;

function refuse(exchange: Exchange, line: Message, subnet: Subnet4): void {
  exchange.log(dhcp4Log.informNotAuthoritative(line, formatIpv4(subnet.network)));
  const { state } = exchange;
  if (state.informsRefused++ % ADVICE_PERIOD !== 0) return;
  for (const part of [0, 1, 2, 3, 4] as const) exchange.log(dhcp4Log.authoritativeAdvice(part));
}

function answer(exchange: Exchange, client: Ipv4, subnet: Subnet4, line: Message): void {
  const evaluation = Evaluation.of(exchange);
  const selection = subnetSelection(exchange);
  const { options } = exchange.state.config;
  if (selection) setOption(options, evaluation.reply, Dhcp.subnetSelection, selection);
  echoAgentOptions(exchange, evaluation.reply);
  runInformScopes(exchange, client, subnet, evaluation);
  const file = textField(exchange, 'file', parameter(evaluation, Parameter.filename));
  const sname = textField(exchange, 'server', parameter(evaluation, Parameter.serverName));
  setOption(options, evaluation.reply, Dhcp.messageType, Uint8Array.of(MessageType4.ack));
  setServerIdentifier(exchange, evaluation, evaluation.reply);
  setSubnetMask(exchange, evaluation, subnet);
  const site = siteSpace(exchange, evaluation);
  if (site === 'unknown') return;
  const requestList = requestListOf(exchange, evaluation);
  exchange.log(line);
  // RFC 2131 §3.4: no times, there is no lease.
  for (const code of [Dhcp.leaseTime, Dhcp.renewalTime, Dhcp.rebindingTime]) evaluation.reply.delete('dhcp', code);
  const { ciaddr, flags } = exchange.packet;
  const header = { flags, ciaddr, ...nextServer(evaluation), file, sname };
  const layout = { requestList, endsTextsWithNul: exchange.request.endsTextsWithNul(), site };
  send(exchange, client, header, (final) => assembleReply(exchange, evaluation, final, layout));
}

function runInformScopes(exchange: Exchange, client: Ipv4, subnet: Subnet4, evaluation: Evaluation): void {
  const { chains, config } = exchange.state;
  runScope(chains, subnet.scope, undefined, evaluation);
  const pool = exchange.packet.ciaddr ? config.pool4(exchange.packet.ciaddr) : undefined;
  if (pool) runScope(chains, pool.scope, subnet.scope, evaluation);
  runClassScopes(chains, exchange.classes, subnet.scope, evaluation);
  const host = hostFor(exchange, client);
  if (host) runScope(chains, host.scope, subnet.scope, evaluation);
}

/** The host declaration with the client's address, else one without any address; by identifier before by hardware. */
function hostFor(exchange: Exchange, client: Ipv4): HostDeclaration | undefined {
  const lists = [hostsByClientId(exchange), hostsByHardware(exchange)];
  const isFixedAt = (host: HostDeclaration) => fixedAddressesOf(exchange, host).includes(client);
  for (const hosts of lists) {
    const fixed = hosts.find(isFixedAt);
    if (fixed) return fixed;
  }
  return firstWithoutAddress(lists.flat());
}

/** To the client where it says its address is; through the relay, as a broadcast, when it does not say. */
function send(
  exchange: Exchange,
  client: Ipv4,
  header: ReplyHeader,
  assemble: (final: ReplyHeader) => Uint8Array,
): void {
  const { ciaddr, giaddr } = exchange.packet;
  const byRelay = !ciaddr && giaddr !== 0;
  const to: Destination4 = byRelay ? toRelay(exchange, giaddr) : toConfigured(exchange, client);
  const final = byRelay && to.kind === 'routed' ? { ...header, flags: header.flags | BROADCAST_FLAG } : header;
  const { htype, hlen } = exchange.packet;
  const mac = htype && hlen ? exchange.mac : dhcp4Texts.noHardwareAddress;
  const via = exchange.arrival.dhcp4o6 ? exchange.via : byRelay ? formatIpv4(giaddr) : exchange.arrival.interfaceName;
  exchange.effects.push({
    kind: 'send4',
    bytes: assemble(final),
    to,
    log: dhcp4Log.informAck(exchange.prefix, formatIpv4(client), mac, via),
  });
}
