import type { Message } from '../diagnostics/message.ts';
import type { LocatedFinding } from './read-context.ts';

/** A finding about what a record means, not how it is written: the reference names no place for it either. */
export const unlocated = (message: Message): LocatedFinding => ({
  diagnostic: { severity: 'warning', message },
  line: '',
});
