import type { Field, Format, OptionDefinition } from './definition.ts';
import { isText } from './escape.ts';
import { KINDS } from './kinds/catalogue.ts';
import { printHex } from './kinds/string.ts';
import { nameLength } from './rfc1035.ts';

/** `lease-file`: quoted, elements with commas, as the config reader takes it; `script`: bare words with blanks between. */
export type PrintStyle = 'lease-file' | 'script';

/** What the reference prints for octets that do not fit the format. */
export const UNPRINTABLE = '<error>';

/** How a value is laid out once its octets are known. */
interface Layout {
  readonly fields: readonly Field[];
  /** Octets of one record at least. */
  readonly recordLength: number;
  /** Octets that may be missing from it. */
  readonly optionalLength: number;
  /** Octets of the last fixed field: what an array of it repeats. */
  readonly elementLength: number;
  readonly repeat: Format['repeat'];
}

/** Octets at the end that are no text. */
const HEXADECIMAL: Field = { kind: 'string' };

const isOctets = (field: Field): boolean => field.kind === 'string' || field.kind === 'encapsulated';

function layOut(format: Format, data: Uint8Array): Layout | undefined {
  const fields: Field[] = [];
  let recordLength = 0;
  let optionalLength = 0;
  let elementLength = 0;
  for (const field of format.fields) {
    fields.push(field);
    if (isOctets(field) && !isText(data)) {
      fields.splice(-1, 1, HEXADECIMAL);
      return { fields, recordLength: recordLength + 1, optionalLength, elementLength, repeat: 'none' };
    }
    const extent = KINDS[field.kind].extent(field);
    const length = extent === 'name' ? nameLength(data, recordLength) : extent;
    if (length === undefined) return undefined;
    if (typeof length === 'number') recordLength += length;
    if (typeof extent === 'number') elementLength = extent;
    if (field.optional) optionalLength += elementLength;
    if (field.repeats) return { fields, recordLength, optionalLength, elementLength, repeat: 'last' };
  }
  return { fields, recordLength, optionalLength, elementLength, repeat: format.repeat };
}

function countRecords(layout: Layout, length: number): number | undefined {
  if (layout.repeat === 'none') return 1;
  const unit = layout.repeat === 'last' ? layout.elementLength : layout.recordLength;
  if (unit === 0) return undefined;
  return layout.repeat === 'last'
    ? Math.max(1, Math.floor((length - layout.recordLength) / unit) + 1)
    : Math.floor(length / unit);
}

/** The octets of the next field; those that an optional field lacks count as zero. */
function takeField(field: Field, layout: Layout, data: Uint8Array, at: number): Uint8Array {
  const kind = KINDS[field.kind];
  const extent = kind.extent(field);
  if (extent === 'rest') return data.subarray(at);
  const length = extent === 'name' ? (nameLength(data, at) ?? layout.recordLength) : extent;
  const octets = data.subarray(at, at + length);
  if (octets.length === length) return octets;
  const padded = new Uint8Array(length);
  padded.set(octets);
  return padded;
}

function printField(field: Field, octets: Uint8Array, quotes: boolean): string {
  return field === HEXADECIMAL ? printHex(octets) : KINDS[field.kind].print(field, octets, quotes);
}

function printRecords(layout: Layout, records: number, data: Uint8Array, quotes: boolean): string {
  const blank = layout.fields.includes(HEXADECIMAL) ? '' : ' ';
  let text = '';
  let at = 0;
  for (let record = 0; record < records; record++) {
    const first = record > 0 && layout.repeat === 'last' ? layout.fields.length - 1 : 0;
    for (let i = first; i < layout.fields.length; i++) {
      const field = layout.fields[i] as Field;
      const octets = takeField(field, layout, data, at);
      at += octets.length;
      text += printField(field, octets, quotes);
      if (at >= data.length) break;
      if (i + 1 < layout.fields.length) text += blank;
    }
    if (record + 1 < records) text += quotes ? ',' : ' ';
    if (at >= data.length) break;
  }
  return text;
}

/**
 * The value of an option as the reference writes it to lease files and hands it to scripts. Fields of a record have a blank
 * between them (not before hexadecimal octets), elements of an array a comma without a blank.
 */
export function printOption(definition: OptionDefinition, data: Uint8Array, style: PrintStyle): string {
  const quotes = style === 'lease-file';
  const layout = layOut(definition.format, data);
  if (!layout || layout.recordLength - layout.optionalLength > data.length) return UNPRINTABLE;
  const records = countRecords(layout, data.length);
  return records === undefined ? UNPRINTABLE : printRecords(layout, records, data, quotes);
}
