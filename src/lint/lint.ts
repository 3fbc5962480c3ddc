import type { LoadedConfig } from '../config/load.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { newRegistry } from '../options/registry.ts';
import { RESERVED_WORDS } from '../parser/keywords.ts';
import type { Program } from './check.ts';
import { CHECKS } from './checks.ts';
import { outline } from './outline.ts';
import { newSuppression } from './suppression.ts';

/** What the reference says of a config and what it leaves unsaid, in order of place; findings without a place come first. */
export function lint(
  { diagnostics, startFindings, sources, parsed }: LoadedConfig,
  family: 4 | 6,
): readonly Diagnostic[] {
  const program: Program = { family, blocks: outline(parsed), vocabulary: statementWords() };
  const isSuppressed = newSuppression(sources);
  const ours = CHECKS.flatMap((check) => [...check(program)]);
  const theirs = [...diagnostics, ...startFindings].filter(({ message }) => message.level !== 'debug');
  return [...theirs, ...ours].filter((found) => !isSuppressed(found)).toSorted(byPlace);
}

function statementWords(): ReadonlySet<string> {
  const parameters = Array.from(newRegistry().definitions('server'), ({ name }) => name);
  return new Set([...RESERVED_WORDS, ...parameters]);
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  const source = (a.span?.source ?? -1) - (b.span?.source ?? -1);
  return source || (a.span?.start.offset ?? 0) - (b.span?.start.offset ?? 0);
}

/** For CI: 0 clean, 1 errors, 2 warnings only. */
export function exitCode(findings: readonly Diagnostic[]): 0 | 1 | 2 {
  if (findings.some(({ severity }) => severity === 'error' || severity === 'fatal')) return 1;
  return findings.length > 0 ? 2 : 0;
}
