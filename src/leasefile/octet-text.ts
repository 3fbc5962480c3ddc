import { colonHex } from '../kernel/bytes.ts';

/** `lease-id-format` of dhcpd.conf(5). */
export type IdFormat = 'octal' | 'hex';

const SPACE = 0x20;
const DELETE = 0x7f;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const ESCAPED: readonly string[] = Array.from({ length: 256 }, (_, octet) => {
  if (octet < SPACE || octet >= DELETE) return `\\${octet.toString(8).padStart(3, '0')}`;
  return octet === QUOTE || octet === BACKSLASH ? `\\${String.fromCharCode(octet)}` : String.fromCharCode(octet);
});

/** A quoted string in which everything but printable ASCII is a three digit octal escape. */
export function quoteOctets(bytes: Uint8Array): string {
  let text = '"';
  for (const octet of bytes) text += ESCAPED[octet];
  return `${text}"`;
}

/** A client identifier, DUID or IA key in the configured form; hexadecimal ones are not quoted. */
export const formatId = (bytes: Uint8Array, format: IdFormat): string =>
  format === 'hex' ? colonHex(bytes) : quoteOctets(bytes);

/** Printable without escapes: only such host names are kept in a lease file. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const octet = text.charCodeAt(i);
    if (octet < SPACE || octet >= DELETE || octet === QUOTE || octet === BACKSLASH) return false;
  }
  return true;
}

/** The value that selects a subclass: quoted when it is plain text, hexadecimal otherwise. */
export function formatSubclassValue(value: Uint8Array): string {
  const isText = value.every((octet) => octet >= SPACE && octet < DELETE && octet !== QUOTE && octet !== BACKSLASH);
  return isText ? quoteOctets(value) : colonHex(value);
}
