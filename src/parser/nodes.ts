import type { Span } from '../diagnostics/diagnostic.ts';
import type { Declaration, OptionStatement, Parameter, Statement, Token } from './ast.ts';
import type { TokenTable } from './token.ts';

/** Where the tokens of a statement of words stand in the table. */
export interface WordsPlace {
  readonly first: number;
  /** After the last word. */
  readonly end: number;
  /** What ends it: the token after the words, or the last word itself (a block that nobody asked for). */
  readonly terminator: number;
}

/** The statements of which files hold hundreds of thousands: their words stay in the table of tokens. */
abstract class WordsNode {
  protected readonly table: TokenTable;
  protected readonly first: number;
  protected readonly end: number;
  readonly #terminator: number;

  constructor(table: TokenTable, place: WordsPlace) {
    this.table = table;
    this.first = place.first;
    this.end = place.end;
    this.#terminator = place.terminator;
  }

  get terminator(): Token {
    return this.table.token(this.#terminator);
  }

  get span(): Span {
    const own = this.#terminator < this.end || this.terminator.text === ';';
    return this.table.spanOf(this.first, own ? this.#terminator : this.end - 1);
  }
}

/** See `Parameter` in ast.ts. */
export class ParameterNode extends WordsNode implements Parameter {
  readonly kind = 'parameter';

  get keyword(): Token {
    return this.table.token(this.first);
  }

  get args(): readonly Token[] {
    return this.table.tokens(this.first + 1, this.end);
  }
}

/** See `OptionStatement` in ast.ts. */
export class OptionNode extends WordsNode implements OptionStatement {
  readonly kind = 'option';
  readonly #nameEnd: number;

  constructor(table: TokenTable, place: WordsPlace, nameEnd: number) {
    super(table, place);
    this.#nameEnd = nameEnd;
  }

  get verb(): Token {
    return this.table.token(this.first);
  }

  get name(): readonly Token[] {
    return this.table.tokens(this.first + 1, this.#nameEnd);
  }

  get args(): readonly Token[] {
    return this.table.tokens(this.#nameEnd, this.end);
  }
}

/** See `Declaration` in ast.ts. */
export class DeclarationNode implements Declaration {
  readonly kind = 'declaration';
  readonly body: readonly Statement[];
  readonly #table: TokenTable;
  readonly #first: number;
  readonly #leftBrace: number;
  readonly #rightBrace: number;

  constructor(table: TokenTable, body: readonly Statement[], place: { first: number; left: number; right: number }) {
    this.#table = table;
    this.body = body;
    this.#first = place.first;
    this.#leftBrace = place.left;
    this.#rightBrace = place.right;
  }

  get keyword(): Token {
    return this.#table.token(this.#first);
  }

  get head(): readonly Token[] {
    return this.#table.tokens(this.#first + 1, this.#leftBrace);
  }

  get leftBrace(): Token {
    return this.#table.token(this.#leftBrace);
  }

  get rightBrace(): Token {
    return this.#table.token(this.#rightBrace);
  }

  get span(): Span {
    return this.#table.spanOf(this.#first, this.#rightBrace);
  }
}
