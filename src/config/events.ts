import type { EventName } from '../expr/ir.ts';
import type { Token } from '../parser/ast.ts';

const EVENTS: ReadonlyMap<string, EventName> = new Map([
  ['commit', 'commit'],
  ['release', 'release'],
  ['expiry', 'expiry'],
  ['transmission', 'transmission'],
]);

/** The events of an `on` statement, each once. */
export function eventsOf(words: readonly Token[]): readonly EventName[] {
  const events = words.flatMap((word) => EVENTS.get(word.text.toLowerCase()) ?? []);
  return [...new Set(events)];
}
