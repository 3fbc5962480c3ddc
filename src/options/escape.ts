/** Characters that a shell or the lexer would take for more than themselves. */
const ESCAPED = '"\'$`\\|&';

const isPrintable = (octet: number): boolean => octet >= 0x20 && octet < 0x7f;

function escapeOctet(octet: number): string {
  if (!isPrintable(octet)) return `\\${octet.toString(8).padStart(3, '0')}`;
  const character = String.fromCharCode(octet);
  return ESCAPED.includes(character) ? `\\${character}` : character;
}

/** Octets as text between quotes: `\ooo` for what cannot be printed, a last NUL left out. */
export function escapeText(data: Uint8Array): string {
  const end = data.at(-1) === 0 ? data.length - 1 : data.length;
  return Array.from(data.subarray(0, end), escapeOctet).join('');
}

/** All octets are printable ASCII, but for a NUL at the end. */
export function isText(data: Uint8Array): boolean {
  const end = data.at(-1) === 0 ? data.length - 1 : data.length;
  return data.subarray(0, end).every(isPrintable);
}
