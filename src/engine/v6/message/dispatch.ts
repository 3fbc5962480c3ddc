import { log6, statusText6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { MessageType6 } from '../../../wire/v6/packet.ts';
import { classifyClient } from '../client/classify.ts';
import {
  checkInformationRequest,
  checkMessageToAll,
  checkMessageToUs,
  type Identifiers,
} from '../client/identifiers.ts';
import { locateNetwork, permitsUnicast } from '../client/network.ts';
import { log, type Query6 } from '../state.ts';
import { answerConfirm } from './confirm.ts';
import { answerDecline, answerRelease } from './give-back.ts';
import { answerInformationRequest, answerLease } from './lease.ts';
import { answerLeasequery } from './leasequery.ts';
import { finishReply, startReply } from './reply.ts';
import { REFUSAL_OPTIONS, setStatus, writeOptions } from './reply-options.ts';
import { StatusCode } from './status.ts';

type Answer = Uint8Array | undefined;
type Handler<Names> = (query: Query6, identifiers: Names) => Answer;

/** RFC 8415 §18.4: a client that sent unicast without leave is told to use multicast. */
function refuseUnicast(query: Query6, identifiers: Identifiers): Answer {
  if (!locateNetwork(query)) {
    log(query.step, log6.cannotLocate());
    return undefined;
  }
  const reply = startReply(query, identifiers);
  setStatus(query, reply.options, { code: StatusCode.useMulticast, message: statusText6.useMulticast });
  return finishReply(query, reply.type, writeOptions(query, reply.options, REFUSAL_OPTIONS));
}

function toAll(query: Query6, handle: Handler<Identifiers>): Answer {
  const identifiers = checkMessageToAll(query);
  return identifiers && handle(query, identifiers);
}

function toUs(query: Query6, handle: Handler<Identifiers>): Answer {
  const identifiers = checkMessageToUs(query);
  if (!identifiers) return undefined;
  const isRefused = query.isUnicast && !permitsUnicast(query);
  return (isRefused ? refuseUnicast : handle)(query, identifiers);
}

function informationRequest(query: Query6): Answer {
  const identifiers = checkInformationRequest(query);
  return identifiers && answerInformationRequest(query, identifiers);
}

/** One handler for each message that clients send (RFC 8415 §18.3, RFC 5007 §4.3). */
function handlerOf(type: number): ((query: Query6) => Answer) | undefined {
  switch (type) {
    case MessageType6.solicit:
    case MessageType6.rebind:
      return (query) => toAll(query, answerLease);
    case MessageType6.request:
    case MessageType6.renew:
      return (query) => toUs(query, answerLease);
    case MessageType6.confirm:
      return (query) => toAll(query, answerConfirm);
    case MessageType6.release:
      return (query) => toUs(query, answerRelease);
    case MessageType6.decline:
      return (query) => toUs(query, answerDecline);
    case MessageType6.informationRequest:
      return informationRequest;
    case MessageType6.leaseQuery:
      return answerLeasequery;
    default:
      return undefined;
  }
}

/** Messages of the protocol that are not for servers get another line than unknown ones. */
const NOT_FOR_SERVERS: readonly number[] = [
  MessageType6.advertise,
  MessageType6.reply,
  MessageType6.reconfigure,
  MessageType6.leaseQueryReply,
  MessageType6.dhcpv4Query,
  MessageType6.dhcpv4Response,
];

const isQuery4 = (type: number) => type === MessageType6.dhcpv4Query || type === MessageType6.dhcpv4Response;

function discard(query: Query6): void {
  const { type } = query.message;
  const { source } = query.arrival;
  if (query.relays.length > 0 && isQuery4(type)) log(query.step, log6.relayedUnsupported(type));
  else if (NOT_FOR_SERVERS.includes(type)) log(query.step, log6.notForServers(type, source));
  else log(query.step, log6.unknownType(type, source));
}

/** The answer to a client's message, if there is one. */
export function answer(query: Query6): Answer {
  const handle = handlerOf(query.message.type);
  if (!handle) {
    discard(query);
    return undefined;
  }
  classifyClient(query);
  return handle(query);
}
