import { createToken, EOF, Lexer, type TokenType } from 'chevrotain';
import { RESERVED_WORDS } from './keywords.ts';

/** The terminals of the grammar. The texts are matched by scan() of lexer.ts, hence no patterns here. */
const terminal = (name: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern: Lexer.NA, categories });

/** What may stand between a statement's first word and its end. */
export const Argument = terminal('Argument');
/** What begins a statement that has no grammar of its own. */
export const PlainStart = terminal('PlainStart');
/** A word that may name an option: everything but plain numbers. */
export const Identifier = terminal('Identifier', Argument);
/** A word that may name a variable, a function or its parameter. */
export const VariableName = terminal('VariableName', Identifier, PlainStart);
/** What may begin an expression. */
export const Operand = terminal('Operand');
/** What joins two operands; `!` and `~` need a second character. */
export const Operator = terminal('Operator');

export const Text = terminal('Text', Argument, PlainStart, Operand);
export const NumberWord = terminal('Number', Argument, PlainStart, Operand);
export const HexWord = terminal('HexWord', VariableName, Operand);
export const Name = terminal('Name', VariableName, Operand);
const Keyword = terminal('Keyword', Identifier, PlainStart);

export const LeftBrace = terminal('LeftBrace');
export const RightBrace = terminal('RightBrace');
export const Semicolon = terminal('Semicolon');
export const LeftParen = terminal('LeftParen', Argument, PlainStart, Operand);
export const RightParen = terminal('RightParen', Argument, PlainStart);
export const Comma = terminal('Comma', Argument, PlainStart);
export const Dot = terminal('Dot', Argument, PlainStart);
export const Colon = terminal('Colon', Argument, PlainStart);
export const Equal = terminal('Equal', Argument, PlainStart, Operator);
export const Bang = terminal('Bang', Argument, PlainStart, Operator);
export const Tilde = terminal('Tilde', Argument, PlainStart, Operator);
/** `+ * / % & | ^`; a lone `-` is lexed as a number by the reference, so that there is no subtraction. */
export const ArithmeticSign = terminal('ArithmeticSign', Argument, PlainStart, Operator);
/** Any other character. */
const Sign = terminal('Sign', Argument, PlainStart);

const own = (name: string): TokenType => terminal(name, Identifier);
const plain = (name: string, ...more: TokenType[]): TokenType => terminal(name, Identifier, PlainStart, ...more);

export const If = own('If');
export const Switch = own('Switch');
export const Case = own('Case');
export const Default = own('Default');
export const Break = own('Break');
export const On = own('On');
export const SetWord = own('Set');
export const Define = own('Define');
export const Unset = own('Unset');
export const Eval = own('Eval');
export const Return = own('Return');
export const Log = own('Log');
export const Execute = own('Execute');
export const Add = own('Add');
export const Match = own('Match');
export const Spawn = own('Spawn');
/** `option`, which also begins an operand. */
export const Option = terminal('Option', Identifier, Operand);
/** supersede, append, prepend, send: statements like `option`. */
export const OptionVerb = own('OptionVerb');

export const Else = plain('Else');
export const Elsif = plain('Elsif');
export const With = plain('With');
export const And = plain('And', Operator);
export const Or = plain('Or', Operator);
export const Not = plain('Not', Operand);
export const Exists = plain('Exists', Operand);
export const Check = plain('Check', Operand);
export const Defined = plain('Defined', Operand);
export const ConfigOption = plain('ConfigOption', Operand);
export const GetHostName = plain('GetHostName', Operand);
export const GetHostByName = plain('GetHostByName', Operand);
/** extract-int and encode-int: their last argument is 8, 16 or 32. */
export const IntegerFunction = plain('IntegerFunction', Operand);
export const Builtin = plain('Builtin', Operand);
/** Words that are an expression by themselves. */
export const Constant = plain('Constant', Operand);
/** commit, expiry, transmission; `release` is among them. */
export const LeaseEvent = plain('LeaseEvent');
export const LogLevel = plain('LogLevel');

const WORDS: readonly (readonly [TokenType, string])[] = [
  [If, 'if'],
  [Else, 'else'],
  [Elsif, 'elsif'],
  [Switch, 'switch'],
  [Case, 'case'],
  [Default, 'default'],
  [Break, 'break'],
  [On, 'on'],
  [SetWord, 'set'],
  [Define, 'define'],
  [Unset, 'unset'],
  [Eval, 'eval'],
  [Return, 'return'],
  [Log, 'log'],
  [Execute, 'execute'],
  [Add, 'add'],
  [Match, 'match'],
  [Spawn, 'spawn'],
  [With, 'with'],
  [Option, 'option'],
  [OptionVerb, 'supersede append prepend send'],
  [And, 'and'],
  [Or, 'or'],
  [Not, 'not'],
  [Exists, 'exists'],
  [Check, 'check'],
  [Defined, 'defined'],
  [ConfigOption, 'config-option'],
  [GetHostName, 'gethostname'],
  [GetHostByName, 'gethostbyname'],
  [IntegerFunction, 'extract-int encode-int'],
  [Builtin, 'substring suffix lcase ucase concat binary-to-ascii reverse pick pick-first-value packet v6relay'],
  [Constant, 'static known hardware leased-address client-state filename server-name lease-time null host-decl-name'],
  [Constant, 'noerror formerr nxdomain servfail refused notimp yxdomain yxrrset nxrrset notauth notzone'],
  [Constant, 'booting reboot select request bound renew rebind'],
  [LeaseEvent, 'commit release expiry transmission'],
  [LogLevel, 'fatal error debug info'],
];

const SIGNS: readonly (readonly [TokenType, string])[] = [
  [LeftBrace, '{'],
  [RightBrace, '}'],
  [Semicolon, ';'],
  [LeftParen, '('],
  [RightParen, ')'],
  [Comma, ','],
  [Dot, '.'],
  [Colon, ':'],
  [Equal, '='],
  [Bang, '!'],
  [Tilde, '~'],
  [ArithmeticSign, '+*/%&|^'],
];

const wordTypes: ReadonlyMap<string, TokenType> = new Map([
  ...[...RESERVED_WORDS].map((word) => [word, Keyword] as const),
  ...WORDS.flatMap(([type, words]) => words.split(' ').map((word) => [word, type] as const)),
]);
const signTypes: ReadonlyMap<string, TokenType> = new Map(
  SIGNS.flatMap(([type, signs]) => [...signs].map((sign) => [sign, type] as const)),
);

/** The terminal that a reserved word in lower case is. */
export const typeOfReservedWord = (word: string): TokenType | undefined => wordTypes.get(word);

/** The terminal that a single character is. */
export const typeOfSign = (text: string): TokenType => signTypes.get(text) ?? Sign;

/** All terminals, for the parser. */
export const VOCABULARY: readonly TokenType[] = [
  ...new Set([
    Argument,
    PlainStart,
    Identifier,
    VariableName,
    Operand,
    Operator,
    Text,
    NumberWord,
    HexWord,
    Name,
    Sign,
    ...wordTypes.values(),
    ...signTypes.values(),
  ]),
];

const SORTS: ReadonlyMap<TokenType, 'string' | 'eof' | 'punctuation'> = new Map([
  [EOF, 'eof'] as const,
  [Text, 'string'] as const,
  ...[Sign, ...signTypes.values()].map((type) => [type, 'punctuation'] as const),
]);

/** Of which sort of ast.ts the tokens of a terminal are. */
export const sortOfTerminal = (type: TokenType): 'word' | 'string' | 'punctuation' | 'eof' => SORTS.get(type) ?? 'word';
