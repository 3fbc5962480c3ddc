import type { HostDeclaration } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../../diagnostics/message.ts';
import type { Destination4 } from '../../../effects/effects.ts';
import { formatIpv4, IPV4_ANY } from '../../../kernel/address.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { encode4 } from '../../../wire/v4/encode.ts';
import { BROADCAST_FLAG, FIXED_LENGTH4, SNAME_LENGTH } from '../../../wire/v4/packet.ts';
import { firstWithoutAddress, hostsByHardware } from '../client/hosts.ts';
import { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { isRefused } from '../lease/admission.ts';
import { allocateLease } from '../lease/allocate.ts';
import { atHand, type Candidate, type StaticCandidate } from '../lease/candidate.ts';
import { findLease } from '../lease/find-lease.ts';
import { grantLease } from '../lease/grant.ts';
import { locateNetwork } from '../locate.ts';
import { Parameter } from '../option-codes.ts';
import { isOn, parameter } from '../parameters.ts';
import { assembleReply, type ReplyHeader } from '../reply/assemble.ts';
import { toAllButOnlyThisClient, toNewAddress, toRelay } from '../reply/destination.ts';
import { setHostDeclName, setSubnetMask } from '../reply/lease-options.ts';
import { nextServer, withSource } from '../reply/lease-reply.ts';
import { ownAddress } from '../reply/server-identifier.ts';
import { runClassScopes, runScope } from '../scopes.ts';

const BOOTREQUEST = 1;

/** A BOOTP client (RFC 951, RFC 1534): its fixed address, or a dynamic lease where a pool allows `dynamic bootp clients`. */
export function handleBootp(exchange: Exchange): void {
  if (exchange.packet.op !== BOOTREQUEST) return;
  const line = dhcp4Log.bootRequest(exchange.mac, exchange.link);
  const network = locateNetwork(exchange);
  exchange.network = network;
  if (!network) {
    exchange.log(dhcp4Log.networkUnknown(line));
    return;
  }
  const { candidate } = findLease(exchange, network);
  if (candidate?.kind === 'static') {
    answerStatic(exchange, candidate, line);
    return;
  }
  const dynamic = candidate ?? allocateLease(exchange, network);
  if (!dynamic) exchange.log(dhcp4Log.noDynamicBootpLeases(line));
  else grantLease(exchange, { kind: 'bootp', candidate: dynamic, line, host: hostOf(exchange, candidate) });
}

/** A host declaration without address lends its options to a dynamic BOOTP client. */
const hostOf = (exchange: Exchange, candidate: Candidate | undefined): HostDeclaration | undefined =>
  firstWithoutAddress(candidate?.host ? [candidate.host] : hostsByHardware(exchange));

function answerStatic(exchange: Exchange, candidate: StaticCandidate, line: Message): void {
  const evaluation = Evaluation.of(exchange).about(atHand(candidate));
  const { chains } = exchange.state;
  const { subnet, host } = candidate;
  runScope(chains, subnet.scope, undefined, evaluation);
  runClassScopes(chains, exchange.classes, subnet.scope, evaluation);
  runScope(chains, host.scope, subnet.scope, evaluation);
  if (isRefused(exchange, evaluation, line, { kind: 'bootp', host })) return;
  const header = headerOf(exchange, candidate, evaluation);
  const bytes = staticReply(exchange, candidate, evaluation, header);
  evaluation.events.commit?.run(evaluation);
  const source = ownAddress(exchange);
  if (source === undefined && !exchange.arrival.dhcp4o6) {
    exchange.log(dhcp4Log.noServerAddress(line, exchange.arrival.interfaceName));
    return;
  }
  exchange.log(line);
  const ip = formatIpv4(candidate.lease.ip);
  exchange.effects.push({
    kind: 'send4',
    bytes,
    to: withSource(destinationOf(exchange, candidate.lease.ip, header.flags), source),
    log: dhcp4Log.bootReplyStatic(exchange.prefix, ip, host.name, exchange.mac, exchange.via),
  });
}

function headerOf(exchange: Exchange, candidate: Candidate, evaluation: Evaluation): ReplyHeader {
  const { flags, ciaddr, file } = exchange.packet;
  const filename = parameter(evaluation, Parameter.filename);
  return {
    flags: flags | (isOn(evaluation, Parameter.alwaysBroadcast) ? BROADCAST_FLAG : 0),
    ciaddr,
    yiaddr: candidate.lease.ip,
    // RFC 951 §7.3 leaves the boot server to the server; the reference names itself.
    siaddr: nextServer(evaluation).siaddr ?? bootServer(exchange, candidate),
    file: filename ? fill(file.length, filename) : file,
    sname: fill(SNAME_LENGTH, parameter(evaluation, Parameter.serverName)),
  };
}

/** The server's address on the client's network, wherever the message came in. */
function bootServer(exchange: Exchange, candidate: Candidate): Ipv4 {
  const { networks, environment } = exchange.state;
  for (const served of environment.interfaces.values()) {
    const address = served.addresses4[0];
    if (address !== undefined && networks.get(served.name) === candidate.subnet.sharedNetwork) return address;
  }
  return ownAddress(exchange) ?? IPV4_ANY;
}

function fill(size: number, text: Uint8Array | undefined): Uint8Array {
  const field = new Uint8Array(size);
  if (text) field.set(text.subarray(0, size));
  return field;
}

/** A client without the cookie gets back the vendor area it sent, unless `always-reply-rfc1048` gives it options. */
function staticReply(
  exchange: Exchange,
  candidate: StaticCandidate,
  evaluation: Evaluation,
  header: ReplyHeader,
): Uint8Array {
  if (!exchange.packet.hasCookie && !isOn(evaluation, Parameter.alwaysReplyRfc1048)) {
    return echoVendorArea(exchange, header);
  }
  setSubnetMask(exchange, evaluation, candidate.subnet);
  setHostDeclName(exchange, evaluation, candidate);
  return assembleReply(exchange, evaluation, header, { requestList: undefined, isBootp: true });
}

function echoVendorArea(exchange: Exchange, header: ReplyHeader): Uint8Array {
  const { packet } = exchange;
  const { flags, ciaddr = IPV4_ANY, yiaddr = IPV4_ANY, siaddr = IPV4_ANY, file, sname } = header;
  const bytes = encode4({
    ...packet,
    op: 2,
    flags,
    ciaddr,
    yiaddr,
    siaddr,
    file: file ?? packet.file,
    sname: sname ?? packet.sname,
    options: new Uint8Array(0),
    minimumLength: Math.max(packet.raw.length, 300),
  });
  bytes.set(packet.raw.subarray(FIXED_LENGTH4), FIXED_LENGTH4);
  return bytes;
}

/** Even a broadcast goes to this client's link-layer address only, as with the reference. */
function destinationOf(exchange: Exchange, ip: Ipv4, flags: number): Destination4 {
  const { giaddr } = exchange.packet;
  if (giaddr) return toRelay(exchange, giaddr);
  return (flags & BROADCAST_FLAG) === 0 ? toNewAddress(exchange, ip) : toAllButOnlyThisClient(exchange);
}
