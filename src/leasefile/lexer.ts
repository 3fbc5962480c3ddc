import { latin1 } from '../kernel/bytes.ts';
import { NameCache } from './name-cache.ts';
import { OctetSlab } from './octet-slab.ts';
import { decodeString } from './string-text.ts';

/** Kinds of tokens; any other character is a token of its own, and its kind is the character's code. */
const END = 0;
export const WORD = 1;
export const STRING = 2;
export const LEFT_BRACE = 0x7b;
export const RIGHT_BRACE = 0x7d;
export const SEMICOLON = 0x3b;
export const COLON = 0x3a;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const EQUAL = 0x3d;
export const PERCENT = 0x25;

const NEWLINE = 0x0a;
const HASH = 0x23;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const SPACE_CLASS = 1;
const WORD_CLASS = 2;
/** Letters, digits and the sign: the characters a word may begin with. */
const FIRST_CLASS = 4;
const CLASS_OF = new Uint8Array(256);
for (const c of [9, 10, 11, 12, 13, 32]) CLASS_OF[c] = SPACE_CLASS;
for (let c = 0; c < 128; c++) {
  if (/[0-9A-Za-z-]/.test(String.fromCharCode(c))) CLASS_OF[c] = WORD_CLASS | FIRST_CLASS;
}
CLASS_OF[0x5f] = WORD_CLASS;

/** The reference's buffer for one token: a longer string ends there. */
const LONGEST_TOKEN = 1500;

/** A place between tokens. */
export interface Mark {
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

/**
 * Tokens of a lease file, by the lexical rules of dhcpd.conf, over a window of a file that may be much larger than memory.
 * It always stands on one token that was not yet used. Nothing is copied until a caller asks for the token's value.
 */
export class LeaseLexer {
  bytes: Uint8Array = new Uint8Array(0);
  /** End of what may be read. */
  limit = 0;
  /** False when the file goes on behind `limit`. */
  isComplete = true;
  /** Set when a token touched the end of the window: what was read since the window was filled may be wrong. */
  isStarved = false;
  /** Where reading goes on, behind the present token. */
  at = 0;
  line = 1;
  lineStart = 0;

  kind: number = END;
  start = 0;
  end = 0;
  #hash = 0;
  #isEscaped = false;
  readonly #decoded = new Uint8Array(4 * LONGEST_TOKEN);
  readonly #names = new NameCache();
  readonly slab = new OctetSlab();

  get isAtEnd(): boolean {
    return this.kind === END;
  }

  next(): void {
    this.#skipSpace();
    this.start = this.at;
    if (this.at >= this.limit) {
      this.kind = END;
      this.end = this.at;
      this.#touchEnd();
      return;
    }
    const c = this.bytes[this.at] as number;
    if (((CLASS_OF[c] as number) & FIRST_CLASS) !== 0) this.#readWord();
    else if (c === QUOTE) this.#readString();
    else {
      this.kind = c;
      this.end = ++this.at;
    }
  }

  is(kind: number): boolean {
    return this.kind === kind;
  }

  /** Steps over the token if it is of this kind. */
  accept(kind: number): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** The word as written. */
  word(): string {
    return this.kind === WORD ? this.#names.get(this.bytes, this.start, this.end, this.#hash) : '';
  }

  /** The token's text for messages: a string without its quotes. */
  text(): string {
    return this.kind === STRING ? latin1(this.octets()) : latin1(this.bytes, this.start, this.end);
  }

  /** The value of a string. */
  octets(): Uint8Array {
    const closed = this.end - this.start > 1 && this.bytes[this.end - 1] === QUOTE ? this.end - 1 : this.end;
    if (!this.#isEscaped) return this.slab.keep(this.bytes, this.start + 1, closed);
    const length = decodeString(this.bytes, this.start + 1, closed, this.#decoded);
    return this.slab.keep(this.#decoded, 0, length);
  }

  /** The place of the present token. */
  mark(): Mark {
    return { at: this.start, line: this.line, lineStart: this.lineStart };
  }

  /** Stands on the token at a place once more. */
  rewind({ at, line, lineStart }: Mark): void {
    this.line = line;
    this.lineStart = lineStart;
    this.isStarved = false;
    this.jump(at);
  }

  /** Continues behind `at`, in the middle of what would be tokens otherwise. */
  jump(at: number): void {
    this.at = at;
    this.next();
  }

  #skipSpace(): void {
    const { bytes, limit } = this;
    let at = this.at;
    for (; at < limit; at++) {
      const c = bytes[at] as number;
      if (c === NEWLINE) {
        this.line++;
        this.lineStart = at + 1;
      } else if (c === HASH) {
        while (at + 1 < limit && bytes[at + 1] !== NEWLINE) at++;
      } else if (CLASS_OF[c] !== SPACE_CLASS) break;
    }
    this.at = at;
  }

  #readWord(): void {
    const { bytes, limit } = this;
    let at = this.at;
    let hash = 0;
    for (; at < limit; at++) {
      const c = bytes[at] as number;
      if (((CLASS_OF[c] as number) & WORD_CLASS) === 0) break;
      hash = (Math.imul(hash, 31) + c) | 0;
    }
    this.#hash = hash;
    this.kind = WORD;
    this.end = this.at = at;
    if (at === limit) this.#touchEnd();
  }

  #readString(): void {
    const { bytes } = this;
    const limit = Math.min(this.limit, this.at + 4 * LONGEST_TOKEN);
    let at = this.at + 1;
    this.#isEscaped = false;
    for (; at < limit && bytes[at] !== QUOTE; at++) {
      if (bytes[at] === BACKSLASH) {
        this.#isEscaped = true;
        at++;
      } else if (bytes[at] === NEWLINE) {
        this.line++;
        this.lineStart = at + 1;
      }
    }
    this.kind = STRING;
    if (at >= this.limit) this.#touchEnd();
    this.end = this.at = Math.min(at + 1, this.limit);
  }

  #touchEnd(): void {
    if (!this.isComplete) this.isStarved = true;
  }
}

const DECIMAL = /^-?[0-9]+$/;
const HEXADECIMAL = /^(?:[0-9a-fA-F]+|0[xX][0-9a-fA-F]+)$/;

/** A word of digits alone; a leading `-` belongs to the number. */
export const isDecimal = (word: string): boolean => DECIMAL.test(word);

/** A word that may be read as a hexadecimal number. */
export const isHexadecimal = (word: string): boolean => HEXADECIMAL.test(word);
