import { escapeText } from '../escape.ts';
import { labelsOfWire, nameLength, nameToWire, wireToName } from '../rfc1035.ts';
import { readDottedName } from './host-name.ts';
import { type FieldValue, type Kind, pushOctets } from './kind.ts';

/** Every label with a dot behind it. */
export const printName = (wire: Uint8Array): string =>
  Array.from(labelsOfWire(wire), (label) => `${escapeText(label)}.`).join('');

const single = (value: FieldValue): string | undefined =>
  value.type === 'names' && value.names.length === 1 ? value.names[0] : undefined;

/** One domain name (`d`): bare words joined by dots; uncompressed on the wire. */
export const domainName: Kind = {
  extent: () => 'name',
  read: (_field, reading) => {
    const first = reading.cursor.peek();
    const name = readDottedName(reading.cursor);
    const wire = name === undefined ? undefined : nameToWire(name);
    if (wire) return pushOctets(reading, wire);
    if (name !== undefined) reading.complaints.push({ kind: 'bad-domain-name', token: first });
    return { kind: 'not-a-domain-name', token: first, skipsOn: true };
  },
  print: (_field, data) => printName(data),
  decode: (_field, data) =>
    nameLength(data, 0) === data.length ? { type: 'names', names: [wireToName(data)] } : undefined,
  encode: (_field, value) => {
    const name = single(value);
    return name === undefined ? undefined : nameToWire(name);
  },
};
