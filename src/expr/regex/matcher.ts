import { newAutomaton } from './automaton.ts';
import { parsePattern } from './parse.ts';
import { needsBacktracking, type Pattern, regExpSource } from './pattern.ts';

/** True when the pattern matches anywhere in the subject. */
export type Matcher = (subject: string) => boolean;

/** Longest subject given to a backtracking matcher; the longest DHCPv4 option that comes in one piece. */
const LONGEST_BACKTRACKED = 255;

const never: Matcher = () => false;

/** In the C locale only the letters of ASCII have a case. A pattern that ignores it is parsed in upper case. */
const upperCase = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

function backtracking(pattern: Pattern): Matcher {
  const expression = new RegExp(regExpSource(pattern));
  return (subject) => subject.length <= LONGEST_BACKTRACKED && expression.test(subject);
}

/**
 * An extended regular expression as `~=` and `~~` of dhcp-eval(5) take it, over binary strings. An invalid one matches nothing.
 */
export function newMatcher(source: string, ignoreCase: boolean): Matcher {
  const pattern = parsePattern(source, ignoreCase);
  if (!pattern) return never;
  const matches = needsBacktracking(pattern) ? backtracking(pattern) : newAutomaton(pattern);
  if (!matches) return never;
  return ignoreCase ? (subject) => matches(upperCase(subject)) : matches;
}
