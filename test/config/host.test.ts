import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'a host by hardware and address',
    conf: `host a { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.5, server.example; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'names may be any words',
    conf: `host if { }
host 192.0.2.1 { }
host a-b.c_d. { }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'a name is taken once',
    conf: `host a { }
host b { }
host a { hardware ethernet 2:0:0:0:0:1; }
`,
    accepted: false,
    says: ['3: host a: already exists'],
  },
  {
    rule: 'a deleted host gives its name back',
    conf: `host a { }
host a { deleted; }
host a { dynamic; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'uid as text or hexadecimal, once',
    conf: `host a { uid "x"; }
host b { uid 1:2:ff; }
host c { uid "x"; uid 1:2; }
`,
    accepted: false,
    says: ["3: Host 'c' already has a uid '\"x\"'"],
  },
  {
    rule: 'uid beside dhcp-client-identifier',
    conf: `host a { uid "x"; option dhcp-client-identifier "y"; }
host b { uid 1:2; option dhcp-client-identifier 3:4; }
`,
    accepted: true,
    says: [
      "Warning, host declaration 'a' already has uid '\"x\"', ignoring dhcp-client-identifier '\"y\"'",
      "Warning, host declaration 'b' already has uid '01:02', ignoring dhcp-client-identifier '03:04'",
    ],
  },
  {
    rule: 'uid that is nothing',
    conf: `host a { uid ; }
host b { uid {
`,
    accepted: false,
    says: ['1: expecting numeric value.', '1: expecting hex list.', '2: semicolon expected.'],
  },
  {
    rule: 'named groups',
    conf: `group g { option routers 192.0.2.1; }
host a { group g; }
host b { group "g"; }
host c { group h; }
host d { group 5; }
`,
    accepted: false,
    says: ['4: unknown group h in host c', '5: expecting string or identifier.'],
  },
  {
    rule: 'host identifiers',
    conf: `host a { host-identifier option agent.remote-id 1:2; }
host b { host-identifier option host-name "x"; host-identifier option host-name "y"; }
`,
    accepted: false,
    says: ['2: only one host-identifier allowed per host'],
  },
  {
    rule: 'host identifiers of relays',
    conf: `host a { host-identifier v6relopt 1 dhcp6.remote-id 1:2:3; }
host b { host-identifier v6relopt x dhcp6.remote-id 1; }
host c { host-identifier v6relopt -1 dhcp6.remote-id 1; }
`,
    accepted: false,
    says: ['2: host-identifier v6relopt must have a number', '3: host-identifier v6relopt must have a number >= 0'],
  },
  {
    rule: 'bad host identifiers',
    conf: `host a { host-identifier hardware 1; }
host b { host-identifier option nothing "x"; }
host c { host-identifier option no.thing "x"; }
`,
    accepted: false,
    says: [
      '1: host-identifier must be an option or v6relopt',
      '2: unknown option dhcp.nothing',
      '3: no option space named no.',
      '3: expecting a declaration',
    ],
  },
  {
    rule: 'hardware types',
    conf: `host a { hardware token-ring 1:2:3; }
host b { hardware infiniband 1; }
host c { hardware unknown-77 1:2; }
host d { hardware fddi; }
host e { hardware arcnet 1; }
`,
    accepted: false,
    says: ['5: expecting a network hardware type'],
  },
  {
    rule: 'hardware that stops short',
    conf: `host a { hardware ethernet 2:0:0:0:0:; }
host b { hardware ethernet 2:0 }
`,
    accepted: false,
    says: ['1: expecting numeric value.', '2: host declarations not allowed here.', '2: unexpected end of file'],
  },
  {
    rule: 'hardware twice',
    conf: `host a { hardware ethernet 2:0:0:0:0:1; hardware ethernet 2:0:0:0:0:2; option host-name "a"; }
`,
    accepted: false,
    says: ['1: Host a hardware address already configured.', '1: expecting a parameter or declaration'],
  },
  {
    rule: 'fixed addresses of IPv6',
    conf: `host a { fixed-address6 2001:db8::1, 2001:db8::2; fixed-prefix6 2001:db8:1::/48; fixed-prefix6 2001:db8:2::/48; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'bad fixed addresses of IPv6',
    conf: `host a { fixed-address6 host.example; }
host b { fixed-address6 2001:db8::1 }
host c { fixed-address6 2001::db8::1; }
`,
    accepted: false,
    says: ['1: Invalid IPv6 address.', '2: semicolon expected.', '3: unexpected end of file'],
  },
  {
    rule: 'bad fixed prefixes',
    conf: `host a { fixed-prefix6 2001:db8::; }
host b { fixed-prefix6 2001:db8::1/64; }
host c { fixed-prefix6 2001:db8::/129; }
host d { fixed-prefix6 2001:db8::/x; }
fixed-prefix6 2001:db8::/64;
`,
    accepted: false,
    says: [
      "1: expecting '/'",
      '2: network mask too short',
      '3: networks have 0 to 128 bits',
      '4: expecting number',
      '5: fixed-prefix6 declaration not allowed here.',
    ],
  },
  {
    rule: 'fixed address twice',
    conf: `host a { fixed-address 192.0.2.1; fixed-address6 2001:db8::1; }
`,
    accepted: false,
    says: ['1: Only one fixed address declaration per host.'],
  },
  {
    rule: 'fixed address cut short',
    conf: `host a { fixed-address 192.0.2; }
host b { fixed-address 192.0.2.; }
host c { fixed-address "a"; }
`,
    accepted: false,
    says: ['1: too few numbers.', '2: expecting numeric value.', '3: semicolon expected.', '3: unexpected end of file'],
  },
  {
    rule: 'no authority, groups, networks or hosts within a host',
    conf: `host a { authoritative; }
host b { group { } }
host c { host d { } }
host e { subnet 192.0.2.0 netmask 255.255.255.0 { } }
host f { shared-network x { } }
`,
    accepted: false,
    says: [
      '1: authority makes no sense here.',
      '2: expecting string or identifier.',
      '2: expecting a declaration',
      '3: host declarations not allowed here.',
      '4: subnet declarations not allowed here.',
      '5: shared-network parameters not allowed here.',
    ],
  },
  {
    rule: 'a host without end',
    conf: `host a { hardware ethernet 2:0:0:0:0:1;
`,
    accepted: false,
    says: ['1: unexpected end of file'],
  },
];

describe('Host declarations', () => check(CASES));
