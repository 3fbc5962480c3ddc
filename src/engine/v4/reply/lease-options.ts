import type { Subnet4 } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { OptionState } from '../../../expr/context.ts';
import { formatIpv4, ipv4, ipv4ToBytes } from '../../../kernel/address.ts';
import { octets, readU32, u32 } from '../../../kernel/bytes.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import { MessageType4 } from '../../../wire/v4/packet.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import type { Candidate } from '../lease/candidate.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { isOn } from '../parameters.ts';
import type { Granted } from './lease-reply.ts';
import { ownAddress, setServerIdentifier } from './server-identifier.ts';
import { setOption } from './set-option.ts';

/** Adds to the configured options those the server itself is responsible for. The result is the source address of the reply. */
export function setLeaseOptions(exchange: Exchange, evaluation: Evaluation, granted: Granted): Ipv4 | undefined {
  const { candidate, kind } = granted;
  const selection = exchange.packet.options.get(Dhcp.subnetSelection);
  if (selection) set(exchange, evaluation, Dhcp.subnetSelection, selection);
  const source = kind === 'bootp' ? ownAddress(exchange) : setDhcpOptions(exchange, evaluation, granted);
  setSubnetMask(exchange, evaluation, candidate.subnet);
  setHostDeclName(exchange, evaluation, candidate);
  echoClientId(exchange, evaluation, evaluation.reply);
  setLookedUpHostname(exchange, evaluation, candidate.lease.ip);
  if (isOn(evaluation, Parameter.useLeaseAddrForDefaultRoute) && !has(evaluation, Dhcp.routers)) {
    set(exchange, evaluation, Dhcp.routers, ipv4ToBytes(candidate.lease.ip));
  }
  return source;
}

const has = (evaluation: Evaluation, code: number): boolean => evaluation.reply.get('dhcp', code) !== undefined;

function set(exchange: Exchange, evaluation: Evaluation, code: number, data: Uint8Array): void {
  setOption(exchange.state.config.options, evaluation.reply, code, data);
}

function setDhcpOptions(exchange: Exchange, evaluation: Evaluation, { kind, ends }: Granted): Ipv4 | undefined {
  const type = kind === 'offer' ? MessageType4.offer : MessageType4.ack;
  set(exchange, evaluation, Dhcp.messageType, Uint8Array.of(type));
  const source = setServerIdentifier(exchange, evaluation, evaluation.reply);
  const leaseTime = ends - exchange.now;
  set(exchange, evaluation, Dhcp.leaseTime, u32(leaseTime));
  dropTimesBeyond(evaluation, leaseTime);
  return source;
}

/** Configured renewal and rebinding times that do not come before the next one make no sense, and are not sent. */
function dropTimesBeyond(evaluation: Evaluation, leaseTime: number): void {
  let limit = leaseTime;
  for (const code of [Dhcp.rebindingTime, Dhcp.renewalTime]) {
    const value = evaluation.reply.get('dhcp', code)?.value(evaluation);
    if (!value || value.length < 4) continue;
    const time = readU32(value, 0);
    if (time >= limit) evaluation.reply.delete('dhcp', code);
    else limit = time;
  }
}

/** The mask of the subnet declaration, unless one is configured. */
export function setSubnetMask(exchange: Exchange, evaluation: Evaluation, subnet: Subnet4): void {
  if (!has(evaluation, Dhcp.subnetMask)) set(exchange, evaluation, Dhcp.subnetMask, ipv4ToBytes(ipv4(subnet.netmask)));
}

/** `use-host-decl-names`: the name of the host declaration stands in for a host name. */
export function setHostDeclName(exchange: Exchange, evaluation: Evaluation, candidate: Candidate): void {
  if (!candidate.host || has(evaluation, Dhcp.hostName) || !isOn(evaluation, Parameter.useHostDeclNames)) return;
  set(exchange, evaluation, Dhcp.hostName, octets(candidate.host.name));
}

/** `echo-client-id`: the client's identifier goes back to it (RFC 6842); `source` has the parameters, `target` gets the option. */
export function echoClientId(exchange: Exchange, source: Evaluation, target: OptionState): void {
  if (!isOn(source, Parameter.echoClientId)) return;
  exchange.echoesClientId = true;
  const clientId = exchange.request.dhcp(Dhcp.clientIdentifier);
  if (clientId) setOption(exchange.state.config.options, target, Dhcp.clientIdentifier, clientId);
}

/** `get-lease-hostnames`: the name that the address has in the DNS, with a NUL behind it, as the reference sends it. */
function setLookedUpHostname(exchange: Exchange, evaluation: Evaluation, ip: Ipv4): void {
  if (has(evaluation, Dhcp.hostName) || !isOn(evaluation, Parameter.getLeaseHostnames)) return;
  const name = exchange.state.environment.lookupAddress?.(ip);
  if (name === undefined) exchange.log(dhcp4Log.noHostname(formatIpv4(ip)));
  else set(exchange, evaluation, Dhcp.hostName, octets(`${name}\0`));
}
