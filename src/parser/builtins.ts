import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Message } from '../diagnostics/message.ts';

/** One argument of a built-in function: what it must yield, and what the reference says where there is none. */
export interface Parameter {
  readonly kind: 'data' | 'numeric';
  readonly missing: () => Message;
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The last parameter may be given any number of times. */
  readonly repeats: boolean;
}

const DATA: Parameter = { kind: 'data', missing: syntax.data };
const NUMERIC: Parameter = { kind: 'numeric', missing: syntax.numeric };
/** A number for which the reference says "data" when it is missing. */
const NUMERIC_CALLED_DATA: Parameter = { kind: 'numeric', missing: syntax.data };

const fixed = (...parameters: Parameter[]): Signature => ({ parameters, repeats: false });
const repeating = (...parameters: Parameter[]): Signature => ({ parameters, repeats: true });

const SIGNATURES: Readonly<Record<string, Signature>> = {
  substring: fixed(DATA, NUMERIC, NUMERIC),
  suffix: fixed(DATA, NUMERIC),
  lcase: fixed(DATA),
  ucase: fixed(DATA),
  concat: repeating(DATA, DATA),
  'binary-to-ascii': fixed(NUMERIC_CALLED_DATA, NUMERIC_CALLED_DATA, DATA, DATA),
  reverse: fixed(NUMERIC_CALLED_DATA, DATA),
  pick: repeating(DATA),
  'pick-first-value': repeating(DATA),
  packet: fixed(NUMERIC, NUMERIC),
  v6relay: fixed(NUMERIC_CALLED_DATA, DATA),
};

/** The parameters of a built-in function of dhcp-eval(5); `name` in lower case. */
export const signatureOf = (name: string): Signature => SIGNATURES[name] ?? fixed(DATA);
