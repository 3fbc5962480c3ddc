import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { latin1 } from '../../../kernel/bytes.ts';
import { FILE_LENGTH, SNAME_LENGTH } from '../../../wire/v4/packet.ts';
import type { Exchange } from '../exchange.ts';

/** Which of the two text fields of a BOOTP message. */
export type TextFieldName = 'file' | 'server';

/** The content of `file` or `sname`, undefined when there is none; a text that fills the field to its last octet is reported, a longer one is cut. */
export function textField(
  exchange: Exchange,
  name: TextFieldName,
  text: Uint8Array | undefined,
): Uint8Array | undefined {
  const size = name === 'file' ? FILE_LENGTH : SNAME_LENGTH;
  if (!text || text.length === 0) return undefined;
  const field = new Uint8Array(size);
  if (text.length >= size) exchange.log(dhcp4Log.fieldTooLong(name, size, text.length, latin1(text)));
  field.set(text.subarray(0, size));
  return field;
}
