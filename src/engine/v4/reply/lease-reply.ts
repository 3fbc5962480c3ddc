import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../../diagnostics/message.ts';
import type { Destination4 } from '../../../effects/effects.ts';
import { formatIpv4, ipv4FromBytes } from '../../../kernel/address.ts';
import { readU16 } from '../../../kernel/bytes.ts';
import type { EpochSeconds, Ipv4 } from '../../../kernel/scalars.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { BROADCAST_FLAG } from '../../../wire/v4/packet.ts';
import type { Evaluation } from '../evaluation.ts';
import { type Exchange, hostnameText } from '../exchange.ts';
import type { GrantKind } from '../lease/admission.ts';
import type { Candidate } from '../lease/candidate.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { isOn, parameter } from '../parameters.ts';
import { pingFirst } from '../ping-check.ts';
import { assembleReply, type ReplyHeader, type ReplyLayout } from './assemble.ts';
import { toAll, toConfigured, toNewAddress, toRelay } from './destination.ts';
import { setLeaseOptions } from './lease-options.ts';
import type { Send4 } from './send.ts';
import { siteSpace } from './site.ts';
import { textField } from './text-field.ts';

/** A lease as it stands after the decision. */
export interface Granted {
  readonly kind: GrantKind;
  readonly candidate: Candidate;
  readonly line: Message;
  /** When the lease ends as far as the client is told; an offer is held for a shorter time. */
  readonly ends: EpochSeconds;
  readonly filename: Uint8Array | undefined;
  readonly serverName: Uint8Array | undefined;
  /** The lease before this message. */
  readonly before: Lease4;
  readonly isSameClient: boolean;
}

/** Sends the OFFER, ACK or BOOTREPLY; an OFFER of an address that may be in use after a ping check. */
export function sendLeaseReply(exchange: Exchange, evaluation: Evaluation, granted: Granted): void {
  const isBroadcast = isOn(evaluation, Parameter.alwaysBroadcast);
  const flags = exchange.packet.flags | (isBroadcast ? BROADCAST_FLAG : 0);
  const source = setLeaseOptions(exchange, evaluation, granted);
  const site = siteSpace(exchange, evaluation);
  if (site === 'unknown') return;
  const layout: ReplyLayout = {
    requestList: requestListOf(exchange, evaluation),
    maxMessageSize: maxMessageSize(evaluation),
    isBootp: granted.kind === 'bootp',
    mayOverload: true,
    endsTextsWithNul: granted.kind !== 'bootp' && exchange.request.endsTextsWithNul(),
    site,
  };
  exchange.log(granted.line);
  const header = headerOf(exchange, evaluation, granted, flags);
  evaluation.forgetVariables();
  const reply: Send4 = {
    kind: 'send4',
    bytes: assembleReply(exchange, evaluation, header, layout),
    to: withSource(destinationOf(exchange, granted, flags), source),
    log: replyLine(exchange, granted),
  };
  if (granted.kind === 'offer' && pingFirst(exchange, evaluation, granted, reply)) return;
  exchange.effects.push(reply);
}

/** A parameter request list of the configuration takes the place of the client's (dhcp-options(5)). */
export function requestListOf(exchange: Exchange, evaluation: Evaluation): Uint8Array | undefined {
  const configured = evaluation.reply.get('dhcp', Dhcp.parameterRequestList);
  return configured ? configured.value(evaluation) : exchange.packet.options.get(Dhcp.parameterRequestList);
}

function maxMessageSize(evaluation: Evaluation): number | undefined {
  const value = evaluation.reply.get('dhcp', Dhcp.maxMessageSize)?.value(evaluation);
  return value?.length === 2 ? readU16(value, 0) : undefined;
}

function headerOf(exchange: Exchange, evaluation: Evaluation, granted: Granted, flags: number): ReplyHeader {
  return {
    flags,
    ciaddr: exchange.packet.ciaddr,
    yiaddr: granted.candidate.lease.ip,
    ...nextServer(evaluation),
    file: textField(exchange, 'file', granted.filename),
    sname: textField(exchange, 'server', granted.serverName),
  };
}

/** `next-server`: the first of its addresses. */
export function nextServer(evaluation: Evaluation): { readonly siaddr?: Ipv4 } {
  const value = parameter(evaluation, Parameter.nextServer);
  return value && value.length >= 4 ? { siaddr: ipv4FromBytes(value) } : {};
}

/** RFC 2131 §4.1, with one difference of the reference: a client that names a server and sits on the link gets it there. */
function destinationOf(exchange: Exchange, { kind, candidate }: Granted, flags: number): Destination4 {
  const { giaddr, ciaddr, options } = exchange.packet;
  if (giaddr) return toRelay(exchange, giaddr);
  const isBroadcast = (flags & BROADCAST_FLAG) !== 0;
  const namesServer = options.has(Dhcp.serverIdentifier);
  const isOnLink = exchange.arrivalNetwork === candidate.subnet.sharedNetwork;
  if (ciaddr && kind === 'ack' && !((namesServer || isBroadcast) && isOnLink)) return toConfigured(exchange, ciaddr);
  return isBroadcast ? toAll(exchange) : toNewAddress(exchange, candidate.lease.ip);
}

/** Frames carry the server identifier as their source. */
export const withSource = (to: Destination4, source: Ipv4 | undefined): Destination4 =>
  to.kind === 'link' && source !== undefined ? { ...to, source } : to;

function replyLine(exchange: Exchange, { kind, candidate }: Granted): Message {
  const { lease } = candidate;
  const hostname = hostnameText(lease.clientHostname);
  const sender = { prefix: exchange.prefix, client: exchange.mac, hostname, via: exchange.via };
  const write = { offer: dhcp4Log.offer, ack: dhcp4Log.ack, bootp: dhcp4Log.bootReply }[kind];
  return write(sender, formatIpv4(lease.ip));
}
