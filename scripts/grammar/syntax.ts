import type { ISerializedGast, TokenType } from 'chevrotain';
import { ConfigParser } from '../../src/parser/config-parser.ts';
import { RESERVED_WORDS } from '../../src/parser/keywords.ts';
import { typeOfReservedWord, typeOfSign, VOCABULARY } from '../../src/parser/vocabulary.ts';

/** The shape of a rule of the grammar, without the parser's own bookkeeping. */
export type Syntax =
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'optional'; readonly inner: Syntax }
  | {
      readonly kind: 'repeated';
      readonly inner: Syntax;
      readonly atLeast: 0 | 1;
      readonly separator: Syntax | undefined;
    }
  | { readonly kind: 'rule' | 'terminal'; readonly name: string };

export interface Rule {
  readonly name: string;
  readonly syntax: Syntax;
}

/** The fields that the kinds of Chevrotain's serialized productions have among them. */
interface Production extends ISerializedGast {
  readonly name?: string;
  readonly separator?: Production;
  readonly definition: Production[];
}

/** The rules of the parser, in the order in which it defines them. */
export function rulesOfParser(): readonly Rule[] {
  const productions = new ConfigParser(true).getSerializedGastProductions() as Production[];
  return productions.map((rule) => ({ name: rule.name ?? '', syntax: sequenceOf(rule.definition) }));
}

function sequenceOf(definition: readonly Production[]): Syntax {
  const [only, ...others] = definition;
  if (only && others.length === 0) return syntaxOf(only);
  return { kind: 'sequence', parts: definition.map(syntaxOf) };
}

function syntaxOf(production: Production): Syntax {
  const { definition, name = '' } = production;
  switch (production.type) {
    case 'NonTerminal':
      return { kind: 'rule', name };
    case 'Terminal':
      return { kind: 'terminal', name };
    case 'Alternation':
      return { kind: 'choice', parts: definition.map(syntaxOf) };
    case 'Option':
      return { kind: 'optional', inner: sequenceOf(definition) };
    case 'Repetition':
    case 'RepetitionWithSeparator':
      return repeated(production, 0);
    case 'RepetitionMandatory':
    case 'RepetitionMandatoryWithSeparator':
      return repeated(production, 1);
    case 'Rule':
    case 'Alternative':
      return sequenceOf(definition);
  }
}

function repeated({ definition, separator }: Production, atLeast: 0 | 1): Syntax {
  return {
    kind: 'repeated',
    inner: sequenceOf(definition),
    atLeast,
    separator: separator && syntaxOf(separator),
  };
}

const PUNCTUATION = [...'{}();,.:=!~+*/%&|^'];

/** The words and signs that each terminal stands for; terminals of the lexer's making (names, numbers …) are absent. */
export const SPELLINGS: ReadonlyMap<string, readonly string[]> = spellings();

function spellings(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (type: TokenType | undefined, text: string): void => {
    if (type) found.set(type.name, [...(found.get(type.name) ?? []), text]);
  };
  for (const word of [...RESERVED_WORDS].sort()) add(typeOfReservedWord(word), word);
  for (const sign of PUNCTUATION) add(typeOfSign(sign), sign);
  return found;
}

/** Terminals that are any one of several others. */
export const CATEGORIES: ReadonlyMap<string, readonly string[]> = categories();

function categories(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const type of VOCABULARY) {
    for (const category of type.CATEGORIES ?? [])
      found.set(category.name, [...(found.get(category.name) ?? []), type.name]);
  }
  return found;
}
