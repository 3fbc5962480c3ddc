import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import { formatIpv4, ipv4 } from '../kernel/address.ts';
import { latin1 } from '../kernel/bytes.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import type { BindingState, Lease4 } from '../leases/lease4.ts';
import { Lease4Draft } from './lease4-draft.ts';
import { DOT, isDecimal, LEFT_BRACE, RIGHT_BRACE, STRING, WORD } from './lexer.ts';
import { readAgentOption } from './read-agent-option.ts';
import type { ReadContext } from './read-context.ts';
import { readDate } from './read-date.ts';
import { readEvent, readHardware, readHexOctets, readOctets, readVariable, readVariableValue } from './read-value.ts';

type StatementReader = (draft: Lease4Draft, context: ReadContext) => void;

/** Everything that may stand in a lease; each is called on its keyword and leaves behind the statement. */
const STATEMENTS: ReadonlyMap<string, StatementReader> = new Map<string, StatementReader>([
  ['starts', dateReader('starts')],
  ['ends', dateReader('ends')],
  ['tstp', dateReader('tstp')],
  ['tsfp', dateReader('tsfp')],
  ['atsfp', dateReader('atsfp')],
  ['cltt', dateReader('cltt')],
  ['timestamp', (_, context) => void readDate(context)],
  ['binding', (draft, context) => readState(draft, context, 'state')],
  ['next', (draft, context) => readOtherState(draft, context, 'nextState')],
  ['rewind', (draft, context) => readOtherState(draft, context, 'rewindState')],
  ['abandoned', abandonedReader],
  ['reserved', flagReader('reserved')],
  ['dynamic-bootp', flagReader('bootp')],
  ['hardware', hardwareReader],
  ['uid', uidReader],
  ['client-hostname', hostnameReader],
  ['hostname', ignoredHostname],
  ['class', ignoredClass],
  ['billing', billingReader],
  ['on', eventReader],
  ['set', variableReader],
  ['option', agentOptionReader],
  ['supersede', agentOptionReader],
  ['ddns-fwd-name', oldVariableReader],
  ['ddns-rev-name', oldVariableReader],
]);

/** Statements that may come more than once without a word. */
const REPEATABLE: ReadonlySet<string> = new Set(['set', 'on', 'option', 'supersede', 'reserved', 'dynamic-bootp']);

/** `lease IP { … }`, behind the keyword. A statement that makes no sense costs itself. */
export function readLease4(context: ReadContext): Lease4 | undefined {
  const ip = readIp(context);
  if (ip === undefined) return undefined;
  const { lexer } = context;
  if (!lexer.accept(LEFT_BRACE)) {
    context.report(say.expectingLeftBrace());
    context.skipStatement();
    return undefined;
  }
  const draft = new Lease4Draft(ip);
  const seen = new Set<string>();
  while (!lexer.accept(RIGHT_BRACE)) {
    if (lexer.isAtEnd) {
      context.report(say.unexpectedEnd());
      break;
    }
    readStatement(draft, context, seen);
  }
  return draft.finish(context.settings.now, context.sharedVariables);
}

function readStatement(draft: Lease4Draft, context: ReadContext, seen: Set<string>): void {
  const word = context.lexer.word();
  const reader = STATEMENTS.get(word) ?? STATEMENTS.get(word.toLowerCase());
  if (!reader) {
    context.report(say.unexpectedDirective());
    context.skipStatement();
    return;
  }
  reader(draft, context);
  if (seen.has(word) && !REPEATABLE.has(word)) context.report(say.tooMany(word, formatIpv4(draft.ip)));
  seen.add(word);
}

/** Four numbers with dots between. */
function readIp(context: ReadContext): Ipv4 | undefined {
  const { lexer } = context;
  let address = 0;
  for (let part = 0; part < 4; part++) {
    if (part > 0 && !lexer.accept(DOT)) return refuse(context, say.tooFewNumbers());
    const word = lexer.word();
    if (!isDecimal(word)) return refuse(context, say.expectingNumericValue());
    if (Number(word) > 255) context.report(say.exceedsPrecision(word));
    address = address * 256 + (Number(word) & 255);
    lexer.next();
  }
  return ipv4(address);
}

function refuse(context: ReadContext, message: Message): undefined {
  context.report(message);
  context.skipStatement();
  return undefined;
}

function dateReader(name: 'starts' | 'ends' | 'tstp' | 'tsfp' | 'atsfp' | 'cltt'): StatementReader {
  return (draft, context) => {
    draft[name] = readDate(context);
  };
}

function flagReader(name: 'reserved' | 'bootp'): StatementReader {
  return (draft, context) => {
    context.lexer.next();
    draft[name] = true;
    context.expectSemicolon();
  };
}

const STATES: ReadonlyMap<string, BindingState> = new Map(
  (['free', 'active', 'expired', 'released', 'abandoned', 'reset', 'backup'] as const).map((state) => [state, state]),
);

function readOtherState(draft: Lease4Draft, context: ReadContext, which: 'nextState' | 'rewindState'): void {
  context.lexer.next();
  if (context.lexer.word().toLowerCase() !== 'binding') refuse(context, say.expectingBinding());
  else readState(draft, context, which);
}

/** On `binding`. In old files `reserved` and `bootp` are states: an active lease with that mark. */
function readState(draft: Lease4Draft, context: ReadContext, which: 'state' | 'nextState' | 'rewindState'): void {
  const { lexer } = context;
  lexer.next();
  if (lexer.word().toLowerCase() !== 'state') {
    refuse(context, say.expectingState());
    return;
  }
  lexer.next();
  const word = lexer.word().toLowerCase();
  const state = word === 'reserved' || word === 'bootp' ? 'active' : STATES.get(word);
  if (!state) {
    refuse(context, say.expectingBindingState(lexer.text()));
    return;
  }
  if (word === 'reserved' || word === 'bootp') draft[word] = true;
  draft[which] = state;
  lexer.next();
  context.expectSemicolon();
}

function abandonedReader(draft: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  draft.state = 'abandoned';
  draft.nextState = 'abandoned';
  context.expectSemicolon();
}

function hardwareReader(draft: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  draft.hardware = readHardware(context) ?? draft.hardware;
}

function uidReader(draft: Lease4Draft, context: ReadContext): void {
  const { lexer } = context;
  lexer.next();
  const isText = lexer.kind === STRING;
  const uid = isText ? readOctets(context) : readHexOctets(context, say.expectingNumericValue());
  if (!uid) return;
  draft.uid = uid.length > 0 ? uid : undefined;
  context.expectSemicolon();
}

function hostnameReader(draft: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  const name = readHostname(context);
  if (name !== undefined && context.expectSemicolon()) draft.clientHostname = name;
}

function ignoredHostname(_: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  if (readHostname(context) !== undefined) context.expectSemicolon();
}

/** A string, which ends at its first NUL, or a bare name with dots. */
function readHostname(context: ReadContext): string | undefined {
  const { lexer } = context;
  if (lexer.kind === STRING) {
    const text = latin1(lexer.octets());
    lexer.next();
    return text.split('\0', 1)[0];
  }
  if (lexer.kind !== WORD) return refuse(context, say.expectingHostname());
  let name = lexer.word();
  lexer.next();
  while (lexer.accept(DOT)) {
    name += `.${lexer.word()}`;
    lexer.accept(WORD);
  }
  return name;
}

/** Written by versions before 3.0; nothing is made of it. */
function ignoredClass(_: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  if (context.lexer.kind === WORD || context.lexer.kind === STRING) context.lexer.next();
  context.expectSemicolon();
}

/** `billing class "C";` or `billing subclass "C" DATA;`: the last one counts. */
function billingReader(draft: Lease4Draft, context: ReadContext): void {
  const { lexer } = context;
  lexer.next();
  const kind = lexer.word().toLowerCase();
  if (kind !== 'class' && kind !== 'subclass') {
    refuse(context, say.expectingClass());
    return;
  }
  lexer.next();
  if (lexer.kind !== STRING) {
    refuse(context, kind === 'class' ? say.expectingString() : say.expectingClassName());
    return;
  }
  const className = lexer.text();
  lexer.next();
  const subclass = kind === 'subclass' ? readOctets(context) : undefined;
  if (kind === 'subclass' && !subclass) return;
  draft.billing = { className, subclass };
  context.expectSemicolon();
}

function eventReader(draft: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  const event = readEvent(context);
  if (!event?.body) return;
  if (event.expiry) draft.onExpiry = event.body;
  if (event.release) draft.onRelease = event.body;
}

function variableReader(draft: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  const variable = readVariable(context, say.notAVariableName);
  if (variable) draft.set(...variable);
}

/** `ddns-fwd-name "x";`: a variable in files of old versions. */
function oldVariableReader(draft: Lease4Draft, context: ReadContext): void {
  const name = context.lexer.word();
  context.lexer.next();
  const value = readVariableValue(context);
  if (!value) return;
  draft.set(name, value);
  context.expectSemicolon();
}

function agentOptionReader(draft: Lease4Draft, context: ReadContext): void {
  context.lexer.next();
  const option = readAgentOption(context);
  if (!option) return;
  const known = draft.agentOptions ?? new Uint8Array(0);
  const joined = new Uint8Array(known.length + option.length);
  joined.set(known);
  joined.set(option, known.length);
  draft.agentOptions = joined;
}
