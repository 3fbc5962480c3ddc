import { concat } from '../kernel/bytes.ts';
import type { Field, Format } from './definition.ts';
import { KINDS } from './kinds/catalogue.ts';
import type { FieldValue } from './kinds/kind.ts';
import { nameLength } from './rfc1035.ts';

export type { FieldValue } from './kinds/kind.ts';

/** Octets that the value of a field takes from `at` on; undefined where the data ends first. */
function fieldLength(field: Field, data: Uint8Array, at: number): number | undefined {
  const extent = KINDS[field.kind].extent(field);
  if (extent === 'rest') return data.length - at;
  if (extent === 'name') return nameLength(data, at);
  return at + extent <= data.length ? extent : undefined;
}

/** Indexes of the fields in the order in which they occur, for as long as the format goes on. */
function* fieldOrder(format: Format): Generator<number> {
  const last = format.fields.length - 1;
  for (let i = 0; i <= last; i++) yield i;
  while (format.repeat !== 'none' && last >= 0) {
    for (let i = format.repeat === 'all' ? 0 : last; i <= last; i++) yield i;
  }
}

/** A value as a flat list of its fields; undefined where the octets do not fit the format. */
export function decodeValues(format: Format, data: Uint8Array): FieldValue[] | undefined {
  const values: FieldValue[] = [];
  let at = 0;
  for (const index of fieldOrder(format)) {
    const field = format.fields[index] as Field;
    if (at === data.length && mayEndAt(format, index, values.length)) break;
    const length = fieldLength(field, data, at);
    const value = length === undefined ? undefined : KINDS[field.kind].decode(field, data.subarray(at, at + length));
    if (length === undefined || !value) return undefined;
    values.push(value);
    at += length;
  }
  return at === data.length ? values : undefined;
}

/** No more data may come before this field: it is optional, or the next element of an array. */
function mayEndAt(format: Format, index: number, before: number): boolean {
  if (format.fields[index]?.optional) return true;
  const isNextElement = format.repeat === 'last' ? index === format.fields.length - 1 : index === 0;
  return before >= format.fields.length && isNextElement;
}

/** The octets of a value given as a flat list of its fields; undefined where a field's value is not of its kind. */
export function encodeValues(format: Format, values: readonly FieldValue[]): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  const order = fieldOrder(format);
  for (const value of values) {
    const index = order.next().value as number | undefined;
    const field = index === undefined ? undefined : format.fields[index];
    const part = field && KINDS[field.kind].encode(field, value);
    if (!part) return undefined;
    parts.push(part);
  }
  return concat(...parts);
}

/** Text of free length: RFC 2132 §2 wants it without a NUL at the end. */
export function hasText(format: Format): boolean {
  for (const field of format.fields) {
    if (field.kind === 'text' || field.kind === 'keyName') return true;
    const extent = KINDS[field.kind].extent(field);
    if (field.repeats || (extent === 'rest' && field.kind !== 'encapsulated') || extent === 'name') return false;
  }
  return false;
}

/** Octets of the fields before the first one of free length. */
function fixedLength(format: Format): number {
  let length = 0;
  for (const field of format.fields) {
    const extent = KINDS[field.kind].extent(field);
    if (typeof extent !== 'number') break;
    length += extent;
  }
  return length;
}

/** A received value as the reference stores it: NULs at the end of a text are the sender's habit, not part of it. */
export function withoutTrailingNuls(format: Format, data: Uint8Array): Uint8Array {
  if (data.at(-1) !== 0 || !hasText(format)) return data;
  const least = fixedLength(format);
  let end = data.length;
  while (end > least && data[end - 1] === 0) end--;
  return data.subarray(0, end);
}
