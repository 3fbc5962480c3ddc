import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Message } from '../diagnostics/message.ts';
import type { BinaryOperator, Expression, Token } from './ast.ts';
import { type Parameter, signatureOf } from './builtins.ts';
import { type ExpressionKind, kindOf, kindOfOperands, strength } from './expression-kind.ts';
import { problemsOfOctet } from './hexadecimal.ts';
import { ReadingParser, SILENT, TOLD } from './reading-parser.ts';
import {
  And,
  ArithmeticSign,
  Bang,
  Builtin,
  Check,
  Colon,
  Comma,
  ConfigOption,
  Constant,
  Defined,
  Dot,
  Equal,
  Exists,
  GetHostByName,
  GetHostName,
  HexWord,
  Identifier,
  IntegerFunction,
  LeftParen,
  Name,
  Not,
  NumberWord,
  Operand,
  Option,
  Or,
  RightParen,
  Semicolon,
  Text,
  Tilde,
  VariableName,
} from './vocabulary.ts';

/** An operator that waits for its right-hand side. */
interface Pending {
  left: Expression;
  operator: BinaryOperator;
}

/** What is asked for where an expression stands; decides whether plain digits are a number or hexadecimal. */
type Wanted = ExpressionKind | 'data-or-numeric';

const DATA: Parameter = { kind: 'data', missing: syntax.data };

/** The expressions of dhcp-eval(5). What an operand may be depends on what is wanted, and so on the operand before it. */
export abstract class ExpressionParser extends ReadingParser {
  /** Leaves silently where no expression begins. */
  protected readonly expression = this.RULE('expression', (wanted: Wanted): Expression => {
    const pending: Pending[] = [];
    let right = this.SUBRULE(this.operand, { ARGS: [wanted] });
    this.MANY(() => {
      const kind = this.ACTION(() => this.#shift(pending, right));
      this.SUBRULE(this.operator);
      right = this.#rightHandSide(kind);
    });
    return this.ACTION(() => this.#reduce(pending, right, 0));
  });

  /** An expression of a certain kind; variables and calls of defined functions pass for any. */
  protected readonly expressionOf = this.RULE('expressionOf', (kind: 'boolean' | 'data' | 'numeric'): Expression => {
    const found = this.SUBRULE(this.expression, { ARGS: [kind] });
    this.ACTION(() => {
      const is = kindOf(found);
      const passes = is === kind || found.kind === 'variable' || (found.kind === 'call' && is === 'any');
      if (!passes) this.refuseAhead(syntax.notOfKind(kind), 'stay');
    });
    return found;
  });

  /** Takes up the operator ahead; what the operand after it is read as. */
  #shift(pending: Pending[], right: Expression): ExpressionKind {
    const operator = this.#operatorAhead();
    const waiting = pending.at(-1);
    if (waiting && strength(waiting.operator) < strength(operator)) {
      pending.push({ left: right, operator });
      return kindOfOperands(operator);
    }
    pending.push({ left: this.#reduce(pending, right, Math.max(0, pending.length - 1)), operator });
    return kindOf(right);
  }

  /** Joins what waits to `right`, innermost first, until `count` operators are left. */
  #reduce(pending: Pending[], right: Expression, count: number): Expression {
    let whole = right;
    while (pending.length > count) {
      const { left, operator } = pending.pop() as Pending;
      const problem = problemOfOperands(operator, kindOf(left), kindOf(whole));
      if (problem) this.refuseAhead(problem, 'skip');
      const span = { ...left.span, end: whole.span.end };
      whole = { kind: 'binary', operator, left, right: whole, span };
    }
    return whole;
  }

  #operatorAhead(): BinaryOperator {
    const [first, second] = [this.LA(1), this.LA(2)];
    if (first.tokenType === Bang) {
      if (second.tokenType === Equal) return '!=';
      this.SKIP_TOKEN();
      this.refuseAhead(syntax.bangWithoutEqual(), 'skip');
    }
    if (first.tokenType === Tilde) {
      if (second.tokenType === Equal) return '~=';
      if (second.tokenType === Tilde) return '~~';
      this.SKIP_TOKEN();
      this.refuseAhead(syntax.regexOperator(), 'skip');
    }
    return this.peek().text.toLowerCase() as BinaryOperator;
  }

  #rightHandSide(kind: ExpressionKind): Expression {
    return this.orSay(() => this.SUBRULE2(this.operand, { ARGS: [kind] }), syntax.rightHandSide);
  }

  private readonly operator = this.RULE('operator', () => {
    this.OR([
      { ALT: () => this.CONSUME(Equal) },
      {
        ALT: () => {
          this.CONSUME(Bang);
          this.CONSUME2(Equal);
        },
      },
      {
        ALT: () => {
          this.CONSUME(Tilde);
          this.OR2([{ ALT: () => this.CONSUME2(Tilde) }, { ALT: () => this.CONSUME3(Equal) }]);
        },
      },
      { ALT: () => this.CONSUME(And) },
      { ALT: () => this.CONSUME(Or) },
      { ALT: () => this.CONSUME(ArithmeticSign) },
    ]);
  });

  private readonly operand = this.RULE('operand', (wanted: Wanted): Expression => {
    this.ACTION(() => {
      if (!this.ahead(Operand)) throw SILENT;
    });
    return this.OR([
      { ALT: () => this.SUBRULE(this.check) },
      { ALT: () => this.SUBRULE(this.negation) },
      { ALT: () => this.SUBRULE(this.group, { ARGS: [wanted] }) },
      { ALT: () => this.SUBRULE(this.exists) },
      { ALT: () => this.SUBRULE(this.optionReference) },
      { ALT: () => this.SUBRULE(this.constant) },
      { ALT: () => this.SUBRULE(this.builtinCall) },
      { ALT: () => this.SUBRULE(this.integerCall) },
      { ALT: () => this.SUBRULE(this.defined) },
      { ALT: () => this.SUBRULE(this.hostNameCall) },
      { ALT: () => this.SUBRULE(this.hostAddressCall) },
      { ALT: () => this.SUBRULE(this.quoted) },
      { ALT: () => this.SUBRULE(this.numeral, { ARGS: [wanted] }) },
      { ALT: () => this.SUBRULE(this.variableOrCall) },
    ]);
  });

  /** `check "NAME"`: the reference knows one collection of classes only. */
  private readonly check = this.RULE('check', (): Expression => {
    const first = this.take(Check);
    this.demand(Text, syntax.string(), 'skip');
    const className = this.take(Text);
    return this.ACTION(() => {
      if (className.value !== 'default') this.fail(syntax.unknownCollection());
      return { kind: 'check', className, span: this.spanFrom(first) };
    });
  });

  private readonly negation = this.RULE('negation', (): Expression => {
    const first = this.take(Not);
    const inner = () => this.SUBRULE(this.operand, { ARGS: ['boolean'] });
    const operand = this.nested(() => this.orSay(inner, syntax.expressionAfterParen));
    return this.ACTION(() => {
      if (kindOf(operand) !== 'boolean') this.refuseAhead(syntax.booleanAfterNot(), 'skip');
      return { kind: 'not', operand, span: this.spanFrom(first) };
    });
  });

  private readonly group = this.RULE('group', (wanted: Wanted): Expression => {
    this.CONSUME(LeftParen);
    const inner = () => this.SUBRULE(this.expression, { ARGS: [wanted] });
    const found = this.nested(() => this.orSay(inner, syntax.expressionAfterParen));
    this.demand(RightParen, syntax.rightParenOfGroup(), 'skip');
    this.CONSUME(RightParen);
    return found;
  });

  private readonly exists = this.RULE('exists', (): Expression => {
    const first = this.take(Exists);
    const name = this.SUBRULE(this.optionName);
    return this.ACTION(() => ({ kind: 'exists', name, span: this.spanFrom(first) }));
  });

  private readonly optionReference = this.RULE('optionReference', (): Expression => {
    const first = this.OR([{ ALT: () => this.take(Option) }, { ALT: () => this.take(ConfigOption) }]);
    const name = this.SUBRULE(this.optionName);
    return this.ACTION(() => {
      const source = first.tokenType === Option ? 'option' : 'config-option';
      return { kind: 'option', source, name, span: this.spanFrom(first) };
    });
  });

  /** `NAME` or `SPACE . NAME`. */
  protected readonly optionName = this.RULE('optionName', (): readonly Token[] => {
    this.#demandOptionWord(syntax.optionName());
    const name: Token[] = [this.take(Identifier)];
    this.OPTION(() => {
      name.push(this.take(Dot));
      this.#demandOptionWord(syntax.optionNameAfterDot());
      name.push(this.take(Identifier, 2));
    });
    return name;
  });

  /** The reference does not skip further when the wrong token is itself the semicolon. */
  #demandOptionWord(message: Message): void {
    this.demand(Identifier, message, this.ahead(Semicolon) ? 'stay' : 'skip');
  }

  private readonly constant = this.RULE('constant', (): Expression => {
    const word = this.take(Constant);
    return this.ACTION(() => ({ kind: 'keyword', name: word.text.toLowerCase(), span: word.span }));
  });

  private readonly builtinCall = this.RULE('builtinCall', (): Expression => {
    const word = this.take(Builtin);
    const name = this.ACTION(() => word.text.toLowerCase()) ?? '';
    const { parameters, repeats } = signatureOf(name);
    const parameter = (at: number) => parameters[at] ?? parameters.at(-1) ?? DATA;
    const args: Expression[] = [];
    this.demand(LeftParen, syntax.leftParenthesis());
    this.CONSUME(LeftParen);
    args.push(this.SUBRULE(this.argument, { ARGS: [parameter(0)] }));
    this.MANY({
      GATE: () => repeats || args.length < parameters.length,
      DEF: () => {
        this.CONSUME(Comma);
        args.push(this.SUBRULE2(this.argument, { ARGS: [parameter(args.length)] }));
      },
    });
    this.ACTION(() => {
      if (args.length < parameters.length) this.refuse(syntax.comma(), 'stay');
    });
    this.demand(RightParen, syntax.rightParenthesis());
    this.CONSUME(RightParen);
    return this.ACTION(() => ({ kind: 'call', name, args, span: this.spanFrom(word) }));
  });

  private readonly argument = this.RULE('argument', (parameter: Parameter = DATA): Expression => {
    const inner = () => this.SUBRULE(this.expressionOf, { ARGS: [parameter.kind] });
    return this.nested(() => this.orSay(inner, parameter.missing));
  });

  /** `extract-int (DATA, SIZE)` and `encode-int (NUMBER, SIZE)`. */
  private readonly integerCall = this.RULE('integerCall', (): Expression => {
    const word = this.take(IntegerFunction);
    const name = this.ACTION(() => word.text.toLowerCase()) ?? '';
    this.demand(LeftParen, syntax.leftParenthesis());
    this.CONSUME(LeftParen);
    const value = this.#integerArgument(name === 'encode-int');
    this.demand(Comma, syntax.comma());
    this.CONSUME(Comma);
    this.demand(NumberWord, syntax.number());
    const size = this.take(NumberWord);
    this.ACTION(() => this.#checkIntegerSize(size));
    this.demand(RightParen, syntax.rightParenthesis());
    this.CONSUME(RightParen);
    return this.ACTION(() => {
      const width: Expression = { kind: 'number', text: size.text, span: size.span };
      return { kind: 'call', name, args: [value, width], span: this.spanFrom(word) };
    });
  });

  /** Where a number is missing the reference says so even after a message about what is there instead. */
  #integerArgument(numeric: boolean): Expression {
    if (!numeric) return this.SUBRULE(this.argument, { ARGS: [DATA] });
    try {
      return this.nested(() => this.SUBRULE(this.expressionOf, { ARGS: ['numeric'] }));
    } catch (failure) {
      if (failure === TOLD || failure === SILENT) this.refuseAhead(syntax.numeric(), 'skip');
      throw failure;
    }
  }

  #checkIntegerSize(size: Token): void {
    const bits = Number.parseInt(size.text, 10) | 0;
    if (bits !== 8 && bits !== 16 && bits !== 32) this.fail(syntax.integerSize(bits), 'skip');
  }

  private readonly defined = this.RULE('defined', (): Expression => {
    const first = this.take(Defined);
    this.demand(LeftParen, syntax.leftParenthesis());
    this.CONSUME(LeftParen);
    const name = this.SUBRULE(this.variableName);
    this.demand(RightParen, syntax.rightParenthesis());
    this.CONSUME(RightParen);
    return this.ACTION(() => ({ kind: 'defined', name, span: this.spanFrom(first) }));
  });

  protected readonly variableName = this.RULE('variableName', (): Token => {
    this.demand(VariableName, syntax.notAVariable(this.peek().value), 'skip');
    return this.take(VariableName);
  });

  private readonly hostNameCall = this.RULE('hostNameCall', (): Expression => {
    const first = this.take(GetHostName);
    this.demand(LeftParen, syntax.leftParenthesis());
    this.CONSUME(LeftParen);
    this.demand(RightParen, syntax.rightParenthesis());
    this.CONSUME(RightParen);
    return this.ACTION(() => ({ kind: 'call', name: 'gethostname', args: [], span: this.spanFrom(first) }));
  });

  private readonly hostAddressCall = this.RULE('hostAddressCall', (): Expression => {
    const first = this.take(GetHostByName);
    this.demand(LeftParen, syntax.leftParenthesis());
    this.CONSUME(LeftParen);
    this.demand(Text, syntax.quotedHostName(), 'skip');
    const host = this.SUBRULE(this.quoted);
    this.demand(RightParen, syntax.rightParenthesis());
    this.CONSUME(RightParen);
    return this.ACTION(() => ({ kind: 'call', name: 'gethostbyname', args: [host], span: this.spanFrom(first) }));
  });

  private readonly quoted = this.RULE('quoted', (): Expression => {
    const text = this.take(Text);
    return this.ACTION(() => ({ kind: 'string', value: text.value, span: text.span }));
  });

  /** Plain digits are a number where one is wanted; else, like other hexadecimal words, octets. */
  private readonly numeral = this.RULE(
    'numeral',
    (wanted: Wanted): Expression =>
      this.OR([
        {
          GATE: () => wanted === 'numeric' || wanted === 'data-or-numeric',
          IGNORE_AMBIGUITIES: true,
          ALT: () => {
            const digits = this.take(NumberWord);
            return this.ACTION((): Expression => ({ kind: 'number', text: digits.text, span: digits.span }));
          },
        },
        { ALT: () => this.SUBRULE(this.hexadecimal) },
      ]),
  );

  /** Octets joined by colons. */
  private readonly hexadecimal = this.RULE('hexadecimal', (): Expression => {
    const words: Token[] = [this.SUBRULE(this.octet)];
    this.MANY(() => {
      this.CONSUME(Colon);
      words.push(this.SUBRULE2(this.octet));
    });
    return this.ACTION(() => ({ kind: 'hex', words, span: this.spanFrom(words[0] as Token) }));
  });

  private readonly octet = this.RULE('octet', (): Token => {
    this.ACTION(() => {
      if (!this.ahead(NumberWord) && !this.ahead(HexWord)) this.#refuseOctet();
    });
    const word = this.OR([{ ALT: () => this.take(NumberWord) }, { ALT: () => this.take(HexWord) }]);
    this.ACTION(() => {
      for (const problem of problemsOfOctet(word.text)) this.complainHere(problem);
    });
    return word;
  });

  /** After its message the reference goes on as if no expression had been there. */
  #refuseOctet(): never {
    try {
      this.refuse(syntax.hexNumber(), 'skip');
    } catch (failure) {
      throw failure === TOLD ? SILENT : failure;
    }
  }

  private readonly variableOrCall = this.RULE('variableOrCall', (): Expression => {
    const word = this.take(Name);
    const args = this.OPTION(() => {
      this.CONSUME(LeftParen);
      return this.nested(() => this.#callArguments());
    });
    return this.ACTION((): Expression => {
      const span = this.spanFrom(word);
      return args ? { kind: 'call', name: word.text, args, span } : { kind: 'variable', name: word.text, span };
    });
  });

  #callArguments(): readonly Expression[] {
    const args: Expression[] = [];
    args.push(this.#callArgument(() => this.SUBRULE(this.expression, { ARGS: ['any'] })));
    this.MANY(() => {
      this.CONSUME(Comma);
      args.push(this.#callArgument(() => this.SUBRULE2(this.expression, { ARGS: ['any'] })));
    });
    this.demand(RightParen, syntax.rightParenthesisOfCall(), 'skip');
    this.CONSUME(RightParen);
    return args;
  }

  /** The reference skips after a bad argument whether or not it has skipped already. */
  #callArgument(run: () => Expression): Expression {
    try {
      return run();
    } catch (failure) {
      if (failure === SILENT) this.refuseAhead(syntax.expression(), 'skip');
      if (failure === TOLD) this.skipToSemicolon();
      throw failure;
    }
  }
}

/** Why two operands do not go together, as the reference sees it. */
function problemOfOperands(operator: BinaryOperator, left: ExpressionKind, right: ExpressionKind): Message | undefined {
  if (left !== 'any' && right !== 'any' && left !== right) return syntax.kindsDiffer();
  switch (operator) {
    case '=':
    case '!=':
      return right === 'boolean' ? syntax.dataOrNumericOperand() : undefined;
    case '~=':
      return right === 'data' ? undefined : syntax.dataOperand();
    case '~~':
      return undefined;
    case 'and':
    case 'or':
      return right === 'boolean' || right === 'any' ? undefined : syntax.booleanOperands();
    default:
      return right === 'numeric' || right === 'any' ? undefined : syntax.numericOperands();
  }
}
