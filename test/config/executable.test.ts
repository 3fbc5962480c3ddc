import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'conditions',
    conf: `if known { option host-name "a"; } elsif static { option host-name "b"; } else { option host-name "c"; }
if exists host-name and not known { filename "x"; } else if known { filename "y"; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'unknown options in conditions',
    conf: `if option nothing = "x" { filename "x"; } else { filename "y"; }
if exists no.thing { filename "x"; }
default-lease-time 5;
`,
    accepted: false,
    says: [
      '1: no option named nothing in space dhcp',
      '1: expecting a parameter or declaration',
      '2: no option space named no.',
    ],
  },
  {
    rule: 'unknown options in alternatives',
    conf: `if known { filename "x"; } elsif exists nothing { filename "y"; } else { filename "z"; }
`,
    accepted: false,
    says: ['1: no option named nothing in space dhcp', '1: expecting a parameter or declaration'],
  },
  {
    rule: 'bad statements within',
    conf: `if known { option routers x y; option domain-name "z"; } else { filename "y"; }
default-lease-time 5;
`,
    accepted: false,
    says: [
      '1: semicolon expected.',
      '1: right brace expected.',
      '1: expecting a parameter or declaration',
      '1: expecting a parameter or declaration',
    ],
  },
  {
    rule: 'bad parameters within',
    conf: `if known { default-lease-time x; filename "y"; }
max-lease-time 5;
`,
    accepted: false,
    says: ['1: Bogus number x: digit 33 not in base 10'],
  },
  {
    rule: 'declarations within',
    conf: `if known { host a { } }
if known { subnet 192.0.2.0 netmask 255.255.255.0 { } }
`,
    accepted: false,
    says: [
      '1: right brace expected.',
      '1: expecting a parameter or declaration',
      '2: right brace expected.',
      '2: expecting a parameter or declaration',
    ],
  },
  {
    rule: 'events',
    conf: `on commit { set x1 = "a"; unset x1; }
on release or expiry { log(info, "x"); }
on nothing { }
`,
    accepted: false,
    says: ['3: expecting a lease event type'],
  },
  {
    rule: 'switch',
    conf: `switch (option host-name) { case "a": filename "x"; break; case "b": filename "y"; default: filename "z"; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'functions',
    conf: `define foo (yy) { return concat(yy, "x"); }
eval foo("a");
set zz = foo("b");
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'classes in statements',
    conf: `class "a" { }
if known { add "a"; }
if known { add "b"; filename "x"; }
`,
    accepted: false,
    says: ['3: class b: not found'],
  },
  {
    rule: 'options in functions',
    conf: `option host-name = pick-first-value(option nothing, "x");
filename = concat("x", option no.thing);
set zz = option nothing;
`,
    accepted: false,
    says: [
      '1: no option named nothing in space dhcp',
      '2: no option space named no.',
      '2: expecting a parameter or declaration',
    ],
  },
];

describe('Conditions, events, functions', () => check(CASES));
