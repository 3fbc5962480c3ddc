import { concat } from '../../kernel/bytes.ts';
import { compressNames, nameToWire, unpackName, wireToName } from '../rfc1035.ts';
import { isPunctuation } from '../token.ts';
import { printName } from './domain-name.ts';
import { type Kind, pushOctets, type ReadError, type Reading } from './kind.ts';

/** Quoted names with commas between them, into `names`. */
function readNames({ cursor }: Reading, names: Uint8Array[]): ReadError | undefined {
  for (;;) {
    const token = cursor.next();
    if (token.type !== 'string') return { kind: 'expecting-domain-string', token, skipsOn: true };
    const wire = nameToWire(token.value);
    if (!wire) return { kind: 'bad-domain-list', token, skipsOn: true };
    names.push(wire);
    if (!isPunctuation(cursor.peek(), ',')) return undefined;
    cursor.next();
  }
}

/** All names of a list up to the first that is broken. */
function namesOf(data: Uint8Array): { names: Uint8Array[]; whole: boolean } {
  const names: Uint8Array[] = [];
  let at = 0;
  while (at < data.length) {
    const name = unpackName(data, at);
    if (!name) return { names, whole: false };
    names.push(name.wire);
    at += name.length;
  }
  return { names, whole: true };
}

/** For lease files quoted names with commas; for scripts bare ones with blanks, as resolv.conf(5) has them. */
function printNames(data: Uint8Array, quotes: boolean): string {
  const { names, whole } = namesOf(data);
  const separator = quotes ? ', ' : ' ';
  const texts = names.map((wire) => (quotes ? `"${printName(wire)}"` : `${wireToName(wire)}.`));
  return texts.join(separator) + (whole || names.length === 0 ? '' : separator);
}

/** Domain names (`D`, `Dc`), with compression (RFC 1035 §4.1.4) or one after the other. */
function domainListKind(pack: (names: readonly Uint8Array[]) => Uint8Array): Kind {
  return {
    extent: () => 'rest',
    read: (_field, reading) => {
      const names: Uint8Array[] = [];
      return readNames(reading, names) ?? pushOctets(reading, pack(names));
    },
    print: (_field, data, quotes) => printNames(data, quotes),
    decode: (_field, data) => {
      const { names, whole } = namesOf(data);
      return whole ? { type: 'names', names: names.map(wireToName) } : undefined;
    },
    encode: (_field, value) => {
      if (value.type !== 'names') return undefined;
      const wires = value.names.flatMap((name) => nameToWire(name) ?? []);
      return wires.length === value.names.length ? pack(wires) : undefined;
    },
  };
}

export const domainList: Kind = domainListKind((names) => concat(...names));
export const domainListCompressed: Kind = domainListKind(compressNames);
