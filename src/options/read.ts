import type { Field, Format } from './definition.ts';
import { KINDS } from './kinds/catalogue.ts';
import type { ReadError, Reading, ValuePart } from './kinds/kind.ts';
import { isPunctuation, type ValueCursor, type ValueToken } from './token.ts';

export type { ReadError, ValuePart } from './kinds/kind.ts';
export type { ValueCursor, ValueToken } from './token.ts';

/** A value read from a config. `complaints` are faults that did not stop the reading; the config is wrong all the same. */
export type ReadResult<T extends ValueToken = ValueToken> =
  | { readonly ok: true; readonly parts: readonly ValuePart[]; readonly complaints: readonly ReadError<T>[] }
  | { readonly ok: false; readonly error: ReadError<T>; readonly complaints: readonly ReadError<T>[] };

/** Whether an element of the array is this one field alone, so that a host name may stand for several addresses. */
function isUniform(format: Format, at: number): boolean {
  const field = format.fields[at];
  const isLast = at === format.fields.length - 1;
  if (field?.repeats) return true;
  return isLast && (format.repeat === 'last' || (format.repeat === 'all' && at === 0));
}

/**
 * Reads fields from `from` on up to the end of the record. A field that may be missing and is not understood is passed over in
 * silence, its token with it.
 */
function readRecord(format: Format, from: number, reading: Reading): ReadError | undefined {
  const start = format.fields[from];
  let scope: Reading = { ...reading, uniform: isUniform(format, from) };
  for (let at = from; at < format.fields.length; at++) {
    const field = format.fields[at] as Field;
    if (field.optional && isPunctuation(reading.cursor.peek(), ';')) continue;
    const error = readField(field, scope);
    if (error && !field.optional) return error;
    if (field.repeats) scope = { ...reading, uniform: isUniform(format, at + 1) };
  }
  return start ? undefined : noFormat(reading);
}

function readField(field: Field, reading: Reading): ReadError | undefined {
  const kind = KINDS[field.kind];
  const error = kind.read(field, reading);
  if (!field.repeats || error) return error;
  let next: ReadError | undefined;
  while (!next && isPunctuation(reading.cursor.peek(), ',')) {
    reading.cursor.next();
    next = kind.read(field, reading);
  }
  return next;
}

const noFormat = (reading: Reading): ReadError => ({
  kind: 'no-format',
  token: reading.cursor.peek(),
  skipsOn: true,
});

function readAll(format: Format, reading: Reading): ReadError | undefined {
  const again = format.repeat === 'last' ? format.fields.length - 1 : 0;
  let error = readRecord(format, 0, reading);
  if (format.repeat === 'none') return error;
  while (!error && isPunctuation(reading.cursor.peek(), ',')) {
    reading.cursor.next();
    error = readRecord(format, again, reading);
  }
  return error;
}

/**
 * Reads the value of an option as dhcp-options(5) writes it, up to and without the `;`. What is accepted is what the reference
 * accepts, field by field.
 */
export function readOptionValue<T extends ValueToken>(format: Format, cursor: ValueCursor<T>): ReadResult<T> {
  const reading: Reading = { cursor, parts: [], complaints: [], uniform: false };
  const error = readAll(format, reading);
  const complaints = reading.complaints.map((complaint) => complaint as ReadError<T>);
  if (error) return { ok: false, error: error as ReadError<T>, complaints };
  return { ok: true, parts: reading.parts, complaints };
}
