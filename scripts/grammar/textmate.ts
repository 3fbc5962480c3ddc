import { BLOCK_WORDS, EXECUTABLE_WORDS, PARAMETER_WORDS } from '../../src/parser/statement-words.ts';
import { SPELLINGS } from './syntax.ts';
import { DECLARATIONS, STATEMENTS } from './words.ts';

const wordsOf = (...terminals: string[]): string[] => terminals.flatMap((name) => SPELLINGS.get(name) ?? []);

/** Any of these words, standing alone; longer ones first, for those that begin alike. */
function anyOf(words: Iterable<string>): string {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return `(?i)(?<![-\\w])(?:${sorted.join('|')})(?![-\\w])`;
}

const pattern = (name: string, match: string): object => ({ name: `${name}.dhcpd-conf`, match });

function patterns(): readonly object[] {
  const control = wordsOf('If', 'Else', 'Elsif', 'Switch', 'Case', 'Default', 'Break', 'On', 'Return');
  const declarations = [...BLOCK_WORDS, ...DECLARATIONS.map(({ name }) => name)];
  const parameters = [...PARAMETER_WORDS, ...EXECUTABLE_WORDS, ...STATEMENTS.map(({ name }) => name)];
  const functions = wordsOf('Builtin', 'IntegerFunction', 'GetHostName', 'GetHostByName', 'ConfigOption');
  return [
    pattern('comment.line.number-sign', '#.*$'),
    {
      name: 'string.quoted.double.dhcpd-conf',
      begin: '"',
      end: '"',
      patterns: [pattern('constant.character.escape', '\\\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)')],
    },
    {
      match: '(?i)(?<![-\\w])(option)\\s+([-\\w]+(?:\\.[-\\w]+)?)',
      captures: {
        1: { name: 'keyword.other.option.dhcpd-conf' },
        2: { name: 'variable.other.option.dhcpd-conf' },
      },
    },
    pattern('constant.numeric.address', '(?<![-\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?:/\\d+)?(?![-\\w.])'),
    pattern('constant.numeric.address', '(?i)(?<![-\\w:])(?:[0-9a-f]{0,4}:){2,}[0-9a-f]{0,4}(?:/\\d+)?(?![-\\w:])'),
    pattern('constant.numeric.hexadecimal', '(?i)(?<![-\\w:])[0-9a-f]{1,2}(?::[0-9a-f]{1,2})+(?![-\\w:])'),
    pattern('constant.numeric', '(?<![-\\w])-?\\d+(?![-\\w])'),
    pattern('keyword.control', anyOf(control)),
    pattern('keyword.operator.word', anyOf(wordsOf('And', 'Or', 'Not', 'Exists', 'Check', 'Defined'))),
    pattern('support.function', anyOf(functions)),
    pattern('storage.type', anyOf(declarations)),
    pattern('support.type.property-name', anyOf(parameters)),
    pattern(
      'constant.language',
      anyOf([...wordsOf('Constant', 'LeaseEvent', 'LogLevel'), 'true', 'false', 'on', 'off']),
    ),
    pattern('keyword.operator', '[!~]=|~~|[=+*/%&|^]'),
    pattern('punctuation.terminator', ';'),
  ];
}

/** A TextMate grammar, which most editors and code forges can use. */
export function textMateGrammar(): string {
  const grammar = {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'dhcpd.conf',
    scopeName: 'source.dhcpd-conf',
    fileTypes: ['dhcpd.conf', 'dhcpd6.conf'],
    patterns: patterns(),
  };
  return `${JSON.stringify(grammar, undefined, 2)}\n`;
}
