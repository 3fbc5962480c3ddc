import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { OptionState } from '../../../expr/context.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { EMPTY } from '../../../kernel/bytes.ts';
import { encodeMessage6 } from '../../../wire/v6/encode.ts';
import { MessageType6, Option6, type RawOption6 } from '../../../wire/v6/packet.ts';
import type { Identifiers } from '../client/identifiers.ts';
import { contextOf } from '../context.ts';
import { runScopes } from '../scopes.ts';
import { log, optionOf, type Query6 } from '../state.ts';
import { setOption } from './reply-options.ts';

/** A reply while it is built. */
export interface Reply6 {
  readonly options: OptionState;
  /** ADVERTISE turns into REPLY by rapid commit, and back when that is not possible after all. */
  type: number;
}

/**
 * Options of the global scope. It runs here once; a shared network, its classes and hosts are added by whoever knows
 * them.
 */
export function globalOptions(query: Query6): OptionState {
  const options = newOptionState();
  runScopes(query.step.server.config.root, undefined, contextOf(query, { reply: options }));
  return options;
}

/** Rapid commit needs the option on both sides (RFC 8415 §18.3.1), and the reference wants it in the global scope. */
function replyType(query: Query6, options: OptionState): number {
  const isConfigured = options.get('dhcp6', Option6.rapidCommit) !== undefined;
  const { message } = query;
  if (message.type === MessageType6.solicit && isConfigured && optionOf(message, Option6.rapidCommit)) {
    return MessageType6.reply;
  }
  if (isConfigured) options.delete('dhcp6', Option6.rapidCommit);
  return message.type === MessageType6.solicit ? MessageType6.advertise : MessageType6.reply;
}

/** What every reply begins with: the global scope, both identifiers, and consent to reconfiguration where the client asks. */
export function startReply(query: Query6, identifiers: Partial<Identifiers>): Reply6 {
  const options = globalOptions(query);
  const type = replyType(query, options);
  if (!options.get('dhcp6', Option6.serverId)) {
    setOption(query, options, Option6.serverId, identifiers.server ?? query.step.server.duid);
  }
  if (identifiers.client) setOption(query, options, Option6.clientId, identifiers.client);
  // The server never reconfigures, but DOCSIS wants it to say so; the reference does (RFC 8415 §21.20).
  if (optionOf(query.message, Option6.reconfAccept)) setOption(query, options, Option6.reconfAccept, EMPTY);
  return { options, type };
}

/** Longest reply: the reference's buffer, a little more than a datagram holds. */
export const LONGEST_REPLY = 65536;
const MESSAGE_HEADER = 4;
const OPTION_HEADER = 4;

/** Octets of options as they will be sent. */
export const sizeOf = (options: readonly RawOption6[]): number =>
  options.reduce((size, { data }) => size + OPTION_HEADER + data.length, MESSAGE_HEADER);

/** The reply as octets, with the client's transaction id; options for which there is no room are left out. */
export function finishReply(query: Query6, type: number, options: readonly RawOption6[]): Uint8Array {
  if (sizeOf(options) <= LONGEST_REPLY) return encodeMessage6(type, query.message.xid, options);
  const fitting: RawOption6[] = [];
  let size = MESSAGE_HEADER;
  for (const option of options) {
    const length = OPTION_HEADER + option.data.length;
    if (size + length > LONGEST_REPLY) {
      log(query.step, log6.noRoom(option.code));
      continue;
    }
    size += length;
    fitting.push(option);
  }
  return encodeMessage6(type, query.message.xid, fitting);
}
