import { lintMessages as say } from '../../diagnostics/catalogue/lint.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { finding, type Program } from '../check.ts';
import { nearest } from '../spelling.ts';

/** A lone word is a variable's value to the reference: `authoratative;` passes and does nothing. */
export function* ignoredWords({ blocks, vocabulary }: Program): Iterable<Diagnostic> {
  for (const { statements } of blocks) {
    for (const statement of statements) {
      if (statement.kind !== 'expression' || statement.value.kind !== 'variable') continue;
      const { name, span } = statement.value;
      if (vocabulary.has(name.toLowerCase())) continue;
      const meant = nearest(name, vocabulary);
      yield finding(say.ignoredWord(name), span, meant === undefined ? undefined : `did you mean '${meant}'?`);
    }
  }
}
