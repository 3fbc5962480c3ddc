import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Expression, Statement, Token } from './ast.ts';
import { ExpressionParser } from './expression-parser.ts';
import { SILENT, TOLD } from './reading-parser.ts';
import {
  Add,
  Break,
  Comma,
  Equal,
  Eval,
  Execute,
  If,
  LeftParen,
  Log,
  LogLevel,
  Match,
  Operand,
  Return,
  RightParen,
  Semicolon,
  Spawn,
  Text,
  Unset,
  With,
} from './vocabulary.ts';

/** The statements of dhcp-eval(5) that hold expressions but no statements; and those of a class that sort clients. */
export abstract class ActionParser extends ExpressionParser {
  /** `;`, without which the reference skips to the next one. */
  protected readonly semicolon = this.RULE('semicolon', (): Token => {
    this.demand(Semicolon, syntax.semicolon(), 'skip');
    return this.take(Semicolon);
  });

  /** An expression; after a bad one the reference skips, even if it has skipped already. */
  protected skippingAfter(run: () => Expression, missing?: () => Message): Expression {
    try {
      return this.#skippingSilently(run, missing);
    } catch (failure) {
      throw failure === SILENT ? TOLD : failure;
    }
  }

  /** The same; but where there is no expression, whoever wanted this statement is not told that it has been said. */
  #skippingSilently(run: () => Expression, missing?: () => Message): Expression {
    try {
      return run();
    } catch (failure) {
      if (failure === SILENT && missing) this.complainAhead(missing());
      if (failure === SILENT || failure === TOLD) this.skipToSemicolon();
      throw failure;
    }
  }

  protected readonly evaluation = this.RULE('evaluation', (): Statement => {
    const first = this.OR([{ ALT: () => this.take(Eval) }, { ALT: () => this.take(Return) }]);
    const value = this.#skippingSilently(() => this.SUBRULE(this.expression, { ARGS: ['data'] }), syntax.data);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => {
      const kind = first.tokenType === Eval ? 'eval' : 'return';
      return { kind, value, span: this.spanFrom(first) };
    });
  });

  /** A call of a function, by which the reference means any expression that begins with a name. */
  protected readonly bareExpression = this.RULE('bareExpression', (): Statement => {
    const first = this.peek();
    const value = this.#skippingSilently(() => this.SUBRULE(this.expression, { ARGS: ['data'] }), syntax.functionCall);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'expression', value, span: this.spanFrom(first) }));
  });

  /** The value of `set NAME = …;` and of `define NAME = …;`, from the equal sign. */
  protected readonly assigned = this.RULE('assigned', (statement: string): Expression => {
    this.demand(Equal, syntax.equalSign(statement), 'skip');
    this.CONSUME(Equal);
    const value = this.#skippingSilently(() => this.SUBRULE(this.expression, { ARGS: ['any'] }), syntax.expression);
    this.SUBRULE(this.semicolon);
    return value;
  });

  protected readonly unset = this.RULE('unset', (): Statement => {
    const first = this.take(Unset);
    const name = this.SUBRULE(this.variableName);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'unset', name, span: this.spanFrom(first) }));
  });

  /** `log (LEVEL, DATA);`; of a missing text the reference says nothing. */
  protected readonly log = this.RULE('log', (): Statement => {
    const first = this.take(Log);
    this.demand(LeftParen, syntax.leftParenthesis(), 'skip');
    this.CONSUME(LeftParen);
    const level = this.OPTION(() => {
      const word = this.take(LogLevel);
      this.demand(Comma, syntax.comma(), 'skip');
      this.CONSUME(Comma);
      return word;
    });
    const value = this.skippingAfter(() => this.SUBRULE(this.expressionOf, { ARGS: ['data'] }));
    this.demand(RightParen, syntax.rightParenthesis(), 'skip');
    this.CONSUME(RightParen);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'log', ...(level && { level }), value, span: this.spanFrom(first) }));
  });

  protected readonly execute = this.RULE('execute', (): Statement => {
    const first = this.take(Execute);
    const args: Expression[] = [];
    this.demand(LeftParen, syntax.leftParenthesis(), 'skip');
    this.CONSUME(LeftParen);
    this.demand(Text, syntax.quotedString(), 'skip');
    const command = this.take(Text);
    this.MANY(() => {
      this.CONSUME(Comma);
      const argument = () => this.SUBRULE(this.expressionOf, { ARGS: ['data'] });
      args.push(this.skippingAfter(argument, syntax.expression));
    });
    this.demand(RightParen, syntax.rightParenthesis(), 'skip');
    this.CONSUME(RightParen);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'execute', command, args, span: this.spanFrom(first) }));
  });

  protected readonly addClass = this.RULE('addClass', (): Statement => {
    const first = this.take(Add);
    this.demand(Text, syntax.className(), 'skip');
    const name = this.take(Text);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'add', name, span: this.spanFrom(first) }));
  });

  protected readonly breakStatement = this.RULE('breakStatement', (): Statement => {
    const first = this.take(Break);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'break', span: this.spanFrom(first) }));
  });

  /** `match if BOOLEAN;` and `match DATA;` */
  protected readonly match = this.RULE('match', (): Statement => {
    const first = this.take(Match);
    this.ACTION(() => {
      if (!this.ahead(If) && !this.ahead(Operand)) this.refuseAhead(syntax.dataOfMatch(), 'skip');
    });
    const conditional = this.ahead(If);
    const value = this.OR([
      {
        ALT: () => {
          this.CONSUME(If);
          return this.orSay(() => this.SUBRULE(this.expressionOf, { ARGS: ['boolean'] }), syntax.booleanOfMatch);
        },
      },
      { ALT: () => this.SUBRULE(this.submatch) },
    ]);
    this.SUBRULE(this.semicolon);
    const form = conditional ? 'match-if' : 'match';
    return this.ACTION(() => ({ kind: 'match', form, value, span: this.spanFrom(first) }));
  });

  protected readonly spawn = this.RULE('spawn', (): Statement => {
    const first = this.take(Spawn);
    this.demand(With, syntax.withAfterSpawn(), 'skip');
    this.CONSUME(With);
    const value = this.SUBRULE(this.submatch);
    this.SUBRULE(this.semicolon);
    return this.ACTION(() => ({ kind: 'match', form: 'spawn-with', value, span: this.spanFrom(first) }));
  });

  private readonly submatch = this.RULE(
    'submatch',
    (): Expression => this.orSay(() => this.SUBRULE(this.expressionOf, { ARGS: ['data'] }), syntax.dataOfMatch),
  );
}
