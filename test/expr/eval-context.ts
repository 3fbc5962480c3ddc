import type { Message } from '../../src/diagnostics/message.ts';
import type { EvalContext, RequestView, Value } from '../../src/expr/context.ts';
import type { BooleanExpr, DataExpr, NumericExpr, StatementIr, ValueExpr } from '../../src/expr/ir.ts';
import { newOptionState } from '../../src/expr/option-state.ts';
import { newVariables } from '../../src/expr/variables.ts';
import { fromHex, latin1, octets } from '../../src/kernel/bytes.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import type { KindName, OptionDefinition, OptionRegistry } from '../../src/options/definition.ts';

/** What a context was told to do, for tests to look at. */
export interface Recorder extends EvalContext {
  readonly lines: string[];
  readonly fatalLines: string[];
  readonly commands: string[][];
  readonly classes: Set<string>;
  readonly events: string[];
  vendorOptionReads: number;
}

/** A context without packet or lease, unless the test gives them. */
export function newContext(more: Partial<EvalContext> = {}): Recorder {
  const recorder: Recorder = {
    now: epochSeconds(1000),
    request: undefined,
    reply: newOptionState(),
    leaseVariables: undefined,
    packetVariables: newVariables(),
    leasedAddress: undefined,
    leaseTime: undefined,
    hostDeclName: undefined,
    isKnown: undefined,
    isStatic: undefined,
    clientState: undefined,
    hostname: 'server.example',
    lines: [],
    fatalLines: [],
    commands: [],
    classes: new Set(),
    events: [],
    vendorOptionReads: 0,
    hasClass: (name) => recorder.classes.has(name),
    addClass: (name) => void recorder.classes.add(name),
    log: (message: Message) => void recorder.lines.push(`${message.level}: ${message.text()}`),
    fatal: (message: Message) => void recorder.fatalLines.push(message.text()),
    execute: (command, args) => void recorder.commands.push([command, ...args]),
    lookupHost: (name, family) => (name === 'known.example' ? octets('\x0a'.repeat(family === 4 ? 4 : 16)) : undefined),
    onEvent: (events) => void recorder.events.push(...events),
    parseVendorOption: () => void recorder.vendorOptionReads++,
    ...more,
  };
  return recorder;
}

/** A BOOTP message of 240 octets with a few options. */
export function request4(
  options: Readonly<Record<number, string>> = {},
  header: Readonly<Record<number, string>> = {},
) {
  const raw = new Uint8Array(240);
  raw.set([1, 1, 6, 0, 0xde, 0xad, 0xbe, 0xef]);
  for (const [at, text] of Object.entries(header)) raw.set(octets(text), Number(at));
  return view(options, raw, { type: 1, address: fromHex('020000000001') });
}

export function view(
  options: Readonly<Record<number, string>>,
  raw: Uint8Array,
  hardware: RequestView['hardware'],
  relays: readonly RequestView[] = [],
): RequestView {
  const option = ({ code }: OptionDefinition) => {
    const text = options[code];
    return text === undefined ? undefined : octets(text);
  };
  return { option, raw, hardware, relays };
}

export function definition(code: number, name: string, space = 'dhcp', kind: KindName = 'text'): OptionDefinition {
  return { space, code, name, format: { fields: [{ kind }], repeat: 'none' } };
}

export const HOST_NAME = definition(12, 'host-name');
export const DOMAIN_NAME = definition(15, 'domain-name');
export const CIRCUIT_ID = definition(1, 'circuit-id', 'agent');
export const SEARCH = definition(119, 'domain-search', 'dhcp', 'domainListCompressed');

const DEFINITIONS = [HOST_NAME, DOMAIN_NAME, CIRCUIT_ID, SEARCH];

/** Knows the definitions above and nothing else. */
export const REGISTRY: OptionRegistry = {
  space: () => undefined,
  byName: (space, name) => DEFINITIONS.find((d) => d.space === space && d.name === name),
  byCode: (space, code) =>
    DEFINITIONS.find((d) => d.space === space && d.code === code) ?? definition(code, `unknown-${code}`, space),
  isDefined: (space, code) => DEFINITIONS.some((d) => d.space === space && d.code === code),
  definitions: () => DEFINITIONS,
  spaces: () => [],
  enclosing: () => undefined,
};

export const text = (value: string): DataExpr => ({ op: 'const', value: octets(value) });
export const bytes = (value: string): DataExpr => ({ op: 'const', value: fromHex(value) });
export const NULL: DataExpr = { op: 'null' };
export const number = (value: number): NumericExpr => ({ op: 'number', value });
export const NO_NUMBER: NumericExpr = { op: 'extract-int', width: 8, data: NULL };
export const data = (expr: DataExpr): ValueExpr => ({ type: 'data', expr });
export const numeric = (expr: NumericExpr): ValueExpr => ({ type: 'numeric', expr });
export const boolean = (expr: BooleanExpr): ValueExpr => ({ type: 'boolean', expr });
export const hostName: DataExpr = { op: 'option', option: HOST_NAME };
export const yes: BooleanExpr = { op: 'boolean', value: true };
export const no: BooleanExpr = { op: 'boolean', value: false };
/** A condition that cannot be evaluated. */
export const unknown: BooleanExpr = { op: 'matches', data: NULL, pattern: text('') };
export const dataValue = (value: string): Value => ({ type: 'data', data: octets(value) });

/** `if CONDITION { THEN } else { OTHERWISE }`. */
export function when(
  condition: BooleanExpr,
  then: readonly StatementIr[],
  otherwise: readonly StatementIr[] = [],
): StatementIr {
  return { op: 'if', condition, then, otherwise };
}

/** Octets as text, for readable expectations. */
export const shown = (value: Uint8Array | undefined): string | undefined => value && latin1(value);
