import type { Diagnostic, Source } from '../diagnostics/diagnostic.ts';
import type { ParsedFile } from './ast.ts';
import { ConfigParser } from './config-parser.ts';
import { scan } from './lexer.ts';

let parser: ConfigParser | undefined;

/** One parser for all texts: it keeps nothing between them, and building it costs more than a small file. */
function sharedParser(): ConfigParser {
  parser ??= new ConfigParser(true);
  return parser;
}

/**
 * Parses a dhcpd.conf, or the statements of any text in its language. A tree always comes out; what was wrong with the
 * text's structure is in `diagnostics`, the meaning of words is for config/ to judge.
 */
export function parseConfigFile(source: Source, sourceIndex: number): ParsedFile {
  const scanned = scan(source, sourceIndex);
  const { statements, diagnostics } = sharedParser().parse(scanned.table);
  return { source, statements, diagnostics: inOrder(scanned.diagnostics, diagnostics), eof: scanned.table.eof };
}

const reached = (diagnostic: Diagnostic): number => diagnostic.readTo?.offset ?? 0;

/** Findings of the lexer come before those of the grammar about the same text. */
const inOrder = (lexical: readonly Diagnostic[], syntactic: readonly Diagnostic[]): readonly Diagnostic[] =>
  lexical.length === 0 ? syntactic : [...lexical, ...syntactic].toSorted((a, b) => reached(a) - reached(b));
