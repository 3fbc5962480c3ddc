import type { ParserMethod } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import { ActionParser } from './action-parser.ts';
import type { CaseLabel, Expression, If, Statement, Token } from './ast.ts';
import { kindOf } from './expression-kind.ts';
import { SILENT, TOLD } from './reading-parser.ts';
import { EXECUTABLE_WORDS, wordOf } from './statement-words.ts';
import {
  Case,
  Colon,
  Comma,
  Define,
  Else,
  Elsif,
  Equal,
  Identifier,
  If as IfWord,
  LeaseEvent,
  LeftBrace,
  LeftParen,
  Match,
  On,
  Operand,
  Or,
  PlainStart,
  RightBrace,
  RightParen,
  Semicolon,
  SetWord,
  Spawn,
  Switch,
  VariableName,
} from './vocabulary.ts';

/** What the labels of a switch are; `none` outside of one. */
export type LabelKind = 'data' | 'numeric' | 'none';

type Listed = Statement | CaseLabel;

/** `if`, `elsif` or `else if`, up to its closing brace. */
interface Clause {
  readonly first: Token;
  readonly condition: Expression;
  readonly then: readonly Statement[];
}

/** The statements of dhcp-eval(5) that hold executable statements. */
export abstract class BlockParser extends ActionParser {
  /** One statement or label. It leaves silently where a list of executable statements just ends, as after a bad value. */
  protected abstract readonly statement: ParserMethod<[labels: LabelKind], Listed>;

  /** Executable statements, up to the first token that begins none. */
  private readonly executables = this.RULE('executables', (labels: LabelKind): readonly Listed[] => {
    const list: Listed[] = [];
    let ended = false;
    this.MANY({
      GATE: () => !ended && this.#executableAhead(),
      DEF: () => {
        try {
          list.push(this.SUBRULE(this.statement, { ARGS: [labels] }));
        } catch (failure) {
          if (failure !== SILENT) throw failure;
          ended = true;
        }
      },
    });
    return list;
  });

  #executableAhead(): boolean {
    if (this.ahead(Match) || this.ahead(Spawn)) return false;
    if (this.ahead(VariableName)) return true;
    if (!this.ahead(PlainStart)) return this.ahead(Identifier);
    return EXECUTABLE_WORDS.has(wordOf(this.peek()));
  }

  /** `{ … }` of if and on. After an error inside, the reference skips to the next `}` there is. */
  private readonly block = this.RULE('block', (): readonly Statement[] => {
    this.demand(LeftBrace, syntax.leftBrace(), 'skip');
    this.CONSUME(LeftBrace);
    const list = this.#leaving(
      () => this.nested(() => this.SUBRULE(this.executables, { ARGS: ['none'] })),
      () => this.skipPastRightBrace(),
    );
    this.demand(RightBrace, syntax.rightBrace(), 'skip');
    this.CONSUME(RightBrace);
    return this.ACTION(() => withoutLabels(list)) ?? [];
  });

  /** Runs a rule; when it fails after a message, skips as told before it leaves. */
  #leaving<T>(run: () => T, skip: () => void): T {
    try {
      return run();
    } catch (failure) {
      if (failure === TOLD) skip();
      throw failure;
    }
  }

  protected readonly ifStatement = this.RULE('ifStatement', (): Statement => {
    const clauses: Clause[] = [];
    let otherwise: readonly Statement[] | undefined;
    const first = this.take(IfWord);
    clauses.push(this.SUBRULE(this.clause, { ARGS: [first] }));
    this.MANY({
      GATE: () => otherwise === undefined,
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              const word = this.take(Elsif);
              clauses.push(this.SUBRULE2(this.clause, { ARGS: [word] }));
            },
          },
          {
            ALT: () => {
              const word = this.take(Else);
              otherwise = this.SUBRULE(this.alternative, { ARGS: [word, clauses] });
            },
          },
        ]),
    });
    return this.ACTION(() => this.#chain(clauses, otherwise));
  });

  /** After `else`: another clause, or the statements for all other cases. */
  private readonly alternative = this.RULE(
    'alternative',
    (word: Token, clauses: Clause[]): readonly Statement[] | undefined => {
      this.ACTION(() => {
        if (!this.ahead(IfWord) && !this.ahead(LeftBrace)) this.refuseAhead(syntax.elseBody(), 'skip');
      });
      return this.OR([
        {
          ALT: () => {
            this.CONSUME(IfWord);
            const clause = this.SUBRULE(this.clause, { ARGS: [word] });
            this.ACTION(() => clauses.push(clause));
            return undefined;
          },
        },
        { ALT: () => this.SUBRULE(this.lastBlock) },
      ]);
    },
  );

  private readonly lastBlock = this.RULE('lastBlock', (): readonly Statement[] => {
    this.CONSUME(LeftBrace);
    const list = this.nested(() => this.SUBRULE(this.executables, { ARGS: ['none'] }));
    this.demand(RightBrace, syntax.rightBrace(), 'skip');
    this.CONSUME(RightBrace);
    return this.ACTION(() => withoutLabels(list)) ?? [];
  });

  /** A parenthesis right after `if` holds the whole condition. */
  private readonly clause = this.RULE('clause', (first: Token): Clause => {
    this.ACTION(() => {
      if (!this.ahead(Operand)) this.refuseAhead(syntax.booleanAfterIf(), 'stay');
    });
    const condition = this.OR([
      {
        IGNORE_AMBIGUITIES: true,
        ALT: () => {
          this.CONSUME(LeftParen);
          const inner = this.nested(() =>
            this.#condition(() => this.SUBRULE(this.expressionOf, { ARGS: ['boolean'] })),
          );
          this.demand(RightParen, syntax.rightParenOfIf());
          this.CONSUME(RightParen);
          return inner;
        },
      },
      { ALT: () => this.#condition(() => this.SUBRULE2(this.expressionOf, { ARGS: ['boolean'] })) },
    ]);
    const then = this.SUBRULE(this.block);
    return { first, condition, then };
  });

  #condition(run: () => Expression): Expression {
    try {
      return run();
    } catch (failure) {
      if (failure === SILENT) this.refuseAhead(syntax.booleanAfterIf(), 'stay');
      throw failure;
    }
  }

  /** Nests the clauses into one another, from the last to the first. */
  #chain(clauses: readonly Clause[], otherwise: readonly Statement[] | undefined): Statement {
    let rest = otherwise;
    let whole: If | undefined;
    for (const { first, condition, then } of clauses.toReversed()) {
      whole = { kind: 'if', condition, then, ...(rest && { otherwise: rest }), span: this.spanFrom(first) };
      rest = [whole];
    }
    return whole as If;
  }

  /** `on commit or release { … }`; a semicolon in place of the braces means no statements. */
  protected readonly on = this.RULE('on', (): Statement => {
    const first = this.take(On);
    const events: Token[] = [this.SUBRULE(this.leaseEvent)];
    this.MANY(() => {
      this.CONSUME(Or);
      events.push(this.SUBRULE2(this.leaseEvent));
    });
    this.ACTION(() => {
      if (!this.ahead(Semicolon)) this.demand(LeftBrace, syntax.leftBrace(), 'skip');
    });
    const body = this.OR([
      {
        ALT: () => {
          this.CONSUME(Semicolon);
          return [];
        },
      },
      { ALT: () => this.SUBRULE(this.block) },
    ]);
    return this.ACTION(() => ({ kind: 'on', events, body, span: this.spanFrom(first) }));
  });

  private readonly leaseEvent = this.RULE('leaseEvent', (): Token => {
    this.demand(LeaseEvent, syntax.leaseEvent(), 'skip');
    return this.take(LeaseEvent);
  });

  protected readonly switchStatement = this.RULE('switchStatement', (): Statement => {
    const first = this.take(Switch);
    this.demand(LeftParen, syntax.expectingLeftBrace(), 'skip');
    this.CONSUME(LeftParen);
    const subject = this.orSay(
      () => this.SUBRULE(this.expression, { ARGS: ['data-or-numeric'] }),
      syntax.dataOrNumeric,
    );
    this.demand(RightParen, syntax.rightParenOfSwitch(), 'skip');
    this.CONSUME(RightParen);
    this.demand(LeftBrace, syntax.leftBrace(), 'skip');
    this.CONSUME(LeftBrace);
    const labels = this.ACTION(() => (kindOf(subject) === 'data' ? 'data' : 'numeric')) ?? 'data';
    const body = this.#leaving(
      () => this.nested(() => this.SUBRULE(this.executables, { ARGS: [labels] })),
      () => this.skipBraces(1),
    );
    this.demand(RightBrace, syntax.rightBrace(), 'skip');
    this.CONSUME(RightBrace);
    return this.ACTION(() => ({ kind: 'switch', subject, body, span: this.spanFrom(first) }));
  });

  protected readonly caseLabel = this.RULE('caseLabel', (labels: LabelKind): CaseLabel => {
    const first = this.take(Case);
    this.ACTION(() => {
      if (labels === 'none') this.fail(syntax.caseOutside(), 'skip');
    });
    const kind = labels === 'numeric' ? 'numeric' : 'data';
    const value = this.skippingAfter(
      () => this.SUBRULE(this.expression, { ARGS: [kind] }),
      () => syntax.caseValue(kind),
    );
    this.demand(Colon, syntax.colon(), 'skip');
    this.CONSUME(Colon);
    return this.ACTION(() => ({ kind: 'case', value, span: this.spanFrom(first) }));
  });

  /** The rest of `default:`. */
  protected readonly defaultLabel = this.RULE('defaultLabel', (first: Token, labels: LabelKind): CaseLabel => {
    this.CONSUME(Colon);
    this.ACTION(() => {
      if (labels === 'none') this.fail(syntax.defaultOutside());
    });
    return this.ACTION(() => ({ kind: 'case', span: this.spanFrom(first) }));
  });

  /** `set NAME = EXPRESSION;` and `define NAME (…) { … }`; the reference takes either word for either form. */
  protected readonly definition = this.RULE('definition', (labels: LabelKind): Statement => {
    const first = this.OR([{ ALT: () => this.take(SetWord) }, { ALT: () => this.take(Define) }]);
    const name = this.SUBRULE(this.variableName);
    const word = first.tokenType === Define ? 'define' : 'set';
    this.ACTION(() => {
      if (!this.ahead(LeftParen)) this.demand(Equal, syntax.equalSign(word), 'skip');
    });
    return this.OR2([
      {
        ALT: () => {
          const value = this.SUBRULE(this.assigned);
          return this.ACTION((): Statement => ({ kind: 'set', name, value, span: this.spanFrom(first) }));
        },
      },
      {
        ALT: () => {
          const parameters = this.SUBRULE(this.parameterNames);
          const body = this.SUBRULE(this.functionBody, { ARGS: [labels] });
          return this.ACTION((): Statement => ({ kind: 'define', name, parameters, body, span: this.spanFrom(first) }));
        },
      },
    ]);
  });

  private readonly parameterNames = this.RULE('parameterNames', (): readonly Token[] => {
    const names: Token[] = [];
    this.CONSUME(LeftParen);
    this.ACTION(() => {
      if (!this.ahead(RightParen)) this.demand(VariableName, syntax.parameterName(), 'skip');
    });
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => {
        this.demand(VariableName, syntax.parameterName(), 'skip');
        names.push(this.take(VariableName));
      },
    });
    this.demand(RightParen, syntax.rightParenOfParameters(), 'skip');
    this.CONSUME(RightParen);
    return names;
  });

  private readonly functionBody = this.RULE('functionBody', (labels: LabelKind): readonly Statement[] => {
    this.demand(LeftBrace, syntax.expectingLeftBrace(), 'skip');
    this.CONSUME(LeftBrace);
    const list = this.#leaving(
      () => this.nested(() => this.SUBRULE(this.executables, { ARGS: [labels] })),
      () => this.skipToSemicolon(),
    );
    this.demand(RightBrace, syntax.expectingRightBrace(), 'skip');
    this.CONSUME(RightBrace);
    return this.ACTION(() => withoutLabels(list)) ?? [];
  });
}

/** Outside of a switch no label gets into a list. */
const withoutLabels = (list: readonly Listed[]): readonly Statement[] =>
  list.filter((listed): listed is Statement => listed.kind !== 'case');
