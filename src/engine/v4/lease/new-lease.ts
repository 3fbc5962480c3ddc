import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { latin1 } from '../../../kernel/bytes.ts';
import type { Hardware } from '../../../kernel/hardware.ts';
import type { EpochSeconds } from '../../../kernel/scalars.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { nextStateOf } from '../../../leases/transitions.ts';
import type { LeaseBilling } from '../billing.ts';
import { writeAgentOptions } from '../client/agent-options.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Dhcp, Parameter } from '../option-codes.ts';
import { isOn, switchOf } from '../parameters.ts';
import type { LeaseVariables } from '../variables.ts';
import type { GrantKind } from './admission.ts';

/** The variable under which a client's class identifier is kept for leasequeries. */
const VENDOR_CLASS = 'vendor-class-identifier';

/** What has been decided about a lease before its record is written. */
export interface LeaseTerms {
  readonly kind: GrantKind;
  readonly ends: EpochSeconds;
  readonly reserved: boolean;
  readonly billing: LeaseBilling | undefined;
  readonly variables: LeaseVariables;
}

/** The record a client's lease gets: an offer keeps the state of the address, everything else makes it active. */
export function newLease(exchange: Exchange, lease: Lease4, terms: LeaseTerms, evaluation: Evaluation): Lease4 {
  const state = terms.kind === 'offer' ? lease.state : 'active';
  keepVendorClass(exchange, terms.variables);
  const clientHostname = hostnameOf(exchange);
  if (clientHostname !== undefined && clientHostname !== lease.clientHostname) {
    exchange.state.notReusable.add(lease.ip);
  }
  if (terms.reserved && !lease.reserved) {
    exchange.log(dhcp4Log.becomingReserved());
    exchange.state.notReusable.add(lease.ip);
  }
  return {
    ...lease,
    starts: exchange.now,
    ends: terms.ends,
    cltt: exchange.now,
    // What a failover peer knew, or when the address was given back, is over.
    tstp: undefined,
    tsfp: undefined,
    atsfp: undefined,
    state,
    nextState: nextStateOf(state),
    reserved: terms.reserved || lease.reserved,
    bootp: terms.kind === 'bootp' || lease.bootp,
    hardware: ownCopy(exchange.request.hardware),
    uid: identifierOf(exchange, evaluation),
    clientHostname,
    variables: terms.variables.values,
    billing: terms.billing,
    agentOptions: state === 'active' ? agentOptionsOf(exchange, lease, evaluation) : undefined,
  };
}

/** A record must not keep the whole message in memory for the sake of six octets. */
const ownCopy = ({ type, address }: Hardware): Hardware => ({ type, address: address.slice() });

/** The client identifier, unless `ignore-client-uids` forbids to record it. */
function identifierOf(exchange: Exchange, evaluation: Evaluation): Uint8Array | undefined {
  if (isOn(evaluation, Parameter.ignoreClientUids)) return undefined;
  return exchange.request.dhcp(Dhcp.clientIdentifier)?.slice();
}

/** The name the client gives itself, up to a NUL. */
function hostnameOf(exchange: Exchange): string | undefined {
  const name = exchange.request.dhcp(Dhcp.hostName);
  if (!name) return undefined;
  const text = latin1(name);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function keepVendorClass(exchange: Exchange, variables: LeaseVariables): void {
  const data = exchange.request.dhcp(Dhcp.vendorClassIdentifier);
  if (data && data.length > 0) variables.set(VENDOR_CLASS, { type: 'data', data: data.slice() });
}

/** Option 82 of this message, kept for renewals that come without (`stash-agent-options`), else the one kept before. */
function agentOptionsOf(exchange: Exchange, lease: Lease4, evaluation: Evaluation): Uint8Array | undefined {
  const { agentOptions } = exchange.request;
  if (!agentOptions || exchange.agentOptionsStashed) return lease.agentOptions;
  const stash = switchOf(evaluation, Parameter.stashAgentOptions);
  return stash === 'on' || stash === 'absent' ? writeAgentOptions(agentOptions) : lease.agentOptions;
}

/** The class identifier kept with a lease. */
export function vendorClassOf(lease: Lease4): Uint8Array | undefined {
  const value = lease.variables.get(VENDOR_CLASS);
  return value?.type === 'data' ? value.data : undefined;
}
