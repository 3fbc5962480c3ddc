import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Message } from '../diagnostics/message.ts';

/** What was read of a string, up to its closing quote or wherever the reference stops. */
export interface StringLiteral {
  readonly value: string;
  /** Offset just after it. */
  readonly end: number;
  readonly problems: readonly { readonly at: number; readonly message: Message }[];
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n', b: '\b' };
const PLAIN_RUN = /[^"\\\xff]+/y;

/**
 * Reads a string from just after its opening quote (dhcpd.conf(5) has the escapes): `\t \r \n \b`, `\xHH`, `\OOO` with a first
 * digit 0 to 3; another character after a backslash stands for itself. `limit` octets are too many.
 */
export function readEscaped(text: string, start: number, limit: number): StringLiteral {
  const reader = new LiteralReader(text, start, limit);
  return reader.read();
}

class LiteralReader {
  readonly #text: string;
  readonly #limit: number;
  readonly #problems: { at: number; message: Message }[] = [];
  #at: number;
  #value = '';

  constructor(text: string, start: number, limit: number) {
    this.#text = text;
    this.#at = start;
    this.#limit = limit;
  }

  read(): StringLiteral {
    while (this.#value.length < this.#limit) {
      this.#readPlain();
      if (this.#value.length >= this.#limit) break;
      const c = this.#next();
      if (c === undefined) {
        this.#complain(syntax.stringUnended());
        return this.#finish();
      }
      if (c === '"') return this.#finish();
      if (!this.#readEscape()) return this.#finish();
    }
    this.#complain(syntax.stringTooLong());
    this.#value = this.#value.slice(0, this.#limit - 1);
    return this.#finish();
  }

  #finish(): StringLiteral {
    return { value: this.#value, end: this.#at, problems: this.#problems };
  }

  #complain(message: Message): void {
    this.#problems.push({ at: this.#at, message });
  }

  #readPlain(): void {
    PLAIN_RUN.lastIndex = this.#at;
    const run = PLAIN_RUN.exec(this.#text)?.[0] ?? '';
    const part = run.slice(0, this.#limit - this.#value.length);
    this.#value += part;
    this.#at += part.length;
  }

  /** The next character; undefined at the end of the text, or at the octet that the reference takes for it. */
  #next(): string | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const c = this.#text.charAt(this.#at++);
    return c === '\xff' ? undefined : c;
  }

  /** After a backslash; false at the end of the text. */
  #readEscape(): boolean {
    for (;;) {
      const c = this.#nextOrComplain();
      if (c === undefined) return false;
      if (c === 'x') return this.#readHex();
      if (c < '0' || c > '3') {
        this.#value += SIMPLE_ESCAPES[c] ?? c;
        return true;
      }
      const outcome = this.#readOctal(Number(c));
      if (outcome !== 'another escape') return outcome === 'done';
    }
  }

  #nextOrComplain(): string | undefined {
    const c = this.#next();
    if (c === undefined) this.#complain(syntax.stringUnended());
    return c;
  }

  /** Two digits; at a wrong one the reference leaves the escape and keeps a stray octet of its buffer, here a NUL. */
  #readHex(): boolean {
    let value = 0;
    for (let digits = 0; digits < 2; digits++) {
      const c = this.#nextOrComplain();
      if (c === undefined) return false;
      if (!/[0-9a-fA-F]/.test(c)) {
        this.#complain(syntax.badHexEscape(c.charCodeAt(0)));
        this.#value += '\0';
        return true;
      }
      value = value * 16 + Number.parseInt(c, 16);
    }
    this.#value += String.fromCharCode(value);
    return true;
  }

  /**
   * Three digits in all. After zeros alone any other character is swallowed, and the one after it is taken as if a
   * backslash stood before it; after another digit each wrong character is reported and costs an octet until digits come.
   */
  #readOctal(first: number): 'done' | 'ended' | 'another escape' {
    let value = first;
    let digits = 1;
    while (digits < 3 && this.#value.length < this.#limit) {
      const c = this.#nextOrComplain();
      if (c === undefined) return 'ended';
      if (c >= '0' && c <= '7') {
        value = value * 8 + Number(c);
        digits++;
      } else if (value === 0) {
        return 'another escape';
      } else {
        this.#complain(syntax.badOctalEscape(c.charCodeAt(0)));
        this.#value += '\0';
      }
    }
    this.#value += String.fromCharCode(value & 255);
    return 'done';
  }
}
