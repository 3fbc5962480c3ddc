import type { Message } from '../diagnostics/message.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import type { OptionDefinition } from '../options/definition.ts';
import type { EventName, StatementIr } from './ir.ts';

/** A value of a variable or function: NULL is `undefined` wherever one may occur. */
export type Value =
  | { readonly type: 'data'; readonly data: Uint8Array }
  | { readonly type: 'numeric'; readonly number: number }
  | { readonly type: 'boolean'; readonly boolean: boolean }
  | { readonly type: 'function'; readonly parameters: readonly string[]; readonly body: CompiledStatements };

/** Compiled expressions; `undefined` is dhcp-eval(5)'s NULL (could not be evaluated). */
export type DataFn = (context: EvalContext) => Uint8Array | undefined;
export type NumericFn = (context: EvalContext) => number | undefined;
export type BooleanFn = (context: EvalContext) => boolean | undefined;

/** A compiled list of statements with the source it came from. */
export interface CompiledStatements {
  readonly source: readonly StatementIr[];
  /** True when the list only sets options to constants: its result may be computed ahead of time. */
  readonly isConstant: boolean;
  run(context: EvalContext): void;
}

/** One option of the message being built. The expression is evaluated when the option is sent, as the reference does. */
export interface OptionEntry {
  readonly option: OptionDefinition;
  readonly value: DataFn;
  /** The value when it does not depend on the packet. */
  readonly constant?: Uint8Array;
}

/** The options collected for a message, by space and code (`server` space: the configuration parameters). */
export interface OptionState {
  get(space: string, code: number): OptionEntry | undefined;
  set(entry: OptionEntry): void;
  delete(space: string, code: number): void;
  /** In order of first setting. */
  entries(space: string): Iterable<OptionEntry>;
  spaces(): Iterable<string>;
  clone(): OptionState;
}

/** The received message as expressions see it. */
export interface RequestView {
  /** Octets of an option of the message; sub-options of encapsulating options by their own space (agent, fqdn, vendor …). */
  option(option: OptionDefinition): Uint8Array | undefined;
  readonly raw: Uint8Array;
  readonly hardware: Hardware | undefined;
  /** DHCPv6: relay messages around this one, nearest to the client first. */
  readonly relays: readonly RequestView[];
}

/** Named values that live with a lease, or for one packet. */
export interface Variables {
  get(name: string): Value | undefined;
  set(name: string, value: Value): void;
  delete(name: string): void;
}

/** Everything an expression may look at, and everything a statement may do. */
export interface EvalContext {
  readonly now: EpochSeconds;
  readonly request: RequestView | undefined;
  /** The options being built; `config-option` reads them, option statements change them. */
  readonly reply: OptionState;
  /** Variables of the lease; absent when no lease is at hand: then `set` goes to the packet's own scope. */
  readonly leaseVariables: Variables | undefined;
  readonly packetVariables: Variables;
  /** Octets of the leased address. */
  readonly leasedAddress: Uint8Array | undefined;
  /** The lease's own link-layer address: what `hardware` is when no packet is at hand (`on expiry`). */
  readonly leaseHardware?: Hardware | undefined;
  /** Seconds until the lease ends. */
  readonly leaseTime: number | undefined;
  readonly hostDeclName: string | undefined;
  /** A host declaration matched / it has a fixed address. */
  readonly isKnown: boolean | undefined;
  readonly isStatic: boolean | undefined;
  readonly clientState: string | undefined;
  hasClass(name: string): boolean;
  addClass(name: string): void;
  log(message: Message): void;
  /** `log(fatal, …)`: the server ends after this message. */
  fatal(message: Message): void;
  /** `execute(…)`: run beside the service, never awaited by it. */
  execute(command: string, args: readonly string[]): void;
  /** Addresses known for a host name (4 or 16 octets each, joined); undefined while unknown. */
  lookupHost(name: string, family: 4 | 6): Uint8Array | undefined;
  readonly hostname: string;
  /** `on EVENT`: the body is remembered for the lease at hand. */
  onEvent(events: readonly EventName[], body: CompiledStatements): void;
  /** `parse-vendor-option`: reads option 43 of the request by the vendor space in force. */
  parseVendorOption(): void;
}
