import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { OptionState } from '../../../expr/context.ts';
import type { RawOption6 } from '../../../wire/v6/packet.ts';
import { IA_ROWS, type IaRow } from '../association/ia-kind.ts';
import { answerIa } from '../association/ia-reply.ts';
import { readIa } from '../association/ia-wire.ts';
import type { Session6 } from '../association/session.ts';
import { findHosts, hostOnLink } from '../client/hosts.ts';
import type { Identifiers } from '../client/identifiers.ts';
import { locateNetwork } from '../client/network.ts';
import { contextOf } from '../context.ts';
import { runClientScopes } from '../scopes.ts';
import { log, type Query6 } from '../state.ts';
import { finishReply, LONGEST_REPLY, sizeOf, startReply } from './reply.ts';
import { GRANT_OPTIONS, requestedOptions, writeOptions } from './reply-options.ts';

const NO_DUID = new Uint8Array(0);

function openSession(query: Query6, identifiers: Partial<Identifiers>): Session6 | undefined {
  const network = locateNetwork(query);
  if (!network) return undefined;
  const reply = startReply(query, identifiers);
  const duid = identifiers.client ?? NO_DUID;
  const hosts = findHosts(query, duid);
  query.isKnown = hosts.length > 0;
  return { query, duid, network, host: hostOnLink(query, hosts, network), reply };
}

/** One association of the reply; undefined: the message gets no answer. */
function answerOne(session: Session6, row: IaRow, data: Uint8Array): RawOption6 | undefined {
  const { query } = session;
  const requested = readIa(query, row, data);
  if (!requested) {
    log(query.step, log6.iaError(row.kind));
    return undefined;
  }
  const answer = answerIa(session, requested);
  return answer === 'fault' ? undefined : answer.option;
}

/** The associations of the reply: all IA_NA, then all IA_TA, then all IA_PD. Undefined: the message gets no answer. */
function answerAll(session: Session6): RawOption6[] | undefined {
  const { query } = session;
  const answers: RawOption6[] = [];
  let size = sizeOf(answers);
  for (const row of IA_ROWS) {
    for (const option of query.message.options) {
      if (option.code !== row.option) continue;
      if (size + row.headerLength + 4 > LONGEST_REPLY) {
        log(query.step, log6.replyTooLong(row.kind));
        return undefined;
      }
      const answer = answerOne(session, row, option.data);
      if (!answer) return undefined;
      answers.push(answer);
      size += answer.data.length + 4;
    }
  }
  return answers;
}

function finishSession(session: Session6, associations: readonly RawOption6[]): Uint8Array {
  const { query, reply } = session;
  const options: OptionState = reply.options;
  const others = writeOptions(query, options, GRANT_OPTIONS, requestedOptions(query));
  return finishReply(query, reply.type, [...associations, ...others]);
}

/** SOLICIT, REQUEST, RENEW and REBIND (RFC 8415 §18.3.1, §18.3.2, §18.3.4, §18.3.5): no answer without an association. */
export function answerLease(query: Query6, identifiers: Identifiers): Uint8Array | undefined {
  const session = openSession(query, identifiers);
  const associations = session && answerAll(session);
  if (!associations || associations.length === 0) return undefined;
  return finishSession(session, associations);
}

/** INFORMATION-REQUEST (RFC 8415 §18.3.6): what the shared network, classes and host configure. No subnet6 is chosen. */
export function answerInformationRequest(query: Query6, identifiers: Partial<Identifiers>): Uint8Array | undefined {
  const session = openSession(query, identifiers);
  if (!session) return undefined;
  const { network, host, reply } = session;
  const context = contextOf(query, { reply: reply.options });
  runClientScopes(query, { scope: network.scope, host: host?.scope }, context);
  return finishSession(session, []);
}
