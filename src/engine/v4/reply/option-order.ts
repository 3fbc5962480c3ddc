import type { OptionState } from '../../../expr/context.ts';
import { MessageType4 } from '../../../wire/v4/packet.ts';
import type { Encapsulations } from '../encapsulations.ts';
import { Dhcp } from '../option-codes.ts';

/** Always ahead of everything else, when there is a value. */
const MANDATORY: readonly number[] = [
  Dhcp.messageType,
  Dhcp.serverIdentifier,
  Dhcp.leaseTime,
  Dhcp.renewalTime,
  Dhcp.rebindingTime,
  Dhcp.message,
  Dhcp.requestedAddress,
  Dhcp.associatedIp,
];

/** Next in line for a client that does not say what it wants. */
const USUAL: readonly number[] = [Dhcp.subnetMask, Dhcp.routers, Dhcp.domainNameServers, Dhcp.hostName, Dhcp.fqdn];

/** The reference looks at no more options than this. */
const MOST_OPTIONS = 300;

/** What the order of a reply's options depends on. */
export interface OrderInput {
  /** The client's parameter request list (option 55) or the configured one; empty counts as none. */
  readonly requestList: Uint8Array | undefined;
  readonly reply: OptionState;
  readonly encapsulations: Encapsulations;
  /** Message type of the request; 0 for BOOTP. */
  readonly requestType: number;
  readonly echoesClientId: boolean;
  /** The client sent option 81. */
  readonly hasFqdn: boolean;
  /** `site-option-space`: the space that replaces `dhcp` from its lowest code on. */
  readonly site: SiteSpace | undefined;
}

export interface SiteSpace {
  readonly space: string;
  readonly lowestCode: number;
}

/** Codes in the order in which a reply carries them, option 82 excepted: that is always last (RFC 3046 §2.2). */
export function optionOrder(input: OrderInput): number[] {
  const { requestList } = input;
  const codes = [...MANDATORY];
  if (requestList && requestList.length > 0) addRequested(codes, input, requestList);
  else addAll(codes, input);
  return maskBeforeRouters([...new Set(codes)]);
}

function addRequested(codes: number[], input: OrderInput, requestList: Uint8Array): void {
  if (input.reply.get('dhcp', Dhcp.subnetSelection)) codes.push(Dhcp.subnetSelection);
  if (input.echoesClientId) codes.push(Dhcp.clientIdentifier);
  for (const code of requestList.subarray(0, MOST_OPTIONS - codes.length)) {
    if (code !== Dhcp.relayAgentInformation) codes.push(code);
  }
  if (input.hasFqdn) codes.push(Dhcp.fqdn);
  // Some clients forget to ask for the mask and rely on it all the same.
  if (input.requestType === MessageType4.discover || input.requestType === MessageType4.request) {
    codes.push(Dhcp.subnetMask);
  }
}

function addAll(codes: number[], input: OrderInput): void {
  codes.push(...USUAL);
  const { site } = input;
  if (site) codes.push(...bucketOrder(input.reply, 'dhcp').filter((code) => code < site.lowestCode));
  const own = bucketOrder(input.reply, site?.space ?? 'dhcp');
  codes.push(...(site ? own.filter((code) => code >= site.lowestCode) : own));
  for (const { carrier } of input.encapsulations.carriedIn('dhcp')) codes.push(carrier.code);
  codes.push(Dhcp.vendorEncapsulatedOptions);
  removeAll(codes, Dhcp.relayAgentInformation);
}

function removeAll(codes: number[], code: number): void {
  for (let at = codes.indexOf(code); at >= 0; at = codes.indexOf(code)) codes.splice(at, 1);
}

/** RFC 2132 §3.3: the mask must precede the routers. The reference exchanges their places. */
function maskBeforeRouters(codes: number[]): number[] {
  const mask = codes.indexOf(Dhcp.subnetMask);
  const routers = codes.indexOf(Dhcp.routers);
  if (routers >= 0 && routers < mask) {
    codes[routers] = Dhcp.subnetMask;
    codes[mask] = Dhcp.routers;
  }
  return codes;
}

const BUCKETS = 17;
const bucketOf = (code: number): number => ((code & 31) + ((code >>> 5) & 31)) % BUCKETS;

/**
 * Options that nobody asked for come in the order of the reference's hash table: by bucket, within one the newest statement
 * first. Clients that take what fits into a small packet see the difference.
 */
export function bucketOrder(reply: OptionState, space: string): number[] {
  const codes: number[] = [];
  for (const entry of reply.entries(space)) codes.push(entry.option.code);
  return codes.reverse().sort((a, b) => bucketOf(a) - bucketOf(b));
}
