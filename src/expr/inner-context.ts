import type { Message } from '../diagnostics/message.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import type { CompiledStatements, EvalContext, OptionState, RequestView, Value, Variables } from './context.ts';
import type { EventName } from './ir.ts';

/**
 * The surrounding context with one thing changed: base of what a function body and `v6relay` see. It forwards instead of copying,
 * since an engine's context may be an object of any make.
 */
export class InnerContext implements EvalContext {
  readonly outer: EvalContext;

  constructor(outer: EvalContext) {
    this.outer = outer;
  }

  get now(): EpochSeconds {
    return this.outer.now;
  }
  get request(): RequestView | undefined {
    return this.outer.request;
  }
  get reply(): OptionState {
    return this.outer.reply;
  }
  get leaseVariables(): Variables | undefined {
    return this.outer.leaseVariables;
  }
  get packetVariables(): Variables {
    return this.outer.packetVariables;
  }
  get leasedAddress(): Uint8Array | undefined {
    return this.outer.leasedAddress;
  }
  get leaseHardware(): Hardware | undefined {
    return this.outer.leaseHardware;
  }
  get leaseTime(): number | undefined {
    return this.outer.leaseTime;
  }
  get hostDeclName(): string | undefined {
    return this.outer.hostDeclName;
  }
  get isKnown(): boolean | undefined {
    return this.outer.isKnown;
  }
  get isStatic(): boolean | undefined {
    return this.outer.isStatic;
  }
  get clientState(): string | undefined {
    return this.outer.clientState;
  }
  get hostname(): string {
    return this.outer.hostname;
  }
  hasClass(name: string): boolean {
    return this.outer.hasClass(name);
  }
  addClass(name: string): void {
    this.outer.addClass(name);
  }
  log(message: Message): void {
    this.outer.log(message);
  }
  fatal(message: Message): void {
    this.outer.fatal(message);
  }
  execute(command: string, args: readonly string[]): void {
    this.outer.execute(command, args);
  }
  lookupHost(name: string, family: 4 | 6): Uint8Array | undefined {
    return this.outer.lookupHost(name, family);
  }
  onEvent(events: readonly EventName[], body: CompiledStatements): void {
    this.outer.onEvent(events, body);
  }
  parseVendorOption(): void {
    this.outer.parseVendorOption();
  }
}

/** The context of one relay message, for `v6relay(N, …)`. */
export class RelayContext extends InnerContext {
  readonly #relay: RequestView;

  constructor(outer: EvalContext, relay: RequestView) {
    super(outer);
    this.#relay = relay;
  }

  override get request(): RequestView {
    return this.#relay;
  }
}

/** Counts the calls inside one outermost call, over all branches of a recursion. */
export interface CallBudget {
  depth: number;
  calls: number;
}

/** A function body at work: its own variables in front of those around the call, and what it returned so far. */
export class CallContext extends InnerContext {
  readonly budget: CallBudget;
  readonly #variables: Variables;
  returned: Value | undefined;

  constructor(outer: EvalContext, variables: Variables, budget: CallBudget) {
    super(outer);
    this.#variables = variables;
    this.budget = budget;
  }

  override get leaseVariables(): Variables {
    return this.#variables;
  }
}
