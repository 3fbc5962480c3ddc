import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Match } from '../parser/ast.ts';
import type { ClassReading } from './class-reading.ts';
import { booleanOf, dataOf } from './expression.ts';
import type { Resolver } from './resolver.ts';
import type { Place } from './token-stream.ts';

/** `match if`, `match` or `spawn with` in a class; false when the class has to be left. */
export function readMatch(resolver: Resolver, reading: ClassReading, tree: Match): boolean {
  const fault = faultOf(reading, tree);
  if (fault) {
    resolver.report.error(fault, placeOfFault(resolver, reading, tree));
    resolver.stream.takeTree();
    resolver.stream.moveTo(resolver.stream.words.lastTokenOf(tree.span));
    return false;
  }
  resolver.stream.takeTree(resolver.stream.words.lastTokenOf(tree.span));
  if (tree.form === 'match-if') {
    reading.hasMatchIf = true;
    reading.superclass.matchIf = booleanOf(resolver, tree.value);
    return true;
  }
  reading.hasSubmatch = true;
  if (tree.form === 'spawn-with') reading.superclass.spawning = true;
  reading.superclass.submatch = dataOf(resolver, tree.value);
  return true;
}

function faultOf(reading: ClassReading, tree: Match): Message | undefined {
  if (reading.isSubclass) return say.invalidInSubclass(tree.form === 'spawn-with' ? 'spawn' : 'match');
  if (tree.form === 'match-if') return reading.hasMatchIf ? say.onlyOneMatchIf() : undefined;
  return reading.hasSubmatch ? say.cannotOverrideSubmatch() : undefined;
}

/** How far the reference has come when it sees that the clause may not stand here. */
function placeOfFault({ stream }: Resolver, reading: ClassReading, tree: Match): Place {
  if (reading.isSubclass && tree.form !== 'spawn-with') {
    stream.peek();
    return stream.place();
  }
  const first = stream.words.wordOf(tree.span, 1);
  if (tree.form === 'match') return stream.placeBeforeNext(first);
  return stream.placeOf(reading.isSubclass ? first : stream.words.wordOf(tree.span, 2));
}
