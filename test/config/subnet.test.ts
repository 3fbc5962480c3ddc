import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'subnets within one another',
    conf: `subnet 10.0.0.0 netmask 255.0.0.0 { }
subnet 10.1.0.0 netmask 255.255.0.0 { }
subnet 10.1.1.0 netmask 255.255.255.0 { }
subnet 10.0.0.0 netmask 255.255.0.0 { }
`,
    accepted: true,
    says: [
      'Warning: subnet 10.1.0.0/16 overlaps subnet 10.0.0.0/8',
      'Warning: subnet 10.1.1.0/24 overlaps subnet 10.1.0.0/16',
    ],
  },
  {
    rule: 'a wide subnet after narrow ones',
    conf: `subnet 10.1.1.0 netmask 255.255.255.0 { }
subnet 10.1.2.0 netmask 255.255.255.0 { }
subnet 10.0.0.0 netmask 255.0.0.0 { }
`,
    accepted: true,
    says: ['Warning: subnet 10.0.0.0/8 overlaps subnet 10.1.2.0/24'],
  },
  {
    rule: 'masks with holes and without bits',
    conf: `subnet 10.0.1.0 netmask 255.0.255.0 { }
subnet 0.0.0.0 netmask 0.0.0.0 { }
`,
    accepted: true,
    says: ['Warning: subnet 0.0.0.0/-26 overlaps subnet 10.0.1.0/24'],
  },
  {
    rule: 'bits beyond the mask',
    conf: `subnet 192.0.2.1 netmask 255.255.255.0 { }
subnet 192.0.2.0 netmask 255.255.255 { }
`,
    accepted: false,
    says: ['1: subnet 192.0.2.1 netmask 255.255.255.0: bad subnet number/mask combination.', '2: too few numbers.'],
  },
  {
    rule: 'netmask misspelt',
    conf: `subnet 192.0.2.0 mask 255.255.255.0 { }
subnet 192.0.2.0/24 { }
subnet net netmask 255.0.0.0 { }
`,
    accepted: false,
    says: ['1: Expecting netmask', '2: Expecting netmask', '3: expecting numeric value.'],
  },
  {
    rule: 'subnet6 in shape',
    conf: `subnet6 2001:db8::/129 { }
subnet6 2001:db8::/x { }
subnet6 2001:db8:: { }
subnet6 2001:db8::1/64 { }
subnet6 2001:db8/64 { }
`,
    accepted: false,
    says: [
      '1: subnet6 statement is only supported in DHCPv6 mode.',
      '2: subnet6 statement is only supported in DHCPv6 mode.',
      '3: subnet6 statement is only supported in DHCPv6 mode.',
      '4: subnet6 statement is only supported in DHCPv6 mode.',
      '5: subnet6 statement is only supported in DHCPv6 mode.',
    ],
    in6: {
      accepted: false,
      says: [
        '1: Expecting a number between 0 and 128.',
        '2: Expecting a number.',
        "3: Expecting a '/'.",
        '4: New subnet mask too short.',
        '5: Invalid IPv6 address.',
      ],
    },
  },
  {
    rule: 'overlapping prefixes',
    conf: `subnet6 2001:db8::/32 { }
subnet6 2001:db8:1::/48 { }
subnet6 2001:db8::/28 { }
`,
    accepted: false,
    says: [
      '1: subnet6 statement is only supported in DHCPv6 mode.',
      '2: subnet6 statement is only supported in DHCPv6 mode.',
      '3: subnet6 statement is only supported in DHCPv6 mode.',
    ],
    in6: {
      accepted: false,
      says: ['Warning: subnet 2001:db8:1::/32 overlaps subnet 2001:db8::/32', '3: New subnet mask too short.'],
    },
  },
  {
    rule: 'both families',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { }
subnet6 2001:db8:1::/64 { }
`,
    accepted: false,
    says: ['2: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: false, says: ['subnet_number():inet.c:45: Addr/mask length mismatch.'] },
  },
  {
    rule: 'shared networks',
    conf: `shared-network a { subnet 192.0.2.0 netmask 255.255.255.0 { } subnet 198.51.100.0 netmask 255.255.255.0 { } }
shared-network "b c" { subnet 203.0.113.0 netmask 255.255.255.0 { } }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'shared networks that are none',
    conf: `shared-network a { }
shared-network "" { subnet 192.0.2.0 netmask 255.255.255.0 { } }
shared-network 7 { }
shared-network { }
`,
    accepted: false,
    says: [
      '1: empty shared-network decl',
      '2: zero-length shared network name',
      '3: empty shared-network decl',
      '4: expecting a name for shared-network',
    ],
  },
  {
    rule: 'no networks within subnets and classes',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { shared-network a { } }
class "c" { shared-network b { } }
`,
    accepted: false,
    says: ['1: shared-network parameters not allowed here.', '2: shared-network parameters not allowed here.'],
  },
  {
    rule: 'subnets in subnets',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { subnet 198.51.100.0 netmask 255.255.255.0 { } }
`,
    accepted: false,
    says: ['1: subnet declarations not allowed here.'],
  },
  {
    rule: 'interfaces',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { interface "eth0"; }
shared-network a { interface eth1; interface eth2; subnet 198.51.100.0 netmask 255.255.255.0 { } }
interface "eth3";
`,
    accepted: false,
    says: ["2: A subnet or shared network can't be connected to two interfaces.", '2: expecting a declaration'],
  },
  {
    rule: 'an interface without end',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { interface "eth0" }
`,
    accepted: false,
    says: ['1: semicolon expected.'],
  },
  {
    rule: 'groups',
    conf: `group { subnet 192.0.2.0 netmask 255.255.255.0 { } host a { } }
group name { dynamic; option routers 192.0.2.1; }
group "two words" { deleted; default-lease-time 5; }
group 5 { }
`,
    accepted: false,
    says: ['4: expecting left brace.'],
  },
  {
    rule: 'declarations where parameters may no longer stand',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { } foo bar;
default-lease-time;
} default-lease-time 5;
`,
    accepted: false,
    says: ['1: semicolon expected.', '3: semicolon expected.', '3: expecting a declaration'],
  },
  {
    rule: 'authority',
    conf: `authoritative;
not authoritative;
not known;
subnet 192.0.2.0 netmask 255.255.255.0 { authoritative }
`,
    accepted: false,
    says: ['3: expecting assertion', '4: semicolon expected.', '4: unexpected end of file'],
  },
];

describe('Subnets, shared networks, groups', () => check(CASES));
