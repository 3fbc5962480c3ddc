import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { grammarFiles } from '../../scripts/grammar/files.ts';
import { CATEGORIES, rulesOfParser, SPELLINGS } from '../../scripts/grammar/syntax.ts';
import { DECLARATIONS, STATEMENTS } from '../../scripts/grammar/words.ts';
import { SERVER } from '../../src/options/spaces/server.ts';
import { parseConfigFile } from '../../src/parser/parse.ts';
import { BLOCK_WORDS, EXECUTABLE_WORDS, PARAMETER_WORDS } from '../../src/parser/statement-words.ts';
import { fixtures } from './shape.ts';

const files = grammarFiles();

describe('the folder grammar/', () => {
  it.each([...files])('%s is what `npm run grammar` writes', (name, text) => {
    expect(readFileSync(new URL(`../../grammar/${name}`, import.meta.url), 'utf8')).toBe(text);
  });

  it('defines every name that the EBNF uses', () => {
    const text = (files.get('dhcpd-conf.ebnf') ?? '').replace(/\/\*.*?\*\//gs, '');
    const bare = text.replace(/'"'|"[^"]*"|\[[^\]]*\]/g, ' ');
    const defined = new Set([...bare.matchAll(/^(\w+) ::=/gm)].map(([, name]) => name));
    const used = new Set(bare.match(/[A-Za-z]\w+/g) ?? []);
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
    expect(defined.size).toBeGreaterThan(rulesOfParser().length + CATEGORIES.size);
  });

  it('leads from every box of the railroad page to a definition on it', () => {
    const page = files.get('railroad.html') ?? '';
    const targets = new Set([...page.matchAll(/href="#(\w+)"/g)].map(([, name]) => name));
    for (const name of targets) expect(page).toContain(`<section id="${name}">`);
    expect(page).not.toMatch(/NaN|undefined|https?:/);
  });

  it('colours every word that begins a statement in our own configs', () => {
    const grammar = JSON.parse(files.get('dhcpd-conf.tmLanguage.json') ?? '') as { patterns: { match?: string }[] };
    const matchers = grammar.patterns.flatMap(({ match }) =>
      match ? [new RegExp(match.replace('(?i)', ''), 'i')] : [],
    );
    for (const { name, text } of fixtures) {
      for (const statement of parseConfigFile({ name, text }, 0).statements) {
        const { offset } = statement.span.start;
        const word = /^[-\w]+/.exec(text.slice(offset))?.[0] ?? '';
        const isFree =
          statement.kind === 'expression' || (statement.kind === 'parameter' && !PARAMETER_WORDS.has(word));
        if (word === '' || word === 'option' || isFree) continue;
        expect([word, matchers.some((matcher) => matcher.exec(word)?.[0] === word)]).toEqual([word, true]);
      }
    }
  });
});

describe('the words that begin statements', () => {
  it('are parameters when, and only when, they are options of the server space', () => {
    const alike = (names: Iterable<string>) => [...new Set(names)].sort();
    const registered = SERVER.map(([, name]) => name);
    expect(registered.filter((name) => !PARAMETER_WORDS.has(name))).toEqual([]);
    expect(
      alike(PARAMETER_WORDS).filter((name) => !registered.includes(name) && !SPELLINGS.get('Keyword')?.includes(name)),
    ).toEqual([]);
  });

  it('are listed for editors', () => {
    const listed = new Set([...DECLARATIONS, ...STATEMENTS].map(({ name }) => name));
    const ofLeaseFilesAndClients = /^(lease6?|ia-..|iaaddr|iaprefix|alias|pseudo|vendor-class|user-class)$/;
    expect([...BLOCK_WORDS].filter((word) => !listed.has(word) && !ofLeaseFilesAndClients.test(word))).toEqual([]);
    expect([...EXECUTABLE_WORDS].filter((word) => !listed.has(word) && !PARAMETER_WORDS.has(word))).toEqual([]);
  });
});
