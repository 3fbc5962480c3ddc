import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import type { CompiledStatements, Value } from '../expr/context.ts';
import { parseIpv6 } from '../kernel/address.ts';
import { latin1, readU32 } from '../kernel/bytes.ts';
import { type EpochSeconds, epochSeconds, type Ipv6, seconds } from '../kernel/scalars.ts';
import type { BindingState6, Ia6, IaKind, Lease6 } from '../leases/lease6.ts';
import { isDecimal, LEFT_BRACE, RIGHT_BRACE, SEMICOLON, SLASH, STRING } from './lexer.ts';
import type { ReadContext } from './read-context.ts';
import { readDate } from './read-date.ts';
import { readEvent, readHexOctets, readVariable } from './read-value.ts';

/**
 * The reference also refuses a key with a DUID of no or one octet, although it writes such records itself for clients that have one;
 * here their leases are not lost.
 */
const IAID_LENGTH = 4;

/** In which order the octets of an IAID stand in the file. */
export type ByteOrder = 'little-endian' | 'big-endian';

/** `ia-na KEY { … }` and the like, behind the keyword. A lease that makes no sense costs itself. */
export function readIa(kind: IaKind, context: ReadContext, byteOrder: ByteOrder): Ia6 | undefined {
  const { lexer } = context;
  const key = readKey(context);
  if (!key) return undefined;
  if (!lexer.accept(LEFT_BRACE)) return refuse(context, say.iaExpectingLeftBrace());
  let cltt = epochSeconds(0);
  const leases: Lease6[] = [];
  while (!lexer.accept(RIGHT_BRACE)) {
    if (lexer.isAtEnd) {
      context.report(say.iaUnexpectedEnd());
      break;
    }
    if (lexer.word().toLowerCase() === 'cltt') cltt = readDate(context);
    else {
      const lease = readLease(kind, context);
      if (lease) leases.push(lease);
    }
  }
  return { kind, iaid: iaidOf(key, byteOrder), duid: key.slice(4), cltt, leases };
}

function refuse(context: ReadContext, message: Message): undefined {
  context.report(message);
  context.skipStatement();
  return undefined;
}

/** An IAID and a DUID. */
function readKey(context: ReadContext): Uint8Array | undefined {
  const { lexer } = context;
  let key: Uint8Array | undefined;
  if (lexer.kind === STRING) {
    key = lexer.octets();
    lexer.next();
  } else key = readHexOctets(context, say.expectingStringOrHex());
  if (key && key.length < IAID_LENGTH) return refuse(context, say.iaKeyTooShort());
  return key;
}

function iaidOf(key: Uint8Array, byteOrder: ByteOrder): number {
  return readU32(byteOrder === 'big-endian' ? key : Uint8Array.from(key.subarray(0, 4)).reverse(), 0);
}

interface Draft6 {
  readonly kind: IaKind;
  state: BindingState6 | undefined;
  preferred: number;
  valid: number;
  ends: EpochSeconds | undefined;
  readonly variables: Map<string, Value>;
  onExpiry: CompiledStatements | undefined;
  onRelease: CompiledStatements | undefined;
}

function readLease(kind: IaKind, context: ReadContext): Lease6 | undefined {
  const { lexer } = context;
  const isPrefix = kind === 'pd';
  const keyword = isPrefix ? 'iaprefix' : 'iaaddr';
  if (lexer.word().toLowerCase() !== keyword) {
    return refuse(context, isPrefix ? say.iaExpectingPrefix() : say.iaExpectingAddress());
  }
  lexer.next();
  const address = readAddress(context);
  const prefixLength = isPrefix && address !== undefined ? readPrefixLength(context) : 128;
  if (address === undefined || prefixLength === undefined) {
    return refuse(context, isPrefix ? say.iaExpectingIpv6Prefix() : say.iaExpectingIpv6Address());
  }
  if (!lexer.accept(LEFT_BRACE)) return refuse(context, say.iaExpectingLeftBrace());
  const draft: Draft6 = {
    kind,
    state: undefined,
    preferred: 0,
    valid: 0,
    ends: undefined,
    variables: new Map(),
    onExpiry: undefined,
    onRelease: undefined,
  };
  if (!readStatements(draft, context)) return undefined;
  return finish(draft, address, prefixLength, context);
}

function finish(draft: Draft6, address: Ipv6, prefixLength: number, context: ReadContext): Lease6 | undefined {
  const { kind, state, ends } = draft;
  const what = kind === 'pd' ? 'iaprefix' : 'iaaddr';
  if (state === undefined || ends === undefined) {
    context.report(state === undefined ? say.iaMissingState(what) : say.iaMissingEnd(what));
    return undefined;
  }
  const { onExpiry, onRelease } = draft;
  const variables = context.sharedVariables.share(draft.variables);
  const lifetimes = { preferred: seconds(draft.preferred), valid: seconds(draft.valid), ends };
  return { address, prefixLength, state, ...lifetimes, variables, onExpiry, onRelease };
}

/** False when the file ends before the lease does: what is missing of it cannot be known. */
function readStatements(draft: Draft6, context: ReadContext): boolean {
  const { lexer } = context;
  while (!lexer.accept(RIGHT_BRACE)) {
    if (lexer.isAtEnd) {
      context.report(say.iaUnexpectedEnd());
      return false;
    }
    const word = lexer.word();
    const reader = STATEMENTS.get(word) ?? STATEMENTS.get(word.toLowerCase());
    if (reader) reader(draft, context);
    else refuse(context, say.iaExpectingContents(draft.kind, lexer.text()));
  }
  return true;
}

type StatementReader = (draft: Draft6, context: ReadContext) => void;

const STATEMENTS: ReadonlyMap<string, StatementReader> = new Map<string, StatementReader>([
  ['binding', readState],
  ['preferred-life', lifetimeReader('preferred', say.notAPreferredTime)],
  ['max-life', lifetimeReader('valid', say.notAMaxTime)],
  ['ends', endReader],
  ['set', variableReader],
  ['on', eventReader],
]);

const STATES: ReadonlyMap<string, BindingState6> = new Map(
  (['free', 'active', 'expired', 'released', 'abandoned'] as const).map((state) => [state, state]),
);

function readState(draft: Draft6, context: ReadContext): void {
  const { lexer } = context;
  lexer.next();
  if (lexer.word().toLowerCase() !== 'state') {
    refuse(context, say.iaExpectingState());
    return;
  }
  lexer.next();
  const state = STATES.get(lexer.word().toLowerCase());
  if (!state) {
    refuse(context, say.iaExpectingBindingState());
    return;
  }
  draft.state = state;
  lexer.next();
  if (!lexer.accept(SEMICOLON)) context.report(say.iaExpectingSemicolon());
}

/** Old files have no semicolon here. */
function lifetimeReader(name: 'preferred' | 'valid', notATime: (word: string) => Message): StatementReader {
  return (draft, context) => {
    const { lexer } = context;
    lexer.next();
    if (!isDecimal(lexer.word())) {
      refuse(context, notATime(lexer.text()));
      return;
    }
    draft[name] = Number(lexer.word()) >>> 0;
    lexer.next();
    if (!lexer.accept(SEMICOLON)) context.report(say.iaExpectingSemicolon());
  };
}

function endReader(draft: Draft6, context: ReadContext): void {
  draft.ends = readDate(context);
}

function variableReader(draft: Draft6, context: ReadContext): void {
  context.lexer.next();
  const variable = readVariable(context, say.notAVariable6);
  if (variable) draft.variables.set(...variable);
}

function eventReader(draft: Draft6, context: ReadContext): void {
  context.lexer.next();
  const event = readEvent(context);
  if (!event?.body) return;
  if (event.expiry) draft.onExpiry = event.body;
  if (event.release) draft.onRelease = event.body;
}

function readPrefixLength(context: ReadContext): number | undefined {
  const { lexer } = context;
  if (!lexer.accept(SLASH) || !isDecimal(lexer.word())) return undefined;
  const length = Number(lexer.word());
  lexer.next();
  return length <= 128 && length >= 0 ? length : undefined;
}

/** The characters of an address are several tokens: they are taken as one piece. */
function readAddress(context: ReadContext): Ipv6 | undefined {
  const { lexer } = context;
  const { bytes, limit, start } = lexer;
  let end = start;
  while (end < limit && isAddressCharacter(bytes[end] as number)) end++;
  const address = parseIpv6(latin1(bytes, start, end));
  if (address !== undefined) lexer.jump(end);
  return address;
}

/** Hexadecimal digits, `:` and `.`. */
function isAddressCharacter(c: number): boolean {
  return (c >= 0x30 && c <= 0x3a) || (c >= 0x61 && c <= 0x66) || (c >= 0x41 && c <= 0x46) || c === 0x2e;
}
