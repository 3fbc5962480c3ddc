import type { HostDeclaration, SharedNetwork } from '../../../config/config.ts';
import type { CompiledStatements, Value } from '../../../expr/context.ts';
import type { EventName } from '../../../expr/ir.ts';
import { newVariables, type TrackedVariables } from '../../../expr/variables.ts';
import type { EpochSeconds, Ipv6, Seconds } from '../../../kernel/scalars.ts';
import type { Ia6, Lease6 } from '../../../leases/lease6.ts';
import type { Status } from '../../../wire/v6/ia.ts';
import type { RawOption6 } from '../../../wire/v6/packet.ts';
import type { Reply6 } from '../message/reply.ts';
import type { Pond6 } from '../pool/topology.ts';
import type { Query6 } from '../state.ts';
import type { IaRow } from './ia-kind.ts';

/** The answer to one client's SOLICIT, REQUEST, RENEW or REBIND while it is worked out. */
export interface Session6 {
  readonly query: Query6;
  readonly duid: Uint8Array;
  readonly network: SharedNetwork;
  readonly host: HostDeclaration | undefined;
  readonly reply: Reply6;
}

/** Bodies of `on EVENT` statements in force. */
export class Events6 {
  commit: CompiledStatements | undefined;
  expiry: CompiledStatements | undefined;
  release: CompiledStatements | undefined;

  constructor(lease?: Lease6) {
    this.expiry = lease?.onExpiry;
    this.release = lease?.onRelease;
  }

  /** A later statement for an event replaces an earlier one. */
  readonly set = (events: readonly EventName[], body: CompiledStatements): void => {
    for (const event of events) {
      if (event === 'commit') this.commit = body;
      else if (event === 'expiry') this.expiry = body;
      else if (event === 'release') this.release = body;
    }
  };
}

const NO_VARIABLES: ReadonlyMap<string, Value> = new Map();

/** One address or prefix on its way to the client; it becomes a Lease6 when a REPLY grants it. */
export class LeaseDraft {
  readonly address: Ipv6;
  readonly prefixLength: number;
  readonly pond: Pond6;
  /** The lease as it was; undefined for a new one. */
  readonly known: Lease6 | undefined;
  readonly events: Events6;
  readonly variables: TrackedVariables;
  preferred: Seconds = 0 as Seconds;
  valid: Seconds = 0 as Seconds;
  ends: EpochSeconds = 0 as EpochSeconds;

  constructor(place: { readonly address: Ipv6; readonly prefixLength: number; readonly pond: Pond6 }, known?: Lease6) {
    this.address = place.address;
    this.prefixLength = place.prefixLength;
    this.pond = place.pond;
    this.known = known;
    this.events = new Events6(known);
    this.variables = newVariables(known?.variables ?? NO_VARIABLES);
  }
}

/** An IA Address or IA Prefix option to be sent. */
export interface Suboption6 {
  readonly address: Ipv6;
  readonly prefixLength: number;
  preferred: number;
  valid: number;
}

/** What the client wrote into one identity association. */
export interface RequestedIa {
  readonly row: IaRow;
  readonly iaid: number;
  readonly t1: number;
  readonly t2: number;
  readonly options: readonly RawOption6[];
}

/** One identity association of the reply while it is worked out. */
export interface IaWork {
  readonly session: Session6;
  readonly requested: RequestedIa;
  /** The client's association as the store has it. */
  readonly known: Ia6 | undefined;
  /** The client's host declaration fixes what this association gets. */
  readonly isStatic: boolean;
  /** The fixed address of an IA_NA. */
  readonly fixed: Ipv6 | undefined;
  readonly staticEvents: Events6;
  /** Leases to grant, in the order of granting. */
  readonly drafts: LeaseDraft[];
  suboptions: Suboption6[];
  status: Status | undefined;
  /** Addresses or prefixes given so far. */
  resources: number;
  /** Something stands in the association, if only with zero lifetimes. */
  hasSuboptions: boolean;
  /** The shortest lifetimes the client asks for; 0 while it does not. */
  askedValid: number;
  askedPreferred: number;
  /** Prefix length the client asks for first. */
  askedLength: number | undefined;
  /** The shortest preferred lifetime given: the base of T1 and T2. */
  leastPreferred: number;
  /** The static prefix to name in the log. */
  loggedStatic: Pick<Suboption6, 'address' | 'prefixLength'> | undefined;
}

/** 0xffffffff: infinity on the wire (RFC 8415 §7.7). */
export const INFINITE = 0xffffffff;

/** How the handling of one suboption went; `fault` leaves the whole message without an answer. */
export type Outcome = 'fine' | 'settled' | 'unavailable' | 'exhausted' | 'fault';
