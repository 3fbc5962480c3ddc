import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'ranges of addresses',
    conf: `subnet6 2001:db8:1::/64 { range6 2001:db8:1::10 2001:db8:1::20; range6 2001:db8:1::100/120; range6 2001:db8:1:0:1:: temporary; }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: false, says: ['1: network mask too short'] },
  },
  {
    rule: 'temporary',
    conf: `subnet6 2001:db8:1::/64 { range6 2001:db8:1::/64 temporary; }
subnet6 2001:db8:2::/48 { range6 2001:db8:2::/60 temporary; range6 2001:db8:2::1/128 temporary; }
`,
    accepted: false,
    says: [
      '1: subnet6 statement is only supported in DHCPv6 mode.',
      '2: subnet6 statement is only supported in DHCPv6 mode.',
    ],
    in6: { accepted: false, says: ['2: temporary mask too short', '2: temporary singleton?'] },
  },
  {
    rule: 'off the subnet',
    conf: `subnet6 2001:db8:1::/64 { range6 2001:db8:2::1 2001:db8:2::2; range6 2001:db8:1::1 2001:db8:2::2; range6 2001:db8:1::/48; }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: {
      accepted: false,
      says: [
        '1: range6 start address is outside the subnet',
        '1: range6 end address is outside the subnet',
        '1: network mask smaller than subnet mask',
      ],
    },
  },
  {
    rule: 'shapes that are none',
    conf: `subnet6 2001:db8:1::/64 { range6 2001:db8:1::1; range6 2001:db8:1::/x; range6 2001:db8:1::/129; range6 2001:db8:1::1/64; }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: {
      accepted: false,
      says: [
        '1: Invalid IPv6 address.',
        '1: expecting number',
        '1: networks have 0 to 128 bits',
        '1: network mask too short',
      ],
    },
  },
  {
    rule: 'prefixes',
    conf: `subnet6 2001:db8:1::/64 { prefix6 2001:db8:100:: 2001:db8:1ff:: /48; prefix6 2001:db8:200:: 2001:db8:200:: /56; }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: true, says: [] },
  },
  {
    rule: 'prefixes that are none',
    conf: `subnet6 2001:db8:1::/64 { prefix6 2001:db8:100:: 2001:db8:1ff::; prefix6 2001:db8:100::1 2001:db8:1ff:: /48; prefix6 2001:db8:100:: 2001:db8:1ff:: /128; prefix6 2001:db8:100:: 2001:db8:1ff:: /x; }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: {
      accepted: false,
      says: [
        "1: expecting '/'",
        '1: network mask too short',
        '1: networks have 0 to 128 bits (exclusive)',
        '1: expecting a parameter or declaration',
        '1: expecting number',
      ],
    },
  },
  {
    rule: 'pool6',
    conf: `subnet6 2001:db8:1::/64 { pool6 { range6 2001:db8:1::10 2001:db8:1::20; allow known-clients; deny unknown-clients; } pool6 { prefix6 2001:db8:100:: 2001:db8:100:: /56; default-lease-time 5; } }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: true, says: [] },
  },
  {
    rule: 'pool6 without addresses',
    conf: `subnet6 2001:db8:1::/64 { pool6 { allow all clients; } }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: {
      accepted: false,
      says: [
        '1: Pool6 declaration with no address range6 or prefix6.',
        'Pool6 declarations must always contain at least',
        'one range6 or prefix6 statement.',
      ],
    },
  },
  {
    rule: 'pool6 elsewhere',
    conf: `pool6 { }
subnet6 2001:db8:1::/64 { pool6 { range6 2001:db8:1::/112; pool6 { } } }
`,
    accepted: false,
    says: ['1: pool6 declared outside of network', '2: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: false, says: ['1: pool6 declared outside of network', '2: pool6 declared within pool.'] },
  },
  {
    rule: 'outside of subnets',
    conf: `range6 2001:db8::/64;
prefix6 2001:db8:: 2001:db8:: /56;
`,
    accepted: false,
    says: ['1: range6 declaration not allowed here.', '2: prefix6 declaration not allowed here.'],
  },
  {
    rule: 'of the other family',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { range6 2001:db8::1 2001:db8::2; }
`,
    accepted: false,
    says: ['1: range6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: false, says: ['subnet_number():inet.c:45: Addr/mask length mismatch.'] },
  },
  {
    rule: 'IPv4 ranges in subnet6',
    conf: `subnet6 2001:db8:1::/64 { range 192.0.2.1; }
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: false, says: ['subnet_number():inet.c:45: Addr/mask length mismatch.'] },
  },
  {
    rule: 'a pool6 without end',
    conf: `subnet6 2001:db8:1::/64 { pool6 { range6 2001:db8:1::/112;
`,
    accepted: false,
    says: ['1: subnet6 statement is only supported in DHCPv6 mode.'],
    in6: { accepted: false, says: ['1: unexpected end of file', '1: unexpected end of file'] },
  },
];

describe('Ranges and prefixes of IPv6', () => check(CASES));
