import type { CompiledStatements, Value } from '../expr/context.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { EpochSeconds, Ipv4 } from '../kernel/scalars.ts';
import { epochSeconds } from '../kernel/scalars.ts';
import type { BindingState, Lease4 } from '../leases/lease4.ts';
import type { SharedVariables } from './shared-variables.ts';

const UNKNOWN = epochSeconds(0);

/** A lease record while it is read: statements come in any order, and any of them may be missing. */
export class Lease4Draft {
  readonly ip: Ipv4;
  starts = UNKNOWN;
  ends = UNKNOWN;
  tstp: EpochSeconds | undefined;
  tsfp: EpochSeconds | undefined;
  atsfp: EpochSeconds | undefined;
  cltt: EpochSeconds | undefined;
  state: BindingState | undefined;
  nextState: BindingState | undefined;
  rewindState: BindingState | undefined;
  reserved = false;
  bootp = false;
  hardware: Hardware | undefined;
  uid: Uint8Array | undefined;
  clientHostname: string | undefined;
  variables: Map<string, Value> | undefined;
  billing: Lease4['billing'];
  agentOptions: Uint8Array | undefined;
  onExpiry: CompiledStatements | undefined;
  onRelease: CompiledStatements | undefined;

  constructor(ip: Ipv4) {
    this.ip = ip;
  }

  set(name: string, value: Value): void {
    this.variables ??= new Map();
    this.variables.set(name, value);
  }

  /** The reference takes a missing `tstp` for `ends`, and a missing rewind state for the present one. */
  finish(now: EpochSeconds, shared: SharedVariables): Lease4 {
    const state = this.state ?? this.#likelyState(now);
    const likelyNext = this.state === undefined && state === 'active' ? 'free' : state;
    return {
      ip: this.ip,
      starts: this.starts,
      ends: this.ends,
      tstp: this.tstp ?? this.ends,
      tsfp: this.tsfp,
      atsfp: this.atsfp,
      cltt: this.cltt,
      state,
      nextState: (this.state && this.nextState) ?? likelyNext,
      rewindState: (this.state && this.rewindState) ?? state,
      reserved: this.reserved,
      bootp: this.bootp,
      hardware: this.hardware,
      uid: this.uid,
      clientHostname: this.clientHostname,
      variables: shared.share(this.variables),
      billing: this.billing,
      agentOptions: this.agentOptions,
      onExpiry: this.onExpiry,
      onRelease: this.onRelease,
    };
  }

  /** Files of old versions do not tell the state. */
  #likelyState(now: EpochSeconds): BindingState {
    return this.ends > now || this.onExpiry || this.onRelease ? 'active' : 'free';
  }
}
