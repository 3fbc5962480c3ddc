import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CaseLabel, Expression, Statement, Token } from './ast.ts';
import { BlockParser, type LabelKind } from './block-parser.ts';
import type { Scanned } from './lexer.ts';
import { SILENT, TOLD } from './reading-parser.ts';
import { ASSIGNABLE_WORDS, BLOCK_WORDS, expectsDeclaration, wordOf } from './statement-words.ts';
import type { LexedToken } from './token.ts';
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
    const brace = this.take(RightBrace);
    return this.ACTION(() => ({ kind: 'parameter', keyword: brace, args: [], terminator: brace, span: brace.span }));
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
   * A statement that failed leaves nothing in the tree. Where the reference took its first words for something else than it
   * turned out to be, it adds that a statement was expected here.
   */
  #recovering<T>(declarations: boolean, run: () => T): T | undefined {
    const first = this.LA(1).tokenType;
    try {
      return run();
    } catch (failure) {
      if (failure !== SILENT && failure !== TOLD) throw failure;
      if (failure === SILENT && first !== Option) {
        this.complainAhead(declarations ? syntax.declaration() : syntax.statement());
        this.skipToSemicolon();
      }
      return undefined;
    }
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

  /** `name;`, `name (…)`, `name = …` of unknown names, `ab:cd;`: the second token decides. */
  #beginsExpression(): boolean {
    if (!this.ahead(VariableName)) return false;
    const second = this.LA(2).tokenType;
    if (second === Semicolon || second === LeftParen) return true;
    if (second === Colon) return this.ahead(HexWord);
    return second !== Equal && Operator.categoryMatchesMap?.[second.tokenTypeIdx ?? -1] === true;
  }

  #beginsAssignment(): boolean {
    if (this.LA(2).tokenType !== Equal) return false;
    return this.ahead(VariableName) || ASSIGNABLE_WORDS.has(wordOf(this.peek()));
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
      const value = this.orSay(() => this.SUBRULE(this.expressionOf, { ARGS: ['data'] }), syntax.dataOfOption);
      const terminator = this.SUBRULE(this.semicolon);
      return { value, terminator };
    } catch (failure) {
      throw failure === TOLD ? SILENT : failure;
    }
  });

  /** Words up to a semicolon or a block; whether a block is read depends on the first word. */
  private readonly words = this.RULE('words', (): Statement => {
    const keyword = this.take(PlainStart);
    const words: Token[] = [];
    this.MANY(() => {
      words.push(this.take(Argument));
    });
    return this.OR([
      {
        GATE: () => BLOCK_WORDS.has(wordOf(keyword)),
        ALT: () => this.SUBRULE(this.body, { ARGS: [keyword, words] }),
      },
      { ALT: () => this.SUBRULE(this.parameterEnd, { ARGS: [keyword, words] }) },
    ]);
  });

  private readonly parameterEnd = this.RULE('parameterEnd', (keyword: Token, args: Token[]): Statement => {
    const terminator = this.SUBRULE(this.wordsEnd, { ARGS: [args] });
    return this.ACTION(() => ({ kind: 'parameter', keyword, args, terminator, span: this.spanFrom(keyword) }));
  });

  /** `;`, or what stands in its place: a `}` or the end of the file, or a block that nobody asked for. */
  private readonly wordsEnd = this.RULE(
    'wordsEnd',
    (words: Token[]): Token =>
      this.OPTION(() => this.take(Semicolon)) ?? this.ACTION(() => this.#swallowBlock(words) ?? this.peek()),
  );

  /** Takes a block, as words without meaning: the reference skips it whole. */
  #swallowBlock(words: Token[]): Token | undefined {
    return this.ahead(LeftBrace) ? this.#swallow(words, 0) : undefined;
  }

  #swallow(words: Token[], open: number): Token | undefined {
    let depth = open;
    do {
      if (this.ahead(LeftBrace)) depth++;
      else if (this.ahead(RightBrace)) depth--;
      words.push(this.peek());
      this.SKIP_TOKEN();
    } while (depth > 0 && !this.atEnd());
    return depth === 0 ? words.at(-1) : undefined;
  }

  private readonly body = this.RULE('body', (keyword: Token, head: readonly Token[]): Statement => {
    const leftBrace = this.take(LeftBrace);
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
    const rightBrace = this.OPTION2(() => this.take(RightBrace)) ?? this.peek();
    return this.ACTION(() => {
      const span = this.spanFrom(keyword);
      return { kind: 'declaration', keyword, head, leftBrace, body, rightBrace, span };
    });
  });

  private readonly straySemicolon = this.RULE('straySemicolon', (): Statement => {
    const keyword = this.take(Semicolon);
    return this.ACTION(() => ({ kind: 'parameter', keyword, args: [], terminator: keyword, span: keyword.span }));
  });

  /** A block without a word before it. */
  private readonly strayBlock = this.RULE('strayBlock', (): Statement => {
    const keyword = this.take(LeftBrace);
    return this.ACTION(() => {
      const args: Token[] = [];
      const terminator = this.#swallow(args, 1) ?? this.peek();
      return { kind: 'parameter', keyword, args, terminator, span: this.spanFrom(keyword) };
    });
  });

  private readonly optionStatement = this.RULE('optionStatement', (): Statement => {
    const verb = this.OR([{ ALT: () => this.take(Option) }, { ALT: () => this.take(OptionVerb) }]);
    return this.SUBRULE(this.optionRest, { ARGS: [verb] });
  });

  /** `default` sets an option, or is a label. */
  private readonly defaultOption = this.RULE('defaultOption', (labels: LabelKind): Statement | CaseLabel => {
    const first = this.take(Default);
    return this.OR([
      { IGNORE_AMBIGUITIES: true, ALT: () => this.SUBRULE(this.defaultLabel, { ARGS: [first, labels] }) },
      { ALT: () => this.SUBRULE(this.optionRest, { ARGS: [first] }) },
    ]);
  });

  private readonly optionRest = this.RULE('optionRest', (verb: Token): Statement => {
    const name: Token[] = [];
    this.OPTION(() => {
      name.push(this.take(Identifier));
      this.OPTION2(() => {
        name.push(this.take(Dot));
        this.OPTION3(() => name.push(this.CONSUME2(Identifier) as LexedToken));
      });
    });
    return this.OR([
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          const { value, terminator } = this.SUBRULE(this.optionValue);
          return this.ACTION(
            (): Statement => ({ kind: 'assignment', verb, name, value, terminator, span: this.spanFrom(verb) }),
          );
        },
      },
      {
        ALT: () => {
          const args: Token[] = [];
          const terminator = this.SUBRULE(this.optionWords, { ARGS: [args] });
          return this.ACTION(
            (): Statement => ({ kind: 'option', verb, name, args, terminator, span: this.spanFrom(verb) }),
          );
        },
      },
    ]);
  });

  /** The words of an option value or definition; a definition may hold a record, `{ TYPE, TYPE }`. */
  private readonly optionWords = this.RULE('optionWords', (args: Token[] = []): Token => {
    this.MANY(() =>
      this.OR([
        { ALT: () => args.push(this.take(Argument)) },
        {
          GATE: () => args[0] !== undefined && wordOf(args[0]) === 'code',
          ALT: () => this.SUBRULE(this.record, { ARGS: [args] }),
        },
      ]),
    );
    return this.SUBRULE(this.wordsEnd, { ARGS: [args] });
  });

  private readonly record = this.RULE('record', (args: Token[] = []) => {
    args.push(this.take(LeftBrace));
    this.MANY(() => args.push(this.take(Argument)));
    this.OPTION(() => args.push(this.take(RightBrace)));
  });

  constructor(skipValidations: boolean) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** Parses a text from end to end; whatever it is, a tree comes out. */
  parse(scanned: Scanned, text: string): { statements: readonly Statement[]; diagnostics: readonly Diagnostic[] } {
    this.load(scanned, text);
    try {
      return { statements: this.file(), diagnostics: this.diagnostics };
    } finally {
      this.unload();
    }
  }
}
