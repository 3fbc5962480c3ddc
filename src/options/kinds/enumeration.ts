import type { Field } from '../definition.ts';
import { type Enumeration, enumerationName, enumerationNamed, enumerationValue } from '../enumerations.ts';
import { isIdentifier } from '../token.ts';
import { integerOctets, integerOf } from './integer.ts';
import { type Kind, pushOctets } from './kind.ts';

const sizeOf = (field: Field): number => enumerationNamed(field.ref)?.width ?? 1;

const nameOf = (enumeration: Enumeration | undefined, value: number): string | undefined =>
  enumeration && enumerationName(enumeration, value);

/** A named number (`N`). */
export const enumeration: Kind = {
  extent: sizeOf,
  read: (field, reading) => {
    const token = reading.cursor.next();
    if (!isIdentifier(token)) return { kind: 'expecting-enumeration-name', token, skipsOn: true };
    const members = enumerationNamed(field.ref);
    const value = members && enumerationValue(members, token.text);
    if (value === undefined) return { kind: 'unknown-enumeration-name', token, skipsOn: true };
    return pushOctets(reading, integerOctets(value, sizeOf(field)));
  },
  print: (field, data) => nameOf(enumerationNamed(field.ref), integerOf(data)) ?? String(integerOf(data)),
  decode: (field, data) => (data.length === sizeOf(field) ? { type: 'integer', value: integerOf(data) } : undefined),
  encode: (field, value) =>
    value.type === 'integer' && value.value >= 0 && value.value < 256 ** sizeOf(field)
      ? integerOctets(value.value, sizeOf(field))
      : undefined,
};
