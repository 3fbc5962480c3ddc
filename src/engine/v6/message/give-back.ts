import type { HostDeclaration } from '../../../config/config.ts';
import { log6, statusText6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { Message } from '../../../diagnostics/message.ts';
import { ipv6FromBytes } from '../../../kernel/address.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import { NEVER } from '../../../kernel/scalars.ts';
import type { Ia6, IaKind, Lease6 } from '../../../leases/lease6.ts';
import { MessageType6, Option6, type RawOption6 } from '../../../wire/v6/packet.ts';
import { type Candidate, readCandidate } from '../association/candidate.ts';
import { type IaRow, iaRow } from '../association/ia-kind.ts';
import { recordIa } from '../association/ia-record.ts';
import { iaOption, readIa } from '../association/ia-wire.ts';
import { endLease } from '../association/lease-end.ts';
import type { RequestedIa } from '../association/session.ts';
import { findHosts, fixedAddressOf, hostsByInnerOption } from '../client/hosts.ts';
import type { Identifiers } from '../client/identifiers.ts';
import { log, type Query6, type Step6 } from '../state.ts';
import { finishReply, globalOptions } from './reply.ts';
import { STATUS_OPTIONS, setOption, setStatus, writeOptions } from './reply-options.ts';
import { StatusCode } from './status.ts';

/** What differs between RELEASE (RFC 8415 §18.3.7) and DECLINE (§18.3.8). */
interface GiveBack {
  readonly kinds: readonly IaKind[];
  readonly received: string;
  readonly unknown: Readonly<Record<IaKind, string>>;
  readonly matched: (client: Uint8Array, row: IaRow, place: Candidate) => Message;
  readonly unmatched: (client: Uint8Array, row: IaRow, place: Candidate) => Message;
  readonly apply: (step: Step6, lease: Lease6) => Lease6;
}

const whatOf = (row: IaRow) => (row.kind === 'pd' ? 'prefix' : 'address');
const lengthOf = (row: IaRow, place: Candidate) => (row.kind === 'pd' ? place.prefixLength : undefined);

const RELEASE: GiveBack = {
  kinds: ['na', 'pd'],
  received: statusText6.releaseReceived,
  unknown: {
    na: statusText6.releaseUnknownAddress,
    ta: statusText6.releaseUnknownAddress,
    pd: statusText6.releaseUnknownPrefix,
  },
  matched: (client, row, place) => log6.released(client, whatOf(row), place.address, lengthOf(row, place)),
  unmatched: (client, row, place) => log6.releasedUnknown(client, whatOf(row), place.address, lengthOf(row, place)),
  apply: (step, lease) => endLease(step, lease, 'released'),
};

const DECLINE: GiveBack = {
  kinds: ['na'],
  received: statusText6.declineReceived,
  unknown: {
    na: statusText6.declineUnknown,
    ta: statusText6.declineUnknown,
    pd: statusText6.declineUnknown,
  },
  matched: (client, _row, place) => log6.declined(client, place.address),
  unmatched: (client, _row, place) => log6.declinedUnknown(client, place.address),
  // Nobody gets the address again until an administrator, or the client itself, takes it back.
  apply: (_step, lease) => ({ ...lease, state: 'abandoned', ends: NEVER }),
};

function isFixedFor(query: Query6, row: IaRow, host: HostDeclaration, place: Candidate): boolean {
  if (row.kind !== 'pd') return fixedAddressOf(query, host) === place.address;
  return host.fixedPrefixes6.some(({ prefix, length }) => prefix === place.address && length === place.prefixLength);
}

function giveBackLease(query: Query6, action: GiveBack, ia: Ia6, lease: Lease6): void {
  const { step } = query;
  const changed = action.apply(step, lease);
  const leases = ia.leases.map((each) => (each === lease ? changed : each));
  recordIa(step, { ...ia, cltt: step.now, leases });
}

interface Party {
  readonly client: Uint8Array;
  readonly hosts: readonly HostDeclaration[];
}

/** Handles one address or prefix; false when it is neither the client's lease nor fixed for it. */
function giveBackOne(
  query: Query6,
  action: GiveBack,
  { client, hosts }: Party,
  { requested, place }: { readonly requested: RequestedIa; readonly place: Candidate },
): boolean {
  const { row, iaid } = requested;
  const inner = hostsByInnerOption(query, requested.options);
  const isFixed = (inner.length > 0 ? inner : hosts).some((host) => isFixedFor(query, row, host, place));
  const ia = isFixed ? undefined : query.step.server.store.ia(row.kind, client, iaid);
  const lease = ia?.leases.find((each) => each.address === place.address && each.prefixLength === place.prefixLength);
  const isMatched = isFixed || lease !== undefined;
  log(query.step, (isMatched ? action.matched : action.unmatched)(client, row, place));
  if (ia && lease) giveBackLease(query, action, ia, lease);
  return isMatched;
}

const NOWHERE: Ipv6 = 0n as Ipv6;

/** What a cut suboption names, for the log: it is nobody's lease. */
function namedByCut(row: IaRow, data: Uint8Array): Candidate {
  const address = row.kind !== 'pd' && data.length >= 16 ? ipv6FromBytes(data) : NOWHERE;
  return { address, prefixLength: 0, preferred: 0, valid: 0 };
}

/** The addresses or prefixes of an association: all prefixes, but only the first address, as in the reference. */
function placesIn({ row, options }: RequestedIa): Candidate[] {
  const places = options
    .filter(({ code }) => code === row.suboption)
    .map(({ code, data }) => readCandidate(code, data) ?? namedByCut(row, data));
  return row.kind === 'pd' ? places : places.slice(0, 1);
}

/** The associations of the reply: one with NoBinding for each address or prefix that is not the client's. */
function giveBackKind(query: Query6, action: GiveBack, party: Party, row: IaRow): RawOption6[] | undefined {
  const errors: RawOption6[] = [];
  for (const { code, data } of query.message.options) {
    if (code !== row.option) continue;
    const requested = readIa(query, row, data);
    if (!requested) return row.kind === 'pd' ? [] : undefined;
    for (const place of placesIn(requested)) {
      if (giveBackOne(query, action, party, { requested, place })) continue;
      const status = { code: StatusCode.noBinding, message: action.unknown[row.kind] };
      errors.push(iaOption(row, requested.iaid, { t1: 0, t2: 0, status }));
    }
  }
  return errors;
}

/** RELEASE and DECLINE: identifiers and Success first, then what could not be done. */
function answerGiveBack(query: Query6, { client }: Identifiers, action: GiveBack): Uint8Array | undefined {
  const party: Party = { client, hosts: findHosts(query, client) };
  const options = globalOptions(query);
  if (!options.get('dhcp6', Option6.serverId)) setOption(query, options, Option6.serverId, query.step.server.duid);
  setOption(query, options, Option6.clientId, client);
  setStatus(query, options, { code: StatusCode.success, message: action.received });
  const written = writeOptions(query, options, STATUS_OPTIONS);
  const { root } = query.step.server.config;
  for (const kind of action.kinds) {
    // The reference runs the global scope once more for the prefixes: seen only where it logs or sets variables.
    if (kind === 'pd' && !root.statements.isConstant) globalOptions(query);
    const errors = giveBackKind(query, action, party, iaRow(kind));
    if (!errors) return undefined;
    written.push(...errors);
  }
  return finishReply(query, MessageType6.reply, written);
}

export const answerRelease = (query: Query6, identifiers: Identifiers): Uint8Array | undefined =>
  answerGiveBack(query, identifiers, RELEASE);

export const answerDecline = (query: Query6, identifiers: Identifiers): Uint8Array | undefined =>
  answerGiveBack(query, identifiers, DECLINE);
