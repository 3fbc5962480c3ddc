/** Sum of 16-bit words in network order, an odd octet filled up with zero; carries stay above bit 16. */
export function sumWords(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at + 1 < end; at += 2) sum += ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
  if ((end - start) % 2 === 1) sum += (bytes[end - 1] as number) << 8;
  return sum;
}

/** The Internet checksum of a sum (RFC 1071). */
export function foldChecksum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
