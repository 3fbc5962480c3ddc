import { CATEGORIES, type Rule, rulesOfParser, SPELLINGS, type Syntax } from './syntax.ts';

/** What the lexer reads without a list of words (common/conflex.c). */
export const LEXICAL: ReadonlyMap<string, string> = new Map([
  ['Text', `'"' ( [^"\\] | "\\" [#x00-#xFE] )* '"'`],
  ['Number', '[-0-9] [0-9]*'],
  ['HexWord', '( [-0-9A-Za-z] [0-9A-Fa-f]* | "0x" [0-9A-Fa-f]+ ) - ( Number | Keyword )'],
  ['Name', '[-0-9A-Za-z] [-_0-9A-Za-z]* - ( Number | HexWord | Keyword )'],
  ['Sign', '[^-"#_0-9A-Za-z{}();,.:=!~+*/%&|^ #x09-#x0D]'],
]);

const HEAD = `/* The language of dhcpd.conf(5), in the EBNF of the XML recommendation. Generated from the parser by scripts/grammar.ts.
   Blank space and comments (# to the end of the line) may stand between any two tokens. Words count without regard to case.
   Which words a statement may hold depends on tables and scope: see statements.json. */
`;

const quoted = (text: string): string => `"${text}"`;

/** A terminal by its one spelling, or by its name. */
function terminal(name: string): string {
  const [only, ...others] = SPELLINGS.get(name) ?? [];
  return only !== undefined && others.length === 0 ? quoted(only) : name;
}

function grouped(syntax: Syntax): string {
  const text = ebnfOf(syntax);
  return syntax.kind === 'rule' || syntax.kind === 'terminal' ? text : `( ${text} )`;
}

function ebnfOf(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'rule':
      return syntax.name;
    case 'terminal':
      return terminal(syntax.name);
    case 'sequence':
      return syntax.parts.map((part) => (part.kind === 'choice' ? grouped(part) : ebnfOf(part))).join(' ');
    case 'choice':
      return syntax.parts.map((part) => (part.kind === 'choice' ? grouped(part) : ebnfOf(part))).join(' | ');
    case 'optional':
      return `${grouped(syntax.inner)}?`;
    case 'repeated':
      return repetition(syntax);
  }
}

function repetition({ inner, atLeast, separator }: Extract<Syntax, { kind: 'repeated' }>): string {
  if (!separator) return `${grouped(inner)}${atLeast === 0 ? '*' : '+'}`;
  const list = `${grouped(inner)} ( ${ebnfOf(separator)} ${grouped(inner)} )*`;
  return atLeast === 0 ? `( ${list} )?` : list;
}

const LINE = 120;

/** A rule, its alternatives below one another where they do not fit on a line. */
function definition(name: string, alternatives: readonly string[]): string {
  const whole = `${name} ::= ${alternatives.join(' | ')}`;
  if (whole.length <= LINE) return whole;
  const lines = [`${name} ::=`];
  let line = '   ';
  for (const [at, alternative] of alternatives.entries()) {
    const piece = at === 0 ? ` ${alternative}` : ` | ${alternative}`;
    if (line.length + piece.length > LINE) {
      lines.push(line);
      line = '   ';
    }
    line += piece;
  }
  return [...lines, line].join('\n');
}

function ruleText({ name, syntax }: Rule): string {
  return definition(name, syntax.kind === 'choice' ? syntax.parts.map(ebnfOf) : [ebnfOf(syntax)]);
}

/** The whole grammar as EBNF text. */
export function ebnf(): string {
  const rules = rulesOfParser().map(ruleText);
  const categories = [...CATEGORIES].map(([name, members]) => definition(name, members.map(terminal)));
  const words = [...SPELLINGS]
    .filter(([, texts]) => texts.length > 1)
    .map(([name, texts]) => definition(name, texts.map(quoted)));
  const lexical = [...LEXICAL].map(([name, text]) => definition(name, [text]));
  return `${[HEAD, ...rules, '/* Terminals */', ...categories, ...words, ...lexical].join('\n\n')}\n`;
}
