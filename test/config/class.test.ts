import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'classes',
    conf: `class "a" { match if substring(hardware, 0, 1) = 1; option routers 192.0.2.1; lease limit 4; }
class "b" { match hardware; }
class "c" { spawn with option agent.circuit-id; }
subclass "b" 1:2:0:0:0:0:1;
subclass "b" "x" { option host-name "h"; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'conditions',
    conf: `class "a" { match if known; match if static; }
class "b" { match option host-name; match hardware; }
class "c" { spawn with hardware; match hardware; }
`,
    accepted: false,
    says: [
      "1: A class may only have one 'match if' clause.",
      '1: expecting a declaration',
      "2: can't override existing submatch/spawn.",
      '2: expecting a declaration',
      "3: can't override existing submatch/spawn.",
      '3: expecting a declaration',
    ],
  },
  {
    rule: 'conditions that are none',
    conf: `class "a" { match if "x"; }
class "b" { match if option nothing = 1; }
class "c" { match; }
default-lease-time 5;
`,
    accepted: false,
    says: [
      '1: Expecting a boolean expression.',
      '1: expecting a parameter or declaration',
      '2: no option named nothing in space dhcp',
      '3: expecting data expr.',
    ],
  },
  {
    rule: 'limits',
    conf: `class "a" { lease limit x; }
class "b" { lease 5; }
class "c" { lease limit 5 6; }
`,
    accepted: false,
    says: [
      '1: expecting a number',
      '1: expecting a declaration',
      '2: expecting "limit"',
      '2: expecting a declaration',
      '3: semicolon expected.',
    ],
  },
  {
    rule: 'subclasses of nothing',
    conf: `subclass "x" 1:2;
class "a" { match hardware; }
subclass "a" ;
subclass a 1:2;
`,
    accepted: false,
    says: [
      '1: no class named x',
      '3: Expecting string or hex list.',
      '3: expecting a declaration',
      '4: Expecting class name',
    ],
  },
  {
    rule: 'subclasses do not match',
    conf: `class "a" { match hardware; }
subclass "a" 1:2 { match hardware; }
subclass "a" 1:3 { spawn with hardware; }
`,
    accepted: false,
    says: [
      '2: invalid match in subclass.',
      '2: expecting a declaration',
      '3: invalid spawn in subclass.',
      '3: expecting a declaration',
    ],
  },
  {
    rule: 'classes within classes',
    conf: `class "a" { class "b" { } }
class "c" { host d { } group { } }
`,
    accepted: false,
    says: [
      '1: class declarations not allowed here.',
      '2: host declarations not allowed here.',
      '2: group declarations not allowed here.',
    ],
  },
  {
    rule: 'a name for a class',
    conf: `class { }
class x { }
user-class "x" { }
vendor-class x;
`,
    accepted: false,
    says: ['1: Expecting class name', '2: Expecting class name', '3: no class named x', '4: Expecting class name'],
  },
  {
    rule: 'again',
    conf: `class "a" { match hardware; }
class "a" { option host-name "h"; }
class "a" { deleted; }
subclass "a" 1;
`,
    accepted: false,
    says: ['4: no class named a'],
  },
  {
    rule: 'added',
    conf: `class "a" { }
add "a";
add "b";
add c;
`,
    accepted: false,
    says: ['3: class b: not found', '4: expecting class name.'],
  },
  {
    rule: 'without end',
    conf: `class "a" { match if known;
`,
    accepted: false,
    says: ['1: unexpected end of file'],
  },
];

describe('Classes and subclasses', () => check(CASES));
