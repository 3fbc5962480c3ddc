import { isIdentifier, isNumeric, isPunctuation, type ValueCursor } from '../token.ts';

/**
 * Words joined by dots, from the place of reading on; a last dot belongs to the name. `begun` is what has been read of it
 * already, up to and with its dot. Undefined where no word stands.
 */
export function readDottedName(cursor: ValueCursor, begun = ''): string | undefined {
  let name = begun;
  while (isIdentifier(cursor.peek()) || isNumeric(cursor.peek())) {
    name += cursor.next().text;
    if (!isPunctuation(cursor.peek(), '.')) return name;
    cursor.next();
    name += '.';
  }
  return name === '' ? undefined : name;
}
