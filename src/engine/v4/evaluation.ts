import type { Message } from '../../diagnostics/message.ts';
import type { Effect } from '../../effects/effects.ts';
import type { CompiledStatements, EvalContext, OptionState, RequestView, Variables } from '../../expr/context.ts';
import type { EventName } from '../../expr/ir.ts';
import { newOptionState } from '../../expr/option-state.ts';
import { latin1 } from '../../kernel/bytes.ts';
import type { Hardware } from '../../kernel/hardware.ts';
import type { EpochSeconds } from '../../kernel/scalars.ts';
import type { EngineState } from './engine-state.ts';
import type { Exchange } from './exchange.ts';
import { Parameter } from './option-codes.ts';
import { parameter } from './parameters.ts';
import { type LeaseVariables, SharedVariables } from './variables.ts';

/** The lease an evaluation is about. */
export interface LeaseAtHand {
  /** Undefined: expressions see the variables of the server in place of the lease's. */
  readonly variables: LeaseVariables | undefined;
  readonly address: Uint8Array;
  readonly hardware: Hardware | undefined;
  readonly ends: EpochSeconds;
  readonly isStatic: boolean;
  readonly hostName: string | undefined;
}

/** Bodies of `on commit`, `on expiry` and `on release` that the statements left behind. */
export type EventBodies = Partial<Record<EventName, CompiledStatements>>;

/** What expressions may look at and statements may do while one message (or the end of a lease) is handled. */
export class Evaluation implements EvalContext {
  readonly now: EpochSeconds;
  readonly request: RequestView | undefined;
  reply: OptionState = newOptionState();
  readonly packetVariables: Variables;
  readonly clientState = undefined;
  readonly hostname: string;
  events: EventBodies = {};
  #lease: LeaseAtHand | undefined;
  readonly #state: EngineState;
  readonly #effects: Effect[];
  readonly #exchange: Exchange | undefined;

  constructor(state: EngineState, now: EpochSeconds, effects: Effect[], exchange?: Exchange) {
    this.now = now;
    this.request = exchange?.request;
    this.packetVariables = new SharedVariables(state.globals);
    this.hostname = state.environment.hostname;
    this.#state = state;
    this.#effects = effects;
    this.#exchange = exchange;
  }

  /** For the statements and expressions of a message. */
  static of(exchange: Exchange): Evaluation {
    return new Evaluation(exchange.state, exchange.now, exchange.effects, exchange);
  }

  /** From here on expressions see this lease. */
  about(lease: LeaseAtHand): this {
    this.#lease = lease;
    return this;
  }

  /** Option values are worked out without the variables of the lease, as in the reference; statements have seen them. */
  forgetVariables(): void {
    if (this.#lease) this.#lease = { ...this.#lease, variables: undefined };
  }

  get leaseVariables(): Variables | undefined {
    return this.#lease?.variables;
  }

  get leasedAddress(): Uint8Array | undefined {
    return this.#lease?.address;
  }

  get leaseHardware(): Hardware | undefined {
    return this.#lease?.hardware;
  }

  get leaseTime(): number | undefined {
    return this.#lease && this.#lease.ends - this.now;
  }

  get hostDeclName(): string | undefined {
    return this.#lease?.hostName;
  }

  get isKnown(): boolean | undefined {
    return this.#exchange?.known;
  }

  get isStatic(): boolean | undefined {
    return this.#lease?.isStatic;
  }

  hasClass(name: string): boolean {
    return this.#exchange?.classes.some((membership) => membership.declaration.name === name) ?? false;
  }

  addClass(name: string): void {
    const declaration = this.#state.config.classes.find((candidate) => candidate.name === name);
    if (declaration) this.#exchange?.join({ declaration, subclass: undefined });
  }

  log(message: Message): void {
    this.#effects.push({ kind: 'log', message });
  }

  fatal(message: Message): void {
    this.#effects.push({ kind: 'fatal', message });
  }

  execute(command: string, args: readonly string[]): void {
    this.#effects.push({ kind: 'execute', command, args });
  }

  lookupHost(name: string, family: 4 | 6): Uint8Array | undefined {
    return this.#state.environment.lookupHost(name, family);
  }

  onEvent(events: readonly EventName[], body: CompiledStatements): void {
    for (const event of events) this.events[event] = body;
  }

  parseVendorOption(): void {
    const space = parameter(this, Parameter.vendorOptionSpace);
    if (space) this.#exchange?.request.openVendorOptions(latin1(space));
  }
}
