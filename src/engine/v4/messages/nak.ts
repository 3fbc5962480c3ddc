import type { Scope, SharedNetwork } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import { octets } from '../../../kernel/bytes.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { BROADCAST_FLAG, MessageType4 } from '../../../wire/v4/packet.ts';
import { echoAgentOptions } from '../client/agent-options.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Dhcp } from '../option-codes.ts';
import { assembleReply } from '../reply/assemble.ts';
import { toAll, toRelay } from '../reply/destination.ts';
import { echoClientId } from '../reply/lease-options.ts';
import { withSource } from '../reply/lease-reply.ts';
import { setServerIdentifier } from '../reply/server-identifier.ts';
import { setOption } from '../reply/set-option.ts';
import { runClassScopes, runScope } from '../scopes.ts';

/**
 * Tells a client that it may not use an address (RFC 2131 §4.3.2). The NAK is broadcast, by the relay too: the client has no
 * address it could be reached at. Configured options play no part in it but for the server identifier and `echo-client-id`.
 */
export function sendNak(exchange: Exchange, ip: Ipv4, scope: Scope | undefined): void {
  const { config, nakReason } = exchange.state;
  const evaluation = Evaluation.of(exchange);
  const reply = newOptionState();
  setOption(config.options, reply, Dhcp.messageType, Uint8Array.of(MessageType4.nak));
  setOption(config.options, reply, Dhcp.message, octets(nakReason));
  runNakScopes(exchange, evaluation, scope);
  const source = setServerIdentifier(exchange, evaluation, reply);
  echoAgentOptions(exchange, reply);
  runClassScopes(exchange.state.chains, exchange.classes, undefined, evaluation);
  echoClientId(exchange, evaluation, reply);
  evaluation.reply = reply;
  const flags = exchange.packet.flags | BROADCAST_FLAG;
  const { giaddr } = exchange.packet;
  exchange.effects.push({
    kind: 'send4',
    bytes: assembleReply(exchange, evaluation, { flags }, { requestList: undefined }),
    to: withSource(giaddr ? toRelay(exchange, giaddr) : toAll(exchange), source),
    log: dhcp4Log.nak(exchange.prefix, formatIpv4(ip), exchange.mac, exchange.via),
  });
}

/** Of the network the client is on, the first subnet and the first pool speak for all of it; else the scope of the address. */
function runNakScopes(exchange: Exchange, evaluation: Evaluation, scope: Scope | undefined): void {
  const { config, chains } = exchange.state;
  if (!exchange.network) {
    runScope(chains, scope ?? config.root, undefined, evaluation);
    return;
  }
  const first = firstScope(exchange.network);
  runScope(chains, first, undefined, evaluation);
  const pool = exchange.network.pools4[0];
  if (pool) runScope(chains, pool.scope, pool.scope.parent, evaluation);
}

const firstScope = (network: SharedNetwork): Scope => network.subnets4[0]?.scope ?? network.scope;
