import { ebnf } from './ebnf.ts';
import { railroadPage } from './railroad.ts';
import { statementList } from './statements.ts';
import { textMateGrammar } from './textmate.ts';

/** What the folder grammar/ holds: each file's name and text. */
export const grammarFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ['dhcpd-conf.ebnf', ebnf()],
    ['railroad.html', railroadPage()],
    ['dhcpd-conf.tmLanguage.json', textMateGrammar()],
    ['statements.json', statementList()],
  ]);
