import type { Config, Scope } from '../../config/config.ts';
import type { Message } from '../../diagnostics/message.ts';
import type { Arrival6, Effect } from '../../effects/effects.ts';
import type { Variables } from '../../expr/context.ts';
import type { EpochSeconds } from '../../kernel/scalars.ts';
import type { LeaseStore6 } from '../../leases/store.ts';
import type { Message6, Relay6 } from '../../wire/v6/packet.ts';
import type { EngineEnvironment } from '../environment.ts';
import type { NetworkOfInterface } from './client/network.ts';
import type { MessageView } from './client/view.ts';
import type { ParameterCodes } from './parameters.ts';
import type { Memory6 } from './pool/memory.ts';
import type { Orphans6 } from './pool/orphans.ts';
import type { Reserved6 } from './pool/reserved.ts';
import type { Topology6 } from './pool/topology.ts';

/** What the DHCPv6 machine has at hand all its life. */
export interface Server6 {
  readonly config: Config;
  readonly store: LeaseStore6;
  readonly environment: EngineEnvironment;
  readonly duid: Uint8Array;
  readonly topology: Topology6;
  readonly networkOfInterface: NetworkOfInterface;
  readonly reserved: Reserved6;
  readonly orphans: Orphans6;
  readonly memory: Memory6;
  readonly parameters: ParameterCodes;
  /** Variables set where no lease is at hand: in DHCPv6 they live as long as the server, as in the reference. */
  readonly globals: Variables;
  /** Lines that are said once only. */
  readonly said: { hardwareType: boolean };
}

/** One step in progress. */
export interface Step6 {
  readonly server: Server6;
  readonly now: EpochSeconds;
  readonly effects: Effect[];
}

/** A class that the client belongs to; `name` is the superclass's for a subclass. */
export interface Membership {
  readonly name: string;
  readonly scope: Scope;
}

/** The client's message, out of its relay layers, while it is answered. */
export interface Query6 {
  readonly step: Step6;
  readonly message: Message6;
  readonly arrival: Arrival6;
  /** Nearest to the client first. */
  readonly relays: readonly Relay6[];
  readonly view: MessageView;
  /** Sent to an address of the server's own by the client itself (RFC 8415 §18.4). */
  readonly isUnicast: boolean;
  readonly classes: Membership[];
  /** A host declaration matched. */
  isKnown: boolean;
}

export function log(step: Pick<Step6, 'effects'>, message: Message): void {
  step.effects.push({ kind: 'log', message });
}

/** The first option of a code: of repeated ones the reference reads the first. */
export function optionOf(message: Message6 | Relay6, code: number): Uint8Array | undefined {
  for (const option of message.options) if (option.code === code) return option.data;
  return undefined;
}
