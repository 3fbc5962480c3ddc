import type { Ipv4, Ipv6 } from '../../kernel/scalars.ts';
import type { Field } from '../definition.ts';
import type { NumberFault } from '../number.ts';
import type { ValueCursor, ValueToken } from '../token.ts';

/** What a config says for a value: octets, or a name whose addresses are looked up when the value is needed. */
export type ValuePart =
  | { readonly kind: 'octets'; readonly data: Uint8Array }
  | {
      readonly kind: 'host-name';
      readonly name: string;
      readonly family: 4 | 6;
      /** Only the name's first address counts, since other fields follow. */
      readonly single: boolean;
    };

/** The field of an option as a typed value. */
export type FieldValue =
  | { readonly type: 'ip4'; readonly address: Ipv4 }
  | { readonly type: 'ip6'; readonly address: Ipv6 }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'flag'; readonly value: boolean }
  | { readonly type: 'octets'; readonly data: Uint8Array }
  | { readonly type: 'names'; readonly names: readonly string[] };

/** Why a value could not be read; the caller has the words. `token` is the one at fault. */
type ReadFault =
  /** What was expected in the token's place. */
  | {
      readonly kind:
        | 'expecting-identifier'
        | 'expecting-string'
        | 'expecting-string-or-hex'
        | 'expecting-hex-number'
        | 'expecting-number'
        | 'expecting-numeric-value'
        | 'expecting-boolean'
        | 'expecting-address'
        | 'expecting-enumeration-name'
        | 'expecting-domain-string'
        | 'expecting-semicolon';
    }
  | { readonly kind: 'too-few-numbers' | 'unexpected-end' }
  | { readonly kind: 'unknown-enumeration-name' }
  | { readonly kind: 'bad-ip6-address' }
  /** A name with an empty or long label, too long a whole, or a wrong escape. */
  | { readonly kind: 'bad-domain-list' | 'bad-domain-name' }
  | { readonly kind: 'not-a-domain-name' | 'not-a-key-name' }
  /** The option has no format that could be written. */
  | { readonly kind: 'no-format' }
  | NumberFault;

export type ReadError<T extends ValueToken = ValueToken> = ReadFault & {
  readonly token: T;
  /** The reference goes on skipping to the next `;` even when the token at fault was a `;` itself. */
  readonly skipsOn?: boolean;
};

/** The state of reading one option value. */
export interface Reading {
  readonly cursor: ValueCursor;
  readonly parts: ValuePart[];
  /** Faults that do not end the reading. */
  readonly complaints: ReadError[];
  /** A host name may stand for all its addresses: the field is the whole of an array's element. */
  readonly uniform: boolean;
}

/** One way to carry and to write a value: octets and text, both ways. */
export interface Kind {
  /** Octets of a value; `rest`: all that is left; `name`: up to a root label. */
  extent(field: Field): number | 'rest' | 'name';
  /** Reads one value from a config into `reading.parts`; the result is what stopped it. */
  read(field: Field, reading: Reading): ReadError | undefined;
  /** The value's octets in the reference's notation; `quotes`: for lease files, else for scripts. */
  print(field: Field, data: Uint8Array, quotes: boolean): string;
  decode(field: Field, data: Uint8Array): FieldValue | undefined;
  encode(field: Field, value: FieldValue): Uint8Array | undefined;
}

export const pushOctets = (reading: Reading, data: Uint8Array): undefined => {
  reading.parts.push({ kind: 'octets', data });
};
