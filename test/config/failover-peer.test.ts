import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'a pair',
    conf: `failover peer "a" { primary; address 192.0.2.1; port 647; peer address 192.0.2.2; peer port 847; max-response-delay 60; max-unacked-updates 10; mclt 3600; split 128; load balance max seconds 3; }
subnet 192.0.2.0 netmask 255.255.255.0 { pool { failover peer "a"; range 192.0.2.9; } }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'no pool refers to it',
    conf: `failover peer "a" { secondary; address 192.0.2.1; peer address 192.0.2.2; }
failover peer "b" { secondary; address 192.0.2.1; peer address 192.0.2.2; load balance max seconds 3; }
`,
    accepted: false,
    says: [
      'ERROR: Failover peer, b, has no referring pools. You must refer to each peer in at least one pool declaration.',
      'ERROR: Failover peer, a, has no referring pools. You must refer to each peer in at least one pool declaration.',
      'WARNING: load balancing will be disabled for failover peer, a, because its load balance max secs is 0',
      'Failover configuration sanity check failed',
    ],
  },
  {
    rule: 'what a primary needs',
    conf: `failover peer "a" { primary; address 192.0.2.1; peer address 192.0.2.2; }
failover peer "b" { primary; address 192.0.2.1; split 128; }
`,
    accepted: false,
    says: [
      '1: primary failover server must have hba or split.',
      '2: peer address may not be omitted',
      '2: primary failover server must have mclt.',
    ],
  },
  {
    rule: 'what a secondary may not',
    conf: `failover peer "a" { secondary; address 192.0.2.1; peer address 192.0.2.2; split 128; }
failover peer "b" { split 5; secondary; peer address 192.0.2.2; }
`,
    accepted: false,
    says: ['1: secondary may not define load balance settings.', '2: secondary may not define load balance settings.'],
  },
  {
    rule: 'numbers',
    conf: `failover peer "a" { port x; }
failover peer "b" { mclt x; }
failover peer "c" { split 300; }
failover peer "d" { split x; }
`,
    accepted: false,
    says: ['1: expecting number', '2: semicolon expected.'],
  },
  {
    rule: 'load balance',
    conf: `failover peer "a" { load max; }
failover peer "b" { load balance min; }
failover peer "c" { load balance max x; }
failover peer "d" { load balance max seconds x; }
`,
    accepted: false,
    says: ["1: expecting 'balance'", '2: semicolon expected.'],
  },
  {
    rule: 'names',
    conf: `failover "a" { }
failover peer 5 { }
failover peer a b;
failover peer c;
`,
    accepted: false,
    says: [
      '1: expecting "peer"',
      '2: expecting failover peer name.',
      '3: expecting left brace',
      '4: invalid statement in peer declaration',
    ],
  },
  {
    rule: 'twice',
    conf: `failover peer "a" { secondary; peer address 192.0.2.2; }
failover peer "a" { secondary; peer address 192.0.2.2; }
`,
    accepted: false,
    says: ['2: redeclaration of failover peer a'],
  },
  {
    rule: 'elsewhere',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { failover peer "a" { secondary; peer address 192.0.2.2; } }
`,
    accepted: false,
    says: ['1: failover peers may only be defined in shared-network', 'declarations and the outer scope.'],
  },
  {
    rule: 'bits',
    conf: `failover peer "a" { primary; peer address 192.0.2.2; mclt 5; hba ff:ff; }
failover peer "b" { hba x; }
`,
    accepted: false,
    says: ['1: too few numbers.', '2: Bogus number x: digit 33 not in base 16', '2: too few numbers.'],
  },
  {
    rule: 'in shared networks',
    conf: `failover peer "a" { secondary; peer address 192.0.2.2; }
shared-network n { failover peer "a"; failover peer "b"; subnet 192.0.2.0 netmask 255.255.255.0 { pool { failover peer "a"; range dynamic-bootp 192.0.2.9; } } }
`,
    accepted: false,
    says: [
      '2: reference to unknown failover peer b',
      '2: dynamic-bootp flag is not permitted for address',
      'range declarations where there is a failover',
      'peer in scope.   If you wish to declare an',
      'address range from which dynamic bootp leases',
      'can be allocated, please declare it within a',
      'pool declaration that also contains the "no',
      'failover" statement.   The failover protocol',
      'itself does not permit dynamic bootp - this',
      'is not a limitation specific to the ISC DHCP',
      "server.   Please don't ask me to defend this",
      'until you have read and really tried to understand',
      'the failover protocol specification.',
    ],
  },
];

describe('Failover peers', () => check(CASES));
