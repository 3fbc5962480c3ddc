import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'ranges in any order',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.20 192.0.2.10; range dynamic-bootp 192.0.2.30; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'a range twice',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.12; range 192.0.2.12 192.0.2.13; }
`,
    accepted: false,
    says: ['1: lease 192.0.2.12 is declared twice!'],
  },
  {
    rule: 'a range off the subnet',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.3.1; }
default-lease-time x;
`,
    accepted: false,
    says: ['bad range, address 192.0.3.1 not in subnet 192.0.2.0 netmask 255.255.255.0'],
  },
  {
    rule: 'ranges that are none',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2; }
subnet 198.51.100.0 netmask 255.255.255.0 { range a b; }
`,
    accepted: false,
    says: ['1: too few numbers.', '2: expecting numeric value.'],
  },
  {
    rule: 'a range with too much',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20 192.0.2.30; option routers 192.0.2.1; }
`,
    accepted: false,
    says: ['1: semicolon expected.'],
  },
  {
    rule: 'range in a class',
    conf: `class "a" { range 192.0.2.1; }
host b { range 192.0.2.1; }
`,
    accepted: false,
    says: ['1: range declaration not allowed here.', '2: range declaration not allowed here.'],
  },
  {
    rule: 'pools of a shared network',
    conf: `shared-network a { subnet 192.0.2.0 netmask 255.255.255.0 { } pool { range 192.0.2.10 192.0.2.20; } pool { range 198.51.100.1; } }
`,
    accepted: false,
    says: [
      '1: address range not on network a',
      'Be sure to place pool statement after related subnet declarations.',
      '1: Pool declaration with no address range.',
      'Pool declarations must always contain at least',
      'one range statement.',
    ],
  },
  {
    rule: 'pools without addresses',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { } pool { allow all clients; } }
`,
    accepted: false,
    says: [
      '1: Pool declaration with no address range.',
      'Pool declarations must always contain at least',
      'one range statement.',
      '1: Pool declaration with no address range.',
      'Pool declarations must always contain at least',
      'one range statement.',
    ],
  },
  {
    rule: 'pools elsewhere',
    conf: `pool { }
subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; pool { } } }
group { pool { } }
`,
    accepted: false,
    says: [
      '1: pool declared outside of network',
      '2: pool declared within pool.',
      '3: pool declared outside of network',
    ],
  },
  {
    rule: 'permits',
    conf: `class "c" { }
subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; allow known-clients; deny unknown clients; allow members of "c"; deny dynamic bootp clients; allow all clients; deny authenticated clients; allow unauthenticated clients; } }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'permits for a time',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; allow after 4 2030/01/31 23:59:59; deny after epoch 99; } }
subnet 198.51.100.0 netmask 255.255.255.0 { pool { range 198.51.100.9; deny after never; } }
`,
    accepted: false,
    says: ['1: duplicate "after" clause.'],
  },
  {
    rule: 'dates that are none',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; allow after x; } }
subnet 198.51.100.0 netmask 255.255.255.0 { pool { range 198.51.100.9; deny after 1 2030-01-01; } }
subnet 203.0.113.0 netmask 255.255.255.0 { pool { range 203.0.113.9; deny after 1 2030/01/01 10:00:00 UTC; } }
`,
    accepted: false,
    says: [
      '1: numeric day of week expected.',
      '2: numeric year expected.',
      '3: Time zone offset or semicolon expected.',
    ],
  },
  {
    rule: 'dates that stop',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; allow after 4 2030/01/31 23; } pool { range 192.0.2.10; allow after epoch; } }
`,
    accepted: false,
    says: ['1: expected colon separating hour from minute.', '1: Seconds since epoch expected.'],
  },
  {
    rule: 'permits that are none',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; allow bootp; deny members "c"; allow members of c; deny dynamic clients; allow known; } }
`,
    accepted: false,
    says: [
      '1: expecting permit type.',
      '1: expecting "of"',
      '1: expecting class name.',
      '1: expecting "bootp"',
      '1: expecting "clients"',
      '1: unexpected end of file',
    ],
  },
  {
    rule: 'failover in pools',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; failover peer "x"; failover peer y; failover "x"; } }
`,
    accepted: false,
    says: ['1: failover peer x: not found', '1: expecting string.', "1: expecting 'peer'."],
  },
  {
    rule: 'leaving failover',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { no failover peer; range 192.0.2.9; } }
`,
    accepted: false,
    says: ['1: expecting a parameter or declaration'],
  },
  {
    rule: 'other statements in a pool',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9; option routers 192.0.2.1; host a { } default-lease-time 5; foo 1; } }
`,
    accepted: false,
    says: ['1: semicolon expected.'],
  },
  {
    rule: 'a pool without end',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { pool { range 192.0.2.9;
`,
    accepted: false,
    says: ['1: unexpected end of file', '1: unexpected end of file'],
  },
  {
    rule: 'allow and deny',
    conf: `allow bootp;
deny booting;
ignore unknown-clients;
allow duplicates;
deny declines;
ignore client-updates;
allow leasequery;
deny dynamic-bootp;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'allow and deny of nothing',
    conf: `allow;
default-lease-time 5;
deny everything;
`,
    accepted: false,
    says: ['1: expecting allow/deny key', '2: expecting a parameter or declaration'],
  },
];

describe('Pools, ranges and permits', () => check(CASES));
