import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import { concat } from '../kernel/bytes.ts';
import type { OptionDefinition } from '../options/definition.ts';
import { readOptionValue, type ValueCursor, type ValueToken } from '../options/read.ts';
import { DOT, EQUAL, type LeaseLexer, SEMICOLON, STRING, WORD } from './lexer.ts';
import type { ReadContext } from './read-context.ts';

/** `agent.NAME VALUE;`, behind `option`: the sub-option as carried in option 82 (RFC 3046 §2.0). */
export function readAgentOption(context: ReadContext): Uint8Array | undefined {
  const { lexer } = context;
  const definition = readName(context);
  if (!definition) {
    context.report(say.agentOptionExpected());
    context.skipStatement();
    return undefined;
  }
  lexer.accept(EQUAL);
  const value = readOptionValue(definition.format, new LexerCursor(lexer));
  if (!value.ok || lexer.kind !== SEMICOLON) {
    context.report(say.semicolonExpected());
    context.skipStatement();
    return undefined;
  }
  lexer.next();
  const data = concat(...value.parts.map((part) => (part.kind === 'octets' ? part.data : new Uint8Array(0))));
  return data.length > 255 ? undefined : concat(Uint8Array.of(definition.code, data.length), data);
}

function readName({ lexer, settings }: ReadContext): OptionDefinition | undefined {
  const space = lexer.word();
  if (space.toLowerCase() !== 'agent') return undefined;
  lexer.next();
  if (!lexer.accept(DOT)) return undefined;
  const name = lexer.word();
  const unknown = /^unknown-(\d{1,3})$/i.exec(name);
  const definition =
    settings.options.byName('agent', name) ?? (unknown && byCode(settings.options, Number(unknown[1])));
  if (definition) lexer.next();
  return definition ?? undefined;
}

const byCode = (options: ReadContext['settings']['options'], code: number): OptionDefinition | undefined =>
  code > 0 && code < 255 ? options.byCode('agent', code) : undefined;

/** The lexer as the readers of option values see it. */
class LexerCursor implements ValueCursor {
  readonly #lexer: LeaseLexer;

  constructor(lexer: LeaseLexer) {
    this.#lexer = lexer;
  }

  peek(): ValueToken {
    const { start, end } = this.#lexer;
    const text = this.#lexer.text();
    return { type: this.#type(), text, value: text, span: { start: { offset: start }, end: { offset: end } } };
  }

  next(): ValueToken {
    const token = this.peek();
    this.#lexer.next();
    return token;
  }

  #type(): ValueToken['type'] {
    if (this.#lexer.isAtEnd) return 'eof';
    if (this.#lexer.kind === WORD) return 'word';
    return this.#lexer.kind === STRING ? 'string' : 'punctuation';
  }
}
