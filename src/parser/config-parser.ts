import { tokenMatcher } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { assert } from '../kernel/assert.ts';
import type { CaseLabel, Expression, Statement, Token } from './ast.ts';
import { BlockParser, type LabelKind } from './block-parser.ts';
import { DeclarationNode, OptionNode, ParameterNode } from './nodes.ts';
import { SILENT, TOLD } from './reading-parser.ts';
import { BLOCK_WORDS, expectsDeclaration, PARAMETER_WORDS, wordOf } from './statement-words.ts';
import type { TokenTable } from './token.ts';
import {
  Argument,
  Colon,
  Default,
  Dot,
  Equal,
  HexWord,
  Identifier,
  LeftBrace,
  LeftParen,
  Operator,
  Option,
  OptionVerb,
  PlainStart,
  RightBrace,
  Semicolon,
  VariableName,
} from './vocabulary.ts';

/** The grammar of dhcpd.conf(5). */
export class ConfigParser extends BlockParser {
  /** The whole file; a `}` that closes nothing is kept as a statement, for config/ to judge. */
  readonly file = this.RULE('file', (): readonly Statement[] => {
    const list: Statement[] = [];
    this.MANY(() =>
      this.OR([
        {
          ALT: () => {
            const found = this.SUBRULE(this.statements);
            this.ACTION(() => {
              for (const statement of found) list.push(statement);
            });
          },
        },
        { ALT: () => list.push(this.SUBRULE(this.strayBrace)) },
      ]),
    );
    return list;
  });

  private readonly strayBrace = this.RULE('strayBrace', (): Statement => {
    const first = this.at;
    this.CONSUME(RightBrace);
    return this.ACTION(() => new ParameterNode(this.table, { first, end: first + 1, terminator: first }));
  });

  /** Statements and declarations, up to a `}` or the end of the file. */
  private readonly statements = this.RULE('statements', (): readonly Statement[] => {
    const list: Statement[] = [];
    let declarations = false;
    this.AT_LEAST_ONE(() => {
      const found = this.#recovering(declarations, () => this.SUBRULE(this.statement, { ARGS: ['none'] }));
      if (found === undefined || found.kind === 'case') return;
      list.push(found);
      declarations = expectsDeclaration(declarations, found);
    });
    return list;
  });

  /**
   * A statement that failed leaves nothing in the tree. Where the reference took its first words for something else than they
   * turned out to be, it adds that a statement was expected; so it does about what no statement begins with.
   */
  #recovering<T>(declarations: boolean, run: () => T): T | undefined {
    const first = this.LA(1).tokenType;
    try {
      return run();
    } catch (failure) {
      if (failure !== SILENT && failure !== TOLD) throw failure;
      if (failure === SILENT && first !== Option) this.#expectStatement(declarations);
      while (!this.atEnd() && !this.ahead(RightBrace) && !this.ahead(Identifier)) this.#expectStatement(declarations);
      return undefined;
    }
  }

  #expectStatement(declarations: boolean): void {
    this.complainAhead(declarations ? syntax.declaration() : syntax.statement());
    this.skipToSemicolon();
  }

  protected readonly statement = this.RULE('statement', (labels: LabelKind): Statement | CaseLabel =>
    this.OR([
      { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.optionStatement) },
      { ALT: () => this.SUBRULE(this.plain) },
      { ALT: () => this.SUBRULE(this.defaultOption, { ARGS: [labels] }) },
      { ALT: () => this.SUBRULE(this.ifStatement) },
      { ALT: () => this.SUBRULE(this.on) },
      { ALT: () => this.SUBRULE(this.switchStatement) },
      { ALT: () => this.SUBRULE(this.caseLabel, { ARGS: [labels] }) },
      { ALT: () => this.SUBRULE(this.definition, { ARGS: [labels] }) },
      { ALT: () => this.SUBRULE(this.unset) },
      { ALT: () => this.SUBRULE(this.evaluation) },
      { ALT: () => this.SUBRULE(this.log) },
      { ALT: () => this.SUBRULE(this.execute) },
      { ALT: () => this.SUBRULE(this.addClass) },
      { ALT: () => this.SUBRULE(this.breakStatement) },
      { ALT: () => this.SUBRULE(this.match) },
      { ALT: () => this.SUBRULE(this.spawn) },
      { ALT: () => this.SUBRULE(this.straySemicolon) },
      { ALT: () => this.SUBRULE(this.strayBlock) },
    ]),
  );

  /** A declaration, a parameter, an assignment to a parameter, or an expression that begins with a name. */
  private readonly plain = this.RULE(
    'plain',
    (): Statement =>
      this.OR([
        {
          GATE: () => this.#beginsExpression(),
          IGNORE_AMBIGUITIES: true,
          ALT: () => this.SUBRULE(this.bareExpression),
        },
        {
          GATE: () => this.#beginsAssignment(),
          IGNORE_AMBIGUITIES: true,
          ALT: () => this.SUBRULE(this.parameterAssignment),
        },
        { ALT: () => this.SUBRULE(this.words) },
      ]),
  );

  /** `name;`, `name (…)`, `name = …`, `ab:cd;`: the second token decides, unless the first is a parameter. */
  #beginsExpression(): boolean {
    if (!this.ahead(VariableName) || PARAMETER_WORDS.has(wordOf(this.peek()))) return false;
    const second = this.LA(2).tokenType;
    if (second === Semicolon || second === LeftParen) return true;
    return second === Colon ? this.ahead(HexWord) : tokenMatcher(this.LA(2), Operator);
  }

  #beginsAssignment(): boolean {
    return this.LA(2).tokenType === Equal && PARAMETER_WORDS.has(wordOf(this.peek()));
  }

  private readonly parameterAssignment = this.RULE('parameterAssignment', (): Statement => {
    const name = this.take(PlainStart);
    const { value, terminator } = this.SUBRULE(this.optionValue);
    return this.ACTION(() => ({ kind: 'assignment', name: [name], value, terminator, span: this.spanFrom(name) }));
  });

  /** `= DATA ;` of an option. After anything bad the reference leaves without a word of its own. */
  private readonly optionValue = this.RULE('optionValue', (): { value: Expression; terminator: Token } => {
    this.CONSUME(Equal);
    try {
      const value = this.SUBRULE(this.expressionOf, { ARGS: ['data'] });
      const terminator = this.SUBRULE(this.semicolon);
      return { value, terminator };
    } catch (failure) {
      throw failure === TOLD ? SILENT : failure;
    }
  });

  /** Words up to a semicolon or a block; whether a block is read depends on the first word. */
  private readonly words = this.RULE('words', (): Statement => {
    const first = this.at;
    const keyword = this.take(PlainStart);
    this.MANY(() => this.CONSUME(Argument));
    return this.OR([
      {
        GATE: () => BLOCK_WORDS.has(wordOf(keyword)),
        ALT: () => this.SUBRULE(this.body, { ARGS: [first] }),
      },
      {
        ALT: () => {
          const end = this.SUBRULE(this.wordsEnd);
          return this.ACTION((): Statement => new ParameterNode(this.table, { first, ...end }));
        },
      },
    ]);
  });

  /** `;`, or what stands in its place: a `}` or the end of the file, or a block that nobody asked for. */
  private readonly wordsEnd = this.RULE('wordsEnd', (): { end: number; terminator: number } => {
    const end = this.at;
    this.OPTION(() => this.CONSUME(Semicolon));
    return this.ACTION(() => (this.ahead(LeftBrace) && this.at === end ? this.#swallow(0) : { end, terminator: end }));
  });

  /** Takes a block, of which `open` braces are taken, as words without meaning: the reference skips it whole. */
  #swallow(open: number): { end: number; terminator: number } {
    let depth = open;
    do {
      if (this.ahead(LeftBrace)) depth++;
      else if (this.ahead(RightBrace)) depth--;
      this.SKIP_TOKEN();
    } while (depth > 0 && !this.atEnd());
    return { end: this.at, terminator: depth > 0 ? this.at : this.at - 1 };
  }

  private readonly body = this.RULE('body', (first: number): Statement => {
    const left = this.at;
    this.CONSUME(LeftBrace);
    let body: readonly Statement[] = [];
    this.OPTION(() => {
      const found = this.nested(() => this.SUBRULE(this.statements));
      this.ACTION(() => {
        body = found;
      });
    });
    this.ACTION(() => {
      if (this.atEnd()) this.complainAhead(syntax.endOfFile());
    });
    const right = this.at;
    this.OPTION2(() => this.CONSUME(RightBrace));
    return this.ACTION(() => new DeclarationNode(this.table, body, { first, left, right }));
  });

  private readonly straySemicolon = this.RULE('straySemicolon', (): Statement => {
    const first = this.at;
    this.CONSUME(Semicolon);
    return this.ACTION(() => new ParameterNode(this.table, { first, end: first + 1, terminator: first }));
  });

  /** A block without a word before it. */
  private readonly strayBlock = this.RULE('strayBlock', (): Statement => {
    const first = this.at;
    this.CONSUME(LeftBrace);
    return this.ACTION(() => new ParameterNode(this.table, { first, ...this.#swallow(1) }));
  });

  private readonly optionStatement = this.RULE('optionStatement', (): Statement => {
    const first = this.at;
    this.OR([{ ALT: () => this.CONSUME(Option) }, { ALT: () => this.CONSUME(OptionVerb) }]);
    return this.SUBRULE(this.optionRest, { ARGS: [first] });
  });

  /** `default` sets an option, or is a label. */
  private readonly defaultOption = this.RULE('defaultOption', (labels: LabelKind): Statement | CaseLabel => {
    const first = this.at;
    const word = this.take(Default);
    return this.OR([
      { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.defaultLabel, { ARGS: [word, labels] }) },
      { ALT: () => this.SUBRULE(this.optionRest, { ARGS: [first] }) },
    ]);
  });

  /** After the verb, the token `first`. */
  private readonly optionRest = this.RULE('optionRest', (first: number): Statement => {
    this.OPTION(() => {
      this.CONSUME(Identifier);
      this.OPTION2(() => {
        this.CONSUME(Dot);
        this.OPTION3(() => this.CONSUME2(Identifier));
      });
    });
    const nameEnd = this.at;
    return this.OR([
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          const assigned = this.SUBRULE(this.optionValue);
          return this.ACTION(() => this.#assignment(first, nameEnd, assigned));
        },
      },
      {
        ALT: () => {
          const end = this.SUBRULE(this.optionWords);
          return this.ACTION((): Statement => new OptionNode(this.table, { first, ...end }, nameEnd));
        },
      },
    ]);
  });

  #assignment(first: number, nameEnd: number, assigned: { value: Expression; terminator: Token }): Statement {
    const verb = this.table.token(first);
    const name = this.table.tokens(first + 1, nameEnd);
    return { kind: 'assignment', verb, name, ...assigned, span: this.spanFrom(verb) };
  }

  /** The words of an option value or definition; a definition may hold a record, `{ TYPE, TYPE }`. */
  private readonly optionWords = this.RULE('optionWords', (): { end: number; terminator: number } => {
    const definition = this.ACTION(() => wordOf(this.peek()) === 'code');
    this.MANY({
      GATE: () => definition || !this.ahead(LeftBrace),
      DEF: () => this.OR([{ ALT: () => this.CONSUME(Argument) }, { ALT: () => this.SUBRULE(this.record) }]),
    });
    return this.SUBRULE(this.wordsEnd);
  });

  private readonly record = this.RULE('record', () => {
    this.CONSUME(LeftBrace);
    this.MANY(() => this.CONSUME(Argument));
    this.OPTION(() => this.CONSUME(RightBrace));
  });

  constructor(skipValidations: boolean) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** Parses a text from end to end; whatever it is, a tree comes out. */
  parse(table: TokenTable): { statements: readonly Statement[]; diagnostics: readonly Diagnostic[] } {
    this.load(table);
    try {
      const statements = this.file();
      assert(this.errors.length === 0, 'the grammar met a token that it had not looked at before');
      return { statements, diagnostics: this.diagnostics };
    } finally {
      this.unload();
    }
  }
}
