import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { OptionState } from '../../../expr/context.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { formatIpv4, ipv4ToBytes } from '../../../kernel/address.ts';
import { concat, u32 } from '../../../kernel/bytes.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { MessageType4 } from '../../../wire/v4/packet.ts';
import { readAgentOptions } from '../client/agent-options.ts';
import { Evaluation } from '../evaluation.ts';
import { type Exchange, octetsText } from '../exchange.ts';
import { leaseOf } from '../lease/candidate.ts';
import { vendorClassOf } from '../lease/new-lease.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { isOn } from '../parameters.ts';
import { assembleReply, type ReplyHeader } from '../reply/assemble.ts';
import { toRelay } from '../reply/destination.ts';
import { setServerIdentifier } from '../reply/server-identifier.ts';
import { constantEntry, setOption } from '../reply/set-option.ts';
import { runClassScopes, runScope } from '../scopes.ts';

/** What is asked for, and what is known. */
interface Finding {
  /** For the log: `IP 192.0.2.1`, `client-id …`, `MAC address …`. */
  readonly subject: string;
  readonly lease: Lease4 | undefined;
  /** Further addresses of the same client. */
  readonly others: readonly Lease4[];
}

/** More addresses than this are not named in a reply. */
const MOST_ASSOCIATED = 40;

/** DHCPLEASEQUERY (RFC 4388): a relay agent asks who has an address, or which address a client has. */
export function handleLeasequery(exchange: Exchange): void {
  const { giaddr, ciaddr } = exchange.packet;
  if (!giaddr) {
    exchange.log(dhcp4Log.leasequeryNoGiaddr(formatIpv4(giaddr), formatIpv4(ciaddr)));
    return;
  }
  const evaluation = relayScopes(exchange);
  // Without a word it is denied: who uses which address is private.
  if (!isOn(evaluation, Parameter.leasequery)) {
    exchange.log(dhcp4Log.leasequeryNotAllowed(formatIpv4(giaddr)));
    return;
  }
  const finding = find(exchange);
  const count = finding.others.length;
  if (count > MOST_ASSOCIATED) exchange.log(dhcp4Log.leasequeryTooMany(count, finding.subject, MOST_ASSOCIATED));
  reply(exchange, finding, evaluation);
}

/** The parameters of the relay's subnet and of the classes. */
function relayScopes(exchange: Exchange): Evaluation {
  const { config, chains } = exchange.state;
  const evaluation = Evaluation.of(exchange);
  const scope = config.subnet4(exchange.packet.giaddr)?.scope ?? config.root;
  runScope(chains, scope, undefined, evaluation);
  runClassScopes(chains, exchange.classes, scope, evaluation);
  return evaluation;
}

/** RFC 4388 §6.4: by address, else by client identifier, else by hardware address. */
function find(exchange: Exchange): Finding {
  const { ciaddr } = exchange.packet;
  const { store } = exchange.state;
  if (ciaddr) {
    return { subject: `IP ${formatIpv4(ciaddr)}`, lease: leaseOf(exchange.state, ciaddr)?.lease, others: [] };
  }
  const clientId = exchange.request.dhcp(Dhcp.clientIdentifier);
  if (clientId) return newestOf(`client-id ${octetsText(clientId)}`, store.byUid(clientId));
  return newestOf(`MAC address ${exchange.mac}`, store.byHardware(exchange.request.hardware));
}

/** The lease the client used last; others that run count as associated (RFC 4388 §6.4.2). */
function newestOf(subject: string, leases: readonly Lease4[]): Finding {
  let newest = leases[0];
  for (const lease of leases) if (newest && isNewer(lease, newest)) newest = lease;
  return { subject, lease: newest, others: leases.filter((lease) => lease.state === 'active' && lease !== newest) };
}

function isNewer(lease: Lease4, than: Lease4): boolean {
  if (than.state !== 'active') return lease.ends > than.ends;
  return lease.state === 'active' && (lease.cltt ?? 0) > (than.cltt ?? 0);
}

function typeOf(lease: Lease4 | undefined): { readonly code: number; readonly name: string } {
  if (!lease) return { code: MessageType4.leaseUnknown, name: 'DHCPLEASEUNKNOWN' };
  if (lease.state === 'active') return { code: MessageType4.leaseActive, name: 'DHCPLEASEACTIVE' };
  return { code: MessageType4.leaseUnassigned, name: 'DHCPLEASEUNASSIGNED' };
}

function reply(exchange: Exchange, finding: Finding, evaluation: Evaluation): void {
  const { lease, subject, others } = finding;
  const { giaddr } = exchange.packet;
  const { options } = exchange.state.config;
  const type = typeOf(lease);
  const active = lease?.state === 'active' ? lease : undefined;
  if (active) evaluation.reply = description(exchange, active, others);
  setOption(options, evaluation.reply, Dhcp.messageType, Uint8Array.of(type.code));
  exchange.log(dhcp4Log.leasequery(formatIpv4(giaddr), subject));
  setServerIdentifier(exchange, evaluation, evaluation.reply);
  const requestList = evaluation.reply.get('dhcp', Dhcp.parameterRequestList)?.value(evaluation);
  exchange.effects.push({
    kind: 'send4',
    bytes: assembleReply(exchange, evaluation, headerOf(exchange, lease, active), { requestList, isUnpadded: true }),
    to: toRelay(exchange, giaddr),
    log: dhcp4Log.leasequeryReply(type.name, formatIpv4(giaddr), subject, others.length),
  });
}

/** The query itself goes back, with the address and hardware that were found (RFC 4388 §6.4.1). */
function headerOf(exchange: Exchange, lease: Lease4 | undefined, active: Lease4 | undefined): ReplyHeader {
  const { flags, ciaddr, yiaddr, siaddr, file, sname } = exchange.packet;
  const hardware = active?.hardware;
  return { flags, ciaddr: ciaddr || (lease?.ip ?? ciaddr), yiaddr, siaddr, file, sname, ...(hardware && { hardware }) };
}

/** What is told about a running lease; configured options are no part of it. */
function description(exchange: Exchange, lease: Lease4, others: readonly Lease4[]): OptionState {
  const registry = exchange.state.config.options;
  const reply = newOptionState();
  const set = (code: number, data: Uint8Array | undefined) => {
    if (data && data.length > 0) setOption(registry, reply, code, data);
  };
  set(Dhcp.clientIdentifier, lease.uid);
  for (const [code, time] of timesOf(lease)) if (time > exchange.now) set(code, u32(time - exchange.now));
  set(Dhcp.vendorClassIdentifier, vendorClassOf(lease));
  const agentOptions = lease.agentOptions && readAgentOptions(lease.agentOptions, () => {});
  for (const [code, data] of agentOptions ?? []) reply.set(constantEntry(registry.byCode('agent', code), data));
  if (lease.cltt) set(Dhcp.clientLastTransactionTime, u32(Math.max(0, exchange.now - lease.cltt)));
  set(Dhcp.associatedIp, concat(...others.slice(0, MOST_ASSOCIATED).map((other) => ipv4ToBytes(other.ip))));
  return reply;
}

/** When the client renews, rebinds and loses the lease: here alone the reference works with one half and seven eighths. */
function timesOf({ starts, ends }: Lease4): readonly (readonly [code: number, time: number])[] {
  const length = ends - starts;
  const part = (divisor: number) => Math.trunc(length / divisor);
  return [
    [Dhcp.renewalTime, starts + part(2)],
    [Dhcp.rebindingTime, starts + part(2) + part(4) + part(8)],
    [Dhcp.leaseTime, ends],
  ];
}
