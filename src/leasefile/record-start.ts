const NEWLINE = 0x0a;

const STARTS: readonly (readonly number[])[] = [
  'lease',
  'ia-na',
  'ia-ta',
  'ia-pd',
  'host',
  'group',
  'class',
  'subclass',
  'failover',
  'server-duid',
  'authoring-byte-order',
].map((word) => Array.from(`${word} `, (c) => c.charCodeAt(0)));

/** The first line after `from` that begins like a record, without a blank in front: so records are written. */
export function nextRecordStart(bytes: Uint8Array, from: number, limit: number): number | undefined {
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at + 1 < limit; at = bytes.indexOf(NEWLINE, at + 1)) {
    if (STARTS.some((word) => word.every((c, i) => bytes[at + 1 + i] === c))) return at + 1;
  }
  return undefined;
}
