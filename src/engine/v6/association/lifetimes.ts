import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { OptionState, Variables } from '../../../expr/context.ts';
import { readU32 } from '../../../kernel/bytes.ts';
import { contextOf, parameterData, parameterFlag, type Surroundings } from '../context.ts';
import { log, type Query6 } from '../state.ts';
import { type IaWork, INFINITE } from './session.ts';

/** Lifetimes of one address or prefix, in seconds. */
export interface Lifetimes {
  readonly preferred: number;
  readonly valid: number;
}

const DEFAULT_VALID = 43200;

/** Codes of dhcp-renewal-time and dhcp-rebinding-time, DHCPv4 options that also set T1 and T2 here (dhcpd.conf(5)). */
const RENEWAL_TIME = 58;
const REBINDING_TIME = 59;

function timeParameter(
  query: Query6,
  name: 'default-lease-time' | 'preferred-lifetime',
  surroundings: Surroundings,
): number | 'absent' | 'bad' {
  const data = parameterData(query, name, surroundings);
  if (data === undefined) return 'absent';
  return data?.length === 4 ? readU32(data, 0) : 'bad';
}

/**
 * The lifetimes to give: what is configured, else what the client asks for, else twelve hours. A preferred lifetime that is not
 * configured ends at 5/8 of the valid one when it would reach it. Undefined, with a log line, when a parameter has no value.
 */
export function lifetimesOf(work: IaWork, variables: Variables | undefined): Lifetimes | undefined {
  const { query, reply } = work.session;
  const surroundings = { reply: reply.options, leaseVariables: variables };
  const where = work.requested.row.kind === 'pd' ? 'reply_process_is_prefixed' : 'reply_process_is_addressed';
  const what = work.requested.row.kind === 'pd' ? 'prefix' : 'lease';
  const configured = timeParameter(query, 'default-lease-time', surroundings);
  if (configured === 'bad') {
    log(query.step, log6.badParameter(where, `default ${what} time`));
    return undefined;
  }
  const valid = configured === 'absent' ? work.askedValid || DEFAULT_VALID : configured;
  const wanted = timeParameter(query, 'preferred-lifetime', surroundings);
  if (wanted === 'bad') {
    log(query.step, log6.badParameter(where, `preferred ${what} time`));
    return undefined;
  }
  return { valid, preferred: wanted === 'absent' ? preferredWithin(valid, work.askedPreferred) : wanted };
}

function preferredWithin(valid: number, asked: number): number {
  const preferred = asked || valid;
  if (preferred < valid || valid === INFINITE) return preferred;
  return Math.floor(valid / 2) + Math.floor(valid / 8);
}

function configuredTime(query: Query6, options: OptionState, code: number): number | undefined {
  const entry = options.get('dhcp', code);
  if (!entry) return undefined;
  const data = entry.constant ?? entry.value(contextOf(query, { reply: options }));
  if (data?.length === 4) return readU32(data, 0);
  log(query.step, log6.badTime(code === RENEWAL_TIME ? 'renewal' : 'rebinding'));
  return 0;
}

/**
 * T1 and T2 of an association: configured ones; half and four fifths of the shortest preferred lifetime with
 * `dhcpv6-set-tee-times`; else 0, which leaves them to the client (RFC 8415 §14.2).
 */
export function teeTimes(work: IaWork): { readonly t1: number; readonly t2: number } {
  const { query, reply } = work.session;
  const isComputed = parameterFlag(query, 'dhcpv6-set-tee-times', { reply: reply.options });
  const least = work.leastPreferred;
  const computed = (part: (seconds: number) => number) => {
    if (!isComputed) return 0;
    return least === INFINITE ? INFINITE : part(least);
  };
  return {
    t1: configuredTime(query, reply.options, RENEWAL_TIME) ?? computed((seconds) => Math.floor(seconds / 2)),
    t2: configuredTime(query, reply.options, REBINDING_TIME) ?? computed((seconds) => Math.floor(seconds / 5) * 4),
  };
}
