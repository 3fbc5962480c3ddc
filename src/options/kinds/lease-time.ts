import { u32 } from '../../kernel/bytes.ts';
import { integerKind, readInteger } from './integer.ts';
import { type Kind, pushOctets } from './kind.ts';

const FOREVER = u32(0xffffffff);

/** Seconds (`T`); a config may say `infinite`. It prints as a number even then, as the reference does. */
export const leaseTime: Kind = {
  ...integerKind(32, false),
  read: (_field, reading) => {
    if (reading.cursor.peek().text.toLowerCase() !== 'infinite') return readInteger(reading, 32);
    reading.cursor.next();
    return pushOctets(reading, FOREVER);
  },
};
