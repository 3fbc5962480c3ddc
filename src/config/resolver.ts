import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import type { RegistryBuilder } from '../options/registry.ts';
import type { Token } from '../parser/ast.ts';
import type { ConfigDraft, HostDraft, NetworkDraft, ScopeDraft, SubnetDraft } from './draft.ts';
import type { RangeRegister } from './range-register.ts';
import type { Report } from './report.ts';
import { isPunctuation } from './token-class.ts';
import type { TokenStream } from './token-stream.ts';

/** Everything the readers of single statements share. */
export interface Resolver {
  readonly family: 4 | 6;
  readonly dhcp4o6: boolean;
  readonly options: RegistryBuilder;
  readonly draft: ConfigDraft;
  readonly report: Report;
  readonly ranges: RangeRegister;
  /** The words of the file being read; an include puts its own in its place for a while. */
  stream: TokenStream;
  /** Reads one statement or declaration; the return value is `declarationSeen` for the next. */
  readonly statement: (context: Context, declarationSeen: boolean) => boolean;
  /** Reads a file in the place of its include statement; false if it has errors. */
  readonly include: (name: string, context: Context) => boolean;
  /** The subnet declared last. */
  lastSubnet: SubnetDraft | undefined;
  /** `Host declarations are global` is said once. */
  warnedOfScopedHost: boolean;
}

/** Where a statement stands. */
export interface Context {
  readonly kind: ScopeDraft['kind'];
  readonly scope: ScopeDraft;
  readonly network: NetworkDraft | undefined;
  readonly subnet: SubnetDraft | undefined;
  readonly host: HostDraft | undefined;
}

/** Says what is wrong at the word just read. */
export function complain(resolver: Resolver, message: Message): void {
  resolver.report.error(message, resolver.stream.place());
}

/** Says what is wrong and goes on after the next semicolon. */
export function complainAndSkip(resolver: Resolver, message: Message): void {
  complain(resolver, message);
  resolver.stream.skipToSemicolon();
}

/** Like complainAndSkip, unless the word just read was the semicolon. */
export function complainAndSkipRest(resolver: Resolver, message: Message, found: Token): void {
  complain(resolver, message);
  if (!isPunctuation(found, ';')) resolver.stream.skipToSemicolon();
}

/** Takes the semicolon that ends a statement. */
export function expectSemicolon(resolver: Resolver, otherwise: Message = say.semicolonExpected()): boolean {
  if (isPunctuation(resolver.stream.next(), ';')) return true;
  complainAndSkip(resolver, otherwise);
  return false;
}

/** Takes the brace that opens a declaration's body. */
export function expectLeftBrace(resolver: Resolver): boolean {
  if (isPunctuation(resolver.stream.next(), '{')) return true;
  complainAndSkip(resolver, say.expectingLeftBraceStop());
  return false;
}

/**
 * Reads a body up to its closing brace. `read` takes one statement and returns whether a declaration has been seen
 * (the wording of a later message depends on it), or `stop` to leave the body at once. True when the brace was found.
 */
export function readBody(resolver: Resolver, read: (declarationSeen: boolean) => boolean | 'stop'): boolean {
  const { stream } = resolver;
  let declarationSeen = false;
  for (;;) {
    const token = stream.peek();
    if (isPunctuation(token, '}')) {
      stream.next();
      return true;
    }
    if (token.type === 'eof') {
      stream.next();
      complain(resolver, say.unexpectedEndOfFile());
      return false;
    }
    const seen = read(declarationSeen);
    if (seen === 'stop') return false;
    declarationSeen = seen;
  }
}
