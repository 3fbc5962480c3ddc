import type { Field, Format } from '../../src/options/definition.ts';
import { formatOf } from '../../src/options/format.ts';
import type { OptionRow } from '../../src/options/row.ts';
import { BUILT_IN_SPACES } from '../../src/options/spaces/catalogue.ts';
import { DECLARATIONS, STATEMENTS } from './words.ts';

const TYPES: Readonly<Record<Field['kind'], string>> = {
  ip4: 'ip-address',
  ip6: 'ip6-address',
  int8: 'signed integer 8',
  int16: 'signed integer 16',
  int32: 'signed integer 32',
  uint8: 'unsigned integer 8',
  uint16: 'unsigned integer 16',
  uint32: 'unsigned integer 32',
  leaseTime: 'seconds',
  flag: 'boolean',
  impliedFlag: 'boolean',
  text: 'text',
  string: 'string',
  domainName: 'domain-name',
  domainList: 'domain-list',
  domainListCompressed: 'domain-list compressed',
  zeroLength: 'zerolen',
  spaceName: 'option space',
  encapsulated: 'encapsulate',
  enumeration: 'word',
  keyName: 'key',
};

function fieldType({ kind, ref, optional, repeats }: Field): string {
  const type = kind === 'encapsulated' && ref ? `encapsulate ${ref}` : TYPES[kind];
  return `${repeats ? 'array of ' : ''}${type}${optional ? ' (optional)' : ''}`;
}

/** A type as a config would define it (dhcp-options(5), "DEFINING NEW OPTIONS"). */
function typeText({ fields, repeat }: Format): string {
  const types = fields.map(fieldType);
  const last = types.at(-1);
  if (repeat === 'last' && last !== undefined) types[types.length - 1] = `array of ${last}`;
  const whole = types.length === 1 ? `${types[0]}` : `{ ${types.join(', ')} }`;
  return repeat === 'all' ? `array of ${whole}` : whole;
}

const SERVER_SPACE = 'server';

function optionsOf(space: string, rows: readonly OptionRow[], isRegistered: boolean): readonly object[] {
  return rows.map(([code, name, letters, text]) => ({
    name: space === 'dhcp' ? name : `${space}.${name}`,
    code,
    type: typeText(formatOf(letters)),
    text,
    scope: ['any'],
    ...(isRegistered && { beyondReference: true }),
  }));
}

/** Every statement and option with scope, type and text, for completion and hover texts in editors. */
export function statementList(): string {
  const parameters = BUILT_IN_SPACES.filter(({ space }) => space.name === SERVER_SPACE)
    .flatMap(({ rows }) => rows)
    .map(([, name, letters, text]) => ({ name, type: typeText(formatOf(letters)), text, scope: ['any'] }));
  const options = BUILT_IN_SPACES.filter(({ space }) => space.name !== SERVER_SPACE).flatMap(
    ({ space, rows, extensions = [] }) => [
      ...optionsOf(space.name, rows, false),
      ...optionsOf(space.name, extensions, true),
    ],
  );
  const list = { declarations: DECLARATIONS, statements: STATEMENTS, parameters, options };
  return `${JSON.stringify(list, undefined, 1)}\n`;
}
