import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import { latin1 } from '../kernel/bytes.ts';
import { LEFT_BRACE, RIGHT_BRACE, SEMICOLON } from './lexer.ts';
import type { ReadContext } from './read-context.ts';

/** Declarations made while the server ran (omapi(3)), and states of failover peers. */
export type DeclarationKeyword = 'host' | 'group' | 'class' | 'subclass' | 'failover';

/** Kept as text, so that a rewrite of the file loses nothing of it. */
export interface DynamicDeclaration {
  readonly keyword: DeclarationKeyword;
  /** Everything between the keyword and the brace: a later declaration of the same name takes the place of this one. */
  readonly name: string;
  /** From the keyword to the closing brace. */
  readonly text: string;
  readonly isDynamic: boolean;
  readonly isDeleted: boolean;
}

/** On the keyword. A declaration that is cut off is lost. */
export function readDeclaration(keyword: DeclarationKeyword, context: ReadContext): DynamicDeclaration | undefined {
  const { lexer } = context;
  const { start, end } = lexer;
  lexer.next();
  while (!lexer.is(LEFT_BRACE) && !lexer.is(SEMICOLON) && !lexer.is(RIGHT_BRACE) && !lexer.isAtEnd) lexer.next();
  const name = latin1(lexer.bytes, end, lexer.start).trim().replace(/\s+/g, ' ');
  if (!lexer.is(LEFT_BRACE)) {
    context.report(say.expectingLeftBrace());
    context.skipStatement();
    return undefined;
  }
  const flags = readFlags(context);
  if (!flags) return undefined;
  return { keyword, name, text: latin1(lexer.bytes, start, flags.end), ...flags.found };
}

interface Flags {
  readonly end: number;
  readonly found: { readonly isDynamic: boolean; readonly isDeleted: boolean };
}

/** Goes through the body; what is declared in it is looked at for the two marks only. */
function readFlags(context: ReadContext): Flags | undefined {
  const { lexer } = context;
  const marks = new Set<string>();
  let depth = 0;
  let end = lexer.end;
  do {
    if (lexer.is(LEFT_BRACE)) depth++;
    else if (lexer.is(RIGHT_BRACE)) depth--;
    else if (depth === 1) marks.add(lexer.word().toLowerCase());
    end = lexer.end;
    lexer.next();
  } while (depth > 0 && !lexer.isAtEnd);
  if (depth > 0) {
    context.report(say.unexpectedEnd());
    return undefined;
  }
  return { end, found: { isDynamic: marks.has('dynamic'), isDeleted: marks.has('deleted') } };
}
