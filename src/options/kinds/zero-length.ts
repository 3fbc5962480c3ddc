import { EMPTY } from '../../kernel/bytes.ts';
import { isPunctuation } from '../token.ts';
import { type Kind, pushOctets } from './kind.ts';

/** An option that has no value (`Z`): its presence says it all. */
export const zeroLength: Kind = {
  extent: () => 0,
  read: (_field, reading) => {
    const token = reading.cursor.peek();
    if (!isPunctuation(token, ';') && token.type !== 'eof')
      return { kind: 'expecting-semicolon', token, skipsOn: true };
    return pushOctets(reading, EMPTY);
  },
  print: () => '',
  decode: (_field, data) => (data.length === 0 ? { type: 'octets', data } : undefined),
  encode: (_field, value) => (value.type === 'octets' && value.data.length === 0 ? value.data : undefined),
};
