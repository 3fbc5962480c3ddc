import type { Diagnostic, Source, Span } from '../diagnostics/diagnostic.ts';

/**
 * The tree of a dhcpd.conf. The grammar is free of context: what a statement's words mean (address, option value, permit …)
 * depends on tables and scope, so they stay tokens here and are typed in config/. Expressions and the control statements of
 * dhcp-eval(5) are parsed to trees.
 */

/**
 * `word`: letters, digits, `-`, `_` as conflex joins them (keywords, names, numbers, hexadecimal, parts of addresses);
 * `string`: quoted, `value` has the escapes undone; `punctuation`: one of `{ } ( ) ; , . : = ! ~ + / * % & | ^ < > @ # [ ]` or
 * `~=`, `~~`, `!=`; `eof`: the end of the file.
 */
export interface Token {
  readonly type: 'word' | 'string' | 'punctuation' | 'eof';
  /** As written; keywords are compared without regard to case. */
  readonly text: string;
  /** The meaning of a string; of other tokens the same as `text`. */
  readonly value: string;
  readonly span: Span;
  /** Comments and blank space before it, for printing the file again. */
  readonly leading?: readonly Comment[] | undefined;
}

export interface Comment {
  readonly text: string;
  readonly span: Span;
}

interface Node {
  readonly span: Span;
}

/** `KEYWORD WORDS… { … }`: subnet, host, pool, class, group, shared-network, zone, key, failover peer, interface … */
export interface Declaration extends Node {
  readonly kind: 'declaration';
  readonly keyword: Token;
  /** The words between keyword and left brace. */
  readonly head: readonly Token[];
  readonly leftBrace: Token;
  readonly body: readonly Statement[];
  /** `}`, or the end of file where it is missing (already diagnosed). */
  readonly rightBrace: Token;
}

/**
 * `KEYWORD WORDS…;`: every statement without braces and without `=`: range, hardware, allow, default-lease-time 600 …
 * Also what no statement begins with: a stray `;` or `}` (keyword and terminator are that token), a block without a word before
 * it, and a statement followed by a block that it cannot have (the block's tokens are among the args).
 */
export interface Parameter extends Node {
  readonly kind: 'parameter';
  readonly keyword: Token;
  readonly args: readonly Token[];
  /** `;`, or the token found in its place (`}` or the end of file). */
  readonly terminator: Token;
}

/** `option NAME VALUE…;`, `supersede …`, `default …`, `append …`, `prepend …`, `send …`; also `option NAME code N = TYPE;`. */
export interface OptionStatement extends Node {
  readonly kind: 'option';
  readonly verb: Token;
  /** `NAME` or `SPACE . NAME`, with the dots; the word `space` where `option space …` defines one. */
  readonly name: readonly Token[];
  /** `code N = …`, `space NAME …` and values by words: everything after the name. */
  readonly args: readonly Token[];
  readonly terminator: Token;
}

/** `option NAME = EXPRESSION;` and `PARAMETER = EXPRESSION;` (ddns-hostname, filename, default-lease-time …). */
export interface Assignment extends Node {
  readonly kind: 'assignment';
  /** option, supersede, default, append, prepend, send; absent for a bare parameter. */
  readonly verb?: Token;
  readonly name: readonly Token[];
  readonly value: Expression;
  readonly terminator: Token;
}

export interface If extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: readonly Statement[];
  /** `elsif` and `else if` nest: an If alone in the list. */
  readonly otherwise?: readonly Statement[];
}

export interface Switch extends Node {
  readonly kind: 'switch';
  readonly subject: Expression;
  /** In order of writing; a label stands before the statements it selects; `value` absent: `default:`. */
  readonly body: readonly (Statement | CaseLabel)[];
}

export interface CaseLabel extends Node {
  readonly kind: 'case';
  readonly value?: Expression;
}

export interface On extends Node {
  readonly kind: 'on';
  /** commit, release, expiry, transmission. */
  readonly events: readonly Token[];
  readonly body: readonly Statement[];
}

interface SetVariable extends Node {
  readonly kind: 'set';
  readonly name: Token;
  readonly value: Expression;
}

interface UnsetVariable extends Node {
  readonly kind: 'unset';
  readonly name: Token;
}

export interface Define extends Node {
  readonly kind: 'define';
  readonly name: Token;
  readonly parameters: readonly Token[];
  readonly body: readonly Statement[];
}

interface Log extends Node {
  readonly kind: 'log';
  /** fatal, error, debug, info; absent: debug. */
  readonly level?: Token;
  readonly value: Expression;
}

interface Execute extends Node {
  readonly kind: 'execute';
  readonly command: Token;
  readonly args: readonly Expression[];
}

/** `eval E;`, `return E;`, and a bare expression as a statement (`foobar;` is a variable reference to the reference). */
interface ExpressionStatement extends Node {
  readonly kind: 'eval' | 'return' | 'expression';
  readonly value: Expression;
}

/** `add "CLASS";` */
interface AddClass extends Node {
  readonly kind: 'add';
  readonly name: Token;
}

interface Break extends Node {
  readonly kind: 'break';
}

/** `match if E;`, `match E;`, `spawn with E;` inside a class. */
export interface Match extends Node {
  readonly kind: 'match';
  readonly form: 'match-if' | 'match' | 'spawn-with';
  readonly value: Expression;
}

export type Statement =
  | Declaration
  | Parameter
  | OptionStatement
  | Assignment
  | If
  | Switch
  | On
  | SetVariable
  | UnsetVariable
  | Define
  | Log
  | Execute
  | ExpressionStatement
  | AddClass
  | Break
  | Match;

/**
 * Operators group as the reference's do (dhcp-eval(5), and spec of its odd precedences): the tree already shows it.
 * Whether a tree is boolean, data or numeric where it has to be is checked here, except for variables and calls.
 */
export type Expression =
  | (Node & { readonly kind: 'string'; readonly value: string })
  /** `0a:1b:ff`, or one word of hexadecimal digits: octets in a data context, a number in a numeric one. */
  | (Node & { readonly kind: 'hex'; readonly words: readonly Token[] })
  | (Node & { readonly kind: 'number'; readonly text: string })
  | (Node & { readonly kind: 'boolean'; readonly value: boolean })
  | (Node & { readonly kind: 'option'; readonly source: 'option' | 'config-option'; readonly name: readonly Token[] })
  | (Node & { readonly kind: 'variable'; readonly name: string })
  /** Built-in functions and those of `define`: substring, concat, encode-int, v6relay, gethostname … */
  | (Node & { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] })
  /** hardware, leased-address, host-decl-name, known, static, null, lease-time, client-state, and named constants. */
  | (Node & { readonly kind: 'keyword'; readonly name: string })
  | (Node & { readonly kind: 'exists'; readonly name: readonly Token[] })
  | (Node & { readonly kind: 'check'; readonly className: Token })
  | (Node & { readonly kind: 'defined'; readonly name: Token })
  | (Node & { readonly kind: 'not'; readonly operand: Expression })
  | (Node & {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    });

export type BinaryOperator = '=' | '!=' | '~=' | '~~' | 'and' | 'or' | '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^';

/** A parsed file: always a tree, however damaged the text; what was wrong is in `diagnostics`, in order of place. */
export interface ParsedFile {
  readonly source: Source;
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
  readonly eof: Token;
}
