import type { Field } from '../definition.ts';
import { type NumberWidth, readNumber } from '../number.ts';
import { isNumeric } from '../token.ts';
import { type FieldValue, type Kind, pushOctets, type ReadError, type Reading } from './kind.ts';

/** An integer as octets, network order, reduced to `size` octets. */
export function integerOctets(value: number, size: number): Uint8Array {
  const data = new Uint8Array(size);
  for (let i = size - 1, rest = value >>> 0; i >= 0; i--, rest >>>= 8) data[i] = rest;
  return data;
}

/** The unsigned integer in all of `data`, at most four octets. */
export const integerOf = (data: Uint8Array): number => data.reduce((value, octet) => value * 256 + octet, 0);

const signedOf = (data: Uint8Array): number => {
  const value = integerOf(data);
  const size = 256 ** data.length;
  return value >= size / 2 ? value - size : value;
};

/** A number from the next token. */
export function readInteger(reading: Reading, width: NumberWidth): ReadError | undefined {
  const token = reading.cursor.next();
  if (!isNumeric(token)) return { kind: 'expecting-number', token };
  const { value, faults } = readNumber(token.text, width);
  for (const fault of faults) reading.complaints.push({ ...fault, token });
  return pushOctets(reading, integerOctets(value, width / 8));
}

/** Integers of 8, 16 and 32 bits (`b s l B S L`). */
export function integerKind(width: NumberWidth, signed: boolean): Kind {
  const size = width / 8;
  const numberOf = signed ? signedOf : integerOf;
  const least = signed ? -(2 ** (width - 1)) : 0;
  const most = least + 2 ** width - 1;
  return {
    extent: () => size,
    read: (_field: Field, reading: Reading) => readInteger(reading, width),
    print: (_field: Field, data: Uint8Array) => String(numberOf(data)),
    decode: (_field: Field, data: Uint8Array) =>
      data.length === size ? { type: 'integer', value: numberOf(data) } : undefined,
    encode: (_field: Field, value: FieldValue) =>
      value.type === 'integer' && value.value >= least && value.value <= most
        ? integerOctets(value.value, size)
        : undefined,
  };
}
