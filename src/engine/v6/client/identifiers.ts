import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { equalBytes } from '../../../kernel/bytes.ts';
import { Option6 } from '../../../wire/v6/packet.ts';
import { log, optionOf, type Query6 } from '../state.ts';

/** Identifiers of a message that passed its checks. */
export interface Identifiers {
  readonly client: Uint8Array;
  /** Absent where the message must not name a server. */
  readonly server: Uint8Array | undefined;
}

/** SOLICIT, CONFIRM and REBIND: a client identifier, no server identifier, not sent unicast (RFC 8415 §16.2, §16.5, §16.7). */
export function checkMessageToAll(query: Query6): Identifiers | undefined {
  const { message, arrival, step } = query;
  const client = optionOf(message, Option6.clientId);
  if (!client) {
    log(step, log6.noClientId(message.type, arrival.source));
    return undefined;
  }
  if (query.isUnicast) {
    log(step, log6.sentUnicast(message.type, arrival.source, client));
    return undefined;
  }
  const server = optionOf(message, Option6.serverId);
  if (server) {
    log(step, log6.serverIdFound(message.type, arrival.source, client, server));
    return undefined;
  }
  return { client, server: undefined };
}

/** REQUEST, RENEW, RELEASE and DECLINE: both identifiers, and the server's is ours (RFC 8415 §16.4, §16.6, §16.8, §16.9). */
export function checkMessageToUs(query: Query6): (Identifiers & { readonly server: Uint8Array }) | undefined {
  const { message, arrival, step } = query;
  const { duid } = step.server;
  const client = optionOf(message, Option6.clientId);
  if (!client) {
    log(step, log6.noClientId(message.type, arrival.source));
    return undefined;
  }
  const server = optionOf(message, Option6.serverId);
  if (!server) {
    log(step, log6.noServerId(message.type, arrival.source, client));
    return undefined;
  }
  if (!equalBytes(server, duid)) {
    log(step, log6.otherServer(message.type, arrival.source, client, server, duid));
    return undefined;
  }
  return { client, server };
}

const IA_NAMES = [
  [Option6.iaNa, 'IA_NA'],
  [Option6.iaTa, 'IA_TA'],
  [Option6.iaPd, 'IA_PD'],
] as const;

/** INFORMATION-REQUEST: no identity association, not unicast, and no other server's identifier (RFC 8415 §16.12). */
export function checkInformationRequest(query: Query6): Partial<Identifiers> | undefined {
  const { message, arrival, step } = query;
  const client = optionOf(message, Option6.clientId);
  if (query.isUnicast) {
    log(step, log6.sentUnicast(message.type, arrival.source, client));
    return undefined;
  }
  for (const [code, name] of IA_NAMES) {
    if (!optionOf(message, code)) continue;
    log(step, log6.iaPresent(message.type, arrival.source, name, client));
    return undefined;
  }
  const server = optionOf(message, Option6.serverId);
  if (server && !equalBytes(server, step.server.duid)) {
    log(step, log6.informationForOtherServer(message.type, arrival.source, client, server, step.server.duid));
    return undefined;
  }
  return { ...(client && { client }), server };
}
