import type { Position, Source, Span } from '../diagnostics/diagnostic.ts';
import type {
  Assignment,
  Declaration,
  Expression,
  If,
  OptionStatement,
  Parameter,
  ParsedFile,
  Statement,
  Token,
} from '../parser/ast.ts';
import { SourceWords } from './source-words.ts';
import { isNumber, isPunctuation } from './token-class.ts';

/** Statements whose inside the parser has already understood; the stream hands them out whole. */
export type TreeStatement = Exclude<Statement, Declaration | Parameter | OptionStatement | Assignment>;

/** Where the reader stands: the last token taken, and how far the text has been read to look ahead. */
export interface Place {
  readonly span: Span;
  readonly readTo: Position;
}

interface Frame {
  readonly statements: readonly Statement[];
  index: number;
  /** The `}` that ends the list; `none` where nothing does, absent at the outermost level. */
  readonly close: Token | 'none' | undefined;
  /** Stands for what follows the first block of a conditional. */
  readonly conditional?: If;
}

const NUL = '\0';
const NOWHERE: Position = { offset: 0, line: 0, column: 0 };
const START: Position = { offset: 0, line: 1, column: 1 };

/**
 * The tree, read word by word as the reference reads a file.
 *
 * What a statement means depends on tables and on the scope, so the tree keeps most statements as words. After an error the
 * reference skips to the next semicolon or closing brace from wherever it stands, which may swallow a brace that the tree
 * has paired differently; reading the words in sequence reproduces that, so that the same messages follow.
 */
export class TokenStream {
  readonly #source: Source;
  readonly words: SourceWords;
  readonly #eof: Token;
  readonly #frames: Frame[];
  readonly #isStopped: () => boolean;
  /** Where the parser has left something out, in order. */
  readonly #faults: readonly number[];
  #faultsPassed = 0;
  #run: readonly Token[] = [];
  #at = 0;
  #opening: Declaration | undefined;
  #tree: TreeStatement | undefined;
  /** What stands behind the equal sign of the statement being read. */
  #value: Expression | undefined;
  /** The last token taken, and the one before it. */
  #last: Token | undefined;
  #before: Token | undefined;
  /** The last token was taken without looking at it first; the reference then shows another line. */
  #takenUnseen = false;
  #lookedAt: Token | undefined;
  #isPastEnd = false;
  #isEndSeen = false;
  /** Only the blank space before the next token has been looked at. */
  #isBlankAhead = false;

  constructor(file: ParsedFile, isStopped: () => boolean) {
    this.#source = file.source;
    this.words = new SourceWords(file.source.text);
    this.#eof = file.eof;
    this.#frames = [{ statements: file.statements, index: 0, close: undefined }];
    this.#isStopped = isStopped;
    this.#faults = file.diagnostics.map((fault) => fault.span?.start.offset ?? 0);
  }

  /** The next token, left in place. */
  peek(): Token {
    this.#lookedAt ??= this.#current();
    this.#isBlankAhead = false;
    return this.#lookedAt;
  }

  /** Takes the next token. The end of the file may be taken any number of times. */
  next(): Token {
    const token = this.#current();
    if (token.type !== 'eof') {
      this.#before = this.#last;
      this.#last = token;
      this.#takenUnseen = !this.#lookedAt;
    } else if (this.#lookedAt) this.#isEndSeen = true;
    else this.#isPastEnd = true;
    this.#lookedAt = undefined;
    this.#isBlankAhead = false;
    this.#at++;
    return token;
  }

  /** The reference has looked no further than the blank space before the next token. */
  seeBlankOnly(): void {
    this.#isBlankAhead = this.#lookedAt !== undefined;
  }

  /** True when the word after the next one is this punctuation and a number follows it. */
  numberFollows(text: string): boolean {
    const separator = this.#run[this.#at + 1];
    const after = this.#run[this.#at + 2];
    return !!separator && !!after && isPunctuation(separator, text) && isNumber(after);
  }

  /** The statement understood by the parser that begins at the next token, if one does. */
  tree(): TreeStatement | undefined {
    this.#current();
    return this.#at === 0 ? this.#tree : undefined;
  }

  /** Takes a whole statement; `last` is its last token as far as messages are concerned. */
  takeTree(last?: Token): void {
    this.#at = this.#run.length;
    this.#tree = undefined;
    this.#lookedAt = undefined;
    if (last) this.moveTo(last);
  }

  /** Skips a statement from its beginning: only to the end of its first block, if it has several. */
  skipTree(tree: TreeStatement): void {
    this.takeTree();
    if (tree.kind === 'if') this.leaveBlock(tree);
    else this.moveTo(this.words.lastTokenOf(tree.span));
  }

  /** Reads the first block of a conditional; what follows the block comes as after leaveBlock, unless it is taken away. */
  enterBlock(tree: If): void {
    this.#frames.push({ statements: [], index: 0, close: 'none', conditional: tree });
    this.enter(tree.then, this.words.closeOf(tree));
  }

  /** After the block of enterBlock: its alternatives will be read by themselves. */
  takeAlternatives(): void {
    this.#frames.pop();
  }

  /** After the first block of a conditional, whose `else` or `elsif` then stands where a statement should begin. */
  leaveBlock(tree: If): void {
    this.moveTo(this.words.closeOf(tree));
    const rest = this.#alternatives(tree);
    if (rest.length > 0) this.#frames.push({ statements: rest, index: 0, close: 'none' });
  }

  /** What follows the first block of a conditional, as statements of a kind that nobody knows. */
  #alternatives(tree: If): readonly Declaration[] {
    const { otherwise, span } = tree;
    if (!otherwise) return [];
    const keyword = this.words.tokenFrom(this.words.closeOf(tree).span);
    const next = this.words.tokenFrom(keyword.span);
    const leftBrace: Token = { ...next, type: 'punctuation', text: '{', value: '{' };
    const [only] = otherwise;
    if (only?.kind !== 'if' || next.text === '{') {
      const rightBrace = this.words.lastTokenOf(span);
      return [{ kind: 'declaration', keyword, head: [], leftBrace, body: otherwise, rightBrace, span }];
    }
    const rightBrace = this.words.closeOf(only);
    const clause: Declaration = {
      kind: 'declaration',
      keyword,
      head: [next],
      leftBrace,
      body: only.then,
      rightBrace,
      span,
    };
    return [clause, ...this.#alternatives(only)];
  }

  /** The reader has taken everything up to this token. */
  moveTo(token: Token): void {
    this.#before = token;
    this.#last = token;
    this.#takenUnseen = false;
    this.#lookedAt = undefined;
  }

  /** Reads a list of statements and its closing brace before what follows. */
  enter(statements: readonly Statement[], close: Token): void {
    this.#frames.push({ statements, index: 0, close });
  }

  /** Reads a statement before what follows. */
  putBack(statement: Statement): void {
    this.#frames.push({ statements: [statement], index: 0, close: 'none' });
  }

  /** The expression behind the equal sign just taken. */
  takeValue(): Expression | undefined {
    const value = this.#value;
    this.#value = undefined;
    if (value) {
      this.moveTo(this.words.lastTokenOf(value.span));
      this.#lookedAt = this.#current();
    }
    return value;
  }

  /** Takes everything up to and with the next `}`, whichever it closes. */
  skipPastRightBrace(): void {
    for (;;) {
      if (this.tree()) this.takeTree();
      const token = this.next();
      if (token.type === 'eof' || isPunctuation(token, '}')) return;
    }
  }

  /** Skips to just after the next `;`, or the next balanced `{…}`, or a `}` that closes what is open here. */
  skipToSemicolon(): void {
    this.skipToRightBrace(0);
  }

  /** Skips until `depth` braces are closed. */
  skipToRightBrace(depth: number): void {
    let open = depth;
    for (;;) {
      const tree = this.tree();
      if (tree && open === 0) {
        this.skipTree(tree);
        return;
      }
      const token = this.peek();
      if (token.type === 'eof') {
        this.next();
        return;
      }
      if (isPunctuation(token, '}')) {
        if (open > 0) open--;
        this.next();
        if (open === 0) return;
      } else {
        if (isPunctuation(token, '{')) open++;
        this.next();
        if (isPunctuation(token, ';') && open === 0) return;
      }
    }
  }

  /** Where the token taken last stands. */
  here(): Span {
    return this.#last?.span ?? { source: this.#eof.span.source, start: NOWHERE, end: NOWHERE };
  }

  /** For a message about where the reader stands now. */
  place(): Place {
    return { span: this.here(), readTo: this.#readTo() };
  }

  /** For a message about a token taken some time ago. */
  placeOf(token: Token): Place {
    return { span: token.span, readTo: this.words.readEnd(token) };
  }

  /** The same after a look at the token that follows in the text. */
  placeBeforeNext(token: Token): Place {
    const next = this.#tokenAfter(token);
    const { line } = token.span.start;
    const read = this.words.readEnd(next);
    if (next.span.start.line === line)
      return { span: token.span, readTo: read.line === line ? read : wholeLine(read, line) };
    return { span: token.span, readTo: wholeLine(read, read.line - 1) };
  }

  #equalSign(name: readonly Token[]): Token {
    const token = this.#tokenAfter(name.at(-1) ?? this.#eof);
    return { ...token, type: 'punctuation', text: '=', value: '=' };
  }

  /** The token that follows in the text, as far as its place is concerned. */
  #tokenAfter(token: Token): Token {
    return this.words.tokenFrom(token.span);
  }

  /**
   * The reference shows the line in which it reads, but goes by the buffer of the token taken last: a word at the end of a line
   * has already emptied it, and looking ahead over a line end shows the line before the one looked at.
   */
  #readTo(): Position {
    if (this.#isPastEnd) return this.#eof.span.end;
    const taken = this.#last?.span.start.line ?? 0;
    const seen = this.#lookedAt;
    if (seen && seen.type !== 'eof' && !this.#isBlankAhead && seen.span.start.line !== taken) {
      const reading = this.words.readEnd(seen);
      return wholeLine(reading, reading.line - 1);
    }
    if (!this.#last) return NOWHERE;
    const fresh = this.#takenUnseen || this.#before?.span.start.line !== taken;
    if (fresh && !seen && !this.#isEndSeen) return this.words.readEnd(this.#last);
    const furthest = this.#furthest(seen && seen.type !== 'eof' ? seen : this.#last);
    const shown = fresh ? this.words.readEnd(this.#last).line : taken;
    if (seen?.type === 'eof' || this.#isEndSeen) return this.#shownAtEnd(shown);
    return furthest.line === shown ? furthest : wholeLine(furthest, shown);
  }

  /** The reference keeps two lines: looking ahead over more line ends has overwritten the one it would show. */
  #shownAtEnd(line: number): Position {
    const { end } = this.#eof.span;
    const last = line + this.#source.text.slice(this.#last?.span.end.offset ?? 0).split('\n').length - 1;
    if (last - line < 2) return wholeLine(end, line);
    return wholeLine(end, (last - line) % 2 === 0 ? last : last - 1);
  }

  #furthest(token: Token): Position {
    if (!this.#isBlankAhead) return this.words.readEnd(token);
    const { offset, line } = token.span.start;
    return { offset: offset + 1, line, column: offset + 1 - this.#source.text.lastIndexOf('\n', offset - 1) };
  }

  /** NUL octets do not count; octets beyond ASCII pass for words of one character. */
  #current(): Token {
    if (this.#isStopped()) return this.#eof;
    for (;;) {
      while (this.#at >= this.#run.length) this.#load();
      const token = this.#run[this.#at] as Token;
      if (token.type !== 'punctuation') return token;
      if (token.text.charCodeAt(0) > 0x7f)
        return { ...token, type: 'word', text: token.text, value: token.text, span: token.span };
      if (token.text !== NUL) return token;
      this.#at++;
    }
  }

  /** Lays the next statement, brace or end of file out as tokens. */
  #load(): void {
    this.#at = 0;
    this.#tree = undefined;
    this.#value = undefined;
    if (this.#opening) {
      this.#frames.push({ statements: this.#opening.body, index: 0, close: this.#opening.rightBrace });
      this.#opening = undefined;
    }
    const frame = this.#frames.at(-1);
    const statement = frame?.statements[frame.index];
    if (!frame) this.#run = [this.#eof];
    else if (statement) {
      frame.index++;
      this.#run = this.#layOut(statement);
    } else {
      this.#frames.pop();
      if (frame.conditional)
        this.#frames.push({ statements: this.#alternatives(frame.conditional), index: 0, close: 'none' });
      this.#run = frame.close === 'none' ? [] : [frame.close ?? this.#eof];
    }
    const [first] = this.#run;
    if (first && this.#faultsPassed < this.#faults.length) this.#passFaults(first);
  }

  /** What the parser has left out for its faults has been read all the same, up to the next statement. */
  #passFaults(next: Token): void {
    const { offset } = next.span.start;
    const passed = this.#faultsPassed;
    while ((this.#faults[this.#faultsPassed] ?? offset) < offset) this.#faultsPassed++;
    if (this.#faultsPassed === passed) return;
    const from = this.#last?.span ?? { source: this.#eof.span.source, start: NOWHERE, end: START };
    let last = this.words.tokenFrom(from);
    if (last.span.start.offset >= offset) return;
    for (
      let token = last;
      token.span.start.offset < offset && token.text !== '';
      token = this.words.tokenFrom(token.span)
    )
      last = token;
    this.moveTo(last);
  }

  #layOut(statement: Statement): readonly Token[] {
    switch (statement.kind) {
      case 'declaration':
        this.#opening = statement;
        return [statement.keyword, ...statement.head, statement.leftBrace];
      case 'parameter':
        return layOutParameter(statement);
      case 'option':
        return [statement.verb, ...statement.name, ...statement.args, ...ownTerminator(statement.terminator)];
      case 'assignment': {
        const name = [...(statement.verb ? [statement.verb] : []), ...statement.name];
        this.#value = statement.value;
        return [...name, this.#equalSign(name), ...ownTerminator(statement.terminator)];
      }
      default:
        this.#tree = statement;
        return [firstWord(statement, this.#source.text)];
    }
  }
}

/** Reading has come to `read`, while this line is shown as a whole. */
const wholeLine = (read: Position, line: number): Position =>
  line < 1 ? NOWHERE : { offset: read.offset, line, column: Number.MAX_SAFE_INTEGER };

/** A stray semicolon is a statement of its own. */
function layOutParameter({ keyword, args, terminator }: Parameter): readonly Token[] {
  return isPunctuation(keyword, ';') ? [keyword] : [keyword, ...args, ...ownTerminator(terminator)];
}

/** A brace or end of file that stands in the place of the semicolon belongs to the enclosing list. */
function ownTerminator(token: Token): readonly Token[] {
  return isPunctuation(token, ';') ? [token] : [];
}

function firstWord(statement: TreeStatement, text: string): Token {
  const { source, start } = statement.span;
  const length = /^[-\w]+/.exec(text.slice(start.offset, start.offset + 100))?.[0].length ?? 1;
  const word = text.slice(start.offset, start.offset + length);
  const end = { offset: start.offset + length, line: start.line, column: start.column + length };
  return { type: 'word', text: word, value: word, span: { source, start, end } };
}
