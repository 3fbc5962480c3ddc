import { expect, test } from 'vitest';
import { na, type Option, pd, rebind, renew, request, solicit, ta } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

/**
 * Every message that asks for a lease, with every kind of association and everything a client can name in it (RFC 8415
 * §18.3.1, §18.3.2, §18.3.4, §18.3.5). What it gets: `own`, `free` or `taken` is the address or prefix of that name, `new` any
 * other one, `-` before it means lifetimes of 0; `silence` is no answer at all, `bare` an empty association. The tables hold
 * what the reference does, oddities included.
 */
const CONFIG = `
  subnet6 2001:db8:1::/64 {
    range6 2001:db8:1::1000/116;
    range6 2001:db8:1:0:ffff::/80 temporary;
    prefix6 2001:db8:100:: 2001:db8:100:ff00:: /56;
  }
  subnet6 2001:db8:2::/64 { range6 2001:db8:2::1000/116; }`;

interface Kind {
  readonly build: (iaid: number, ...named: string[]) => Option;
  readonly names: Names;
}

interface Names extends Readonly<Record<string, string>> {
  readonly own: string;
  readonly taken: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  IA_NA: {
    build: na,
    names: {
      own: '2001:db8:1::1500',
      free: '2001:db8:1::1420',
      taken: '2001:db8:1::1430',
      outside: '2001:db8:1::5',
      'off-link': '2001:db8:2::5',
      any: '::',
    },
  },
  IA_TA: {
    build: ta,
    names: {
      own: '2001:db8:1:0:ffff::500',
      free: '2001:db8:1:0:ffff::420',
      taken: '2001:db8:1:0:ffff::430',
      outside: '2001:db8:1::5',
      'off-link': '2001:db8:2::5',
      any: '::',
    },
  },
  IA_PD: {
    build: pd,
    names: {
      own: '2001:db8:100:6100::/56',
      free: '2001:db8:100:4200::/56',
      taken: '2001:db8:100:4300::/56',
      outside: '2001:db8:999::/56',
      any: '::/56',
    },
  },
};

const MESSAGES = { SOLICIT: solicit, REQUEST: request, RENEW: renew, REBIND: rebind };

/** What became of each thing in the association of the reply. */
function outcome(reply: string, names: Kind['names']): string {
  if (reply === 'nothing') return 'silence';
  const inside = /^\w+: (?:na|ta|pd) 1[^{,]*(?:\{ (.*?) \})?, 1=/.exec(reply)?.[1];
  if (inside === undefined) return 'bare';
  const status = /^status (\d+)/.exec(inside)?.[1];
  if (status) return { 2: 'NoAddrsAvail', 3: 'NoBinding', 4: 'NotOnLink', 6: 'NoPrefixAvail' }[status] ?? status;
  return inside
    .split(', ')
    .map((lease) => {
      const [place, times] = lease.split(' ');
      const name = Object.keys(names).find((each) => names[each] === place) ?? 'new';
      return times === '0/0' ? `-${name}` : name;
    })
    .join(' ');
}

function answerTo(kind: Kind, message: keyof typeof MESSAGES, isBound: boolean, named: readonly string[]): string {
  const site = new Site6(CONFIG);
  const places = named.map((name) => kind.names[name] as string);
  site.ask(request(9, kind.build(1, kind.names.taken)));
  if (isBound) site.ask(request(1, kind.build(1, kind.names.own)));
  return outcome(site.ask(MESSAGES[message](1, kind.build(1, ...places))), kind.names);
}

/** One row: what is named, then the outcome for SOLICIT, REQUEST, RENEW and REBIND. */
function tableOf(kind: Kind, isBound: boolean, rows: readonly string[]): string[] {
  return rows.map((row) => {
    const named = row === 'nothing' ? [] : row.split(', ');
    const cells = (Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]).map((each) =>
      answerTo(kind, each, isBound, named),
    );
    return [row, ...cells].join(' | ');
  });
}

/** The tables as text, columns at any width. */
const normal = (table: string): string[] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.trim().replace(/ *\| */g, ' | '));

const EXPECTED: [string, boolean, string][] = [
  [
    'IA_NA',
    false,
    `
      nothing     | new     | new       | new           | new
      free        | free    | free      | NoBinding     | free
      taken       | new     | new       | NoBinding     | -taken new
      outside     | new     | new       | NoBinding     | -outside new
      off-link    | new     | NotOnLink | -off-link new | -off-link new
      any         | new     | new       | new           | new
      free, taken | silence | silence   | NoBinding     | free -taken
      taken, free | free    | free      | NoBinding     | -taken free
    `,
  ],
  [
    'IA_NA',
    true,
    `
      nothing      | own     | own       | own           | own
      own          | own     | own       | own           | own
      free         | free    | free      | NoBinding     | free
      taken        | own     | own       | NoBinding     | -taken own
      outside      | own     | own       | NoBinding     | -outside own
      off-link     | own     | NotOnLink | -off-link own | -off-link own
      any          | own     | own       | own           | own
      own, free    | own     | own       | NoBinding     | own
      free, own    | free    | free      | NoBinding     | free
      free, taken  | silence | silence   | NoBinding     | free -taken
      taken, free  | free    | free      | NoBinding     | -taken free
      own, outside | silence | silence   | NoBinding     | own -outside
      outside, own | own     | own       | NoBinding     | -outside own
    `,
  ],
  [
    'IA_TA',
    false,
    `
      nothing     | new  | new  | new  | new
      free        | free | free | free | free
      taken       | new  | new  | new  | new
      outside     | new  | new  | new  | new
      off-link    | new  | new  | new  | new
      any         | new  | new  | new  | new
      free, taken | new  | new  | new  | new
      taken, free | new  | new  | new  | new
    `,
  ],
  [
    'IA_TA',
    true,
    `
      nothing      | new      | new      | new      | new
      own          | own      | own      | own      | own
      free         | free     | free     | free     | free
      taken        | new      | new      | new      | new
      outside      | new      | new      | new      | new
      off-link     | new      | new      | new      | new
      any          | new      | new      | new      | new
      own, free    | own free | own free | own free | own free
      free, own    | free own | free own | free own | free own
      free, taken  | new      | new      | new      | new
      taken, free  | new      | new      | new      | new
      own, outside | new      | new      | new      | new
      outside, own | new      | new      | new      | new
    `,
  ],
  [
    'IA_PD',
    false,
    `
      nothing     | new     | new     | new       | new
      free        | free    | free    | NoBinding | free
      taken       | new     | new     | NoBinding | -taken new
      outside     | new     | new     | NoBinding | -outside new
      any         | new     | new     | new       | new
      free, taken | silence | silence | NoBinding | free -taken
      taken, free | free    | free    | NoBinding | -taken free
    `,
  ],
  [
    'IA_PD',
    true,
    `
      nothing      | own     | own     | own       | own
      own          | own     | own     | own       | own
      free         | free    | free    | NoBinding | free
      taken        | own     | own     | NoBinding | -taken own
      outside      | own     | own     | NoBinding | -outside own
      any          | own     | own     | own       | own
      own, free    | own     | own     | NoBinding | own
      free, own    | free    | free    | NoBinding | free
      free, taken  | silence | silence | NoBinding | free -taken
      taken, free  | free    | free    | NoBinding | -taken free
      own, outside | silence | silence | NoBinding | own -outside
      outside, own | own     | own     | NoBinding | -outside own
    `,
  ],
];

test.each(EXPECTED)('%s, bound: %s', (kind, isBound, table) => {
  const expected = normal(table);
  const rows = expected.map((line) => line.split(' | ')[0] as string);
  expect(tableOf(KINDS[kind] as Kind, isBound, rows)).toEqual(expected);
});
