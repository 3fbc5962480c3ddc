import { concat, fromHex } from '../../../src/kernel/bytes.ts';

/** Octets from hexadecimal with blanks for the reader. */
export const bytes = (text: string): Uint8Array => fromHex(text.replaceAll(' ', ''));

export interface MessageParts {
  readonly head?: string;
  readonly sname?: Uint8Array;
  readonly file?: Uint8Array;
  readonly cookie?: string;
  readonly options?: string;
}

/** op htype hlen hops xid secs flags, then ciaddr yiaddr siaddr giaddr, chaddr. */
const HEAD = `01 01 06 00 11223344 0005 8000 c0000201 c0000202 c0000203 c0000204 020000000001${'00'.repeat(10)}`;

function field(data: Uint8Array | undefined, size: number): Uint8Array {
  const whole = new Uint8Array(size);
  whole.set(data ?? []);
  return whole;
}

/** A BOOTP/DHCPv4 message from its parts. */
export function message4(parts: MessageParts = {}): Uint8Array {
  return concat(
    bytes(parts.head ?? HEAD),
    field(parts.sname, 64),
    field(parts.file, 128),
    bytes(parts.cookie ?? '63825363'),
    bytes(parts.options ?? ''),
  );
}
