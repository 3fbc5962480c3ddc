import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'values by format',
    conf: `option routers 192.0.2.1, gw.example;
option domain-name "example.org";
option time-offset -3600;
option interface-mtu 1500;
option ip-forwarding true;
option netbios-node-type 8;
option domain-search "a.example", "b.example";
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'values of the wrong kind',
    conf: `option interface-mtu 65536;
option default-ip-ttl 256;
option ip-forwarding maybe;
option domain-name 5;
option routers ;
option netbios-node-type "x";
`,
    accepted: false,
    says: [
      '1: 65536 exceeds max (65535) for precision.',
      '2: 256 exceeds max (255) for precision.',
      '3: expecting boolean.',
      '4: expecting string.',
      '6: semicolon expected.',
    ],
  },
  {
    rule: 'numbers',
    conf: `option time-offset 0x10;
option time-offset 010;
option time-offset 08;
option interface-mtu -32769;
option time-offset 1x;
`,
    accepted: false,
    says: [
      '3: Bogus number 08: digit 8 not in base 8',
      '4: -32769 exceeds max (32768) for precision.',
      '5: expecting number.',
    ],
  },
  {
    rule: 'too many values',
    conf: `option subnet-mask 255.255.255.0, 255.0.0.0;
option domain-name "a" "b";
`,
    accepted: false,
    says: ['1: semicolon expected.', '2: semicolon expected.'],
  },
  {
    rule: 'values that never end',
    conf: `option domain-name "a"
`,
    accepted: false,
    says: ['1: semicolon expected.'],
  },
  {
    rule: 'names nobody knows',
    conf: `option nothing 1;
option no.thing 1;
option dhcp.nothing 1;
option "x" 1;
option dhcp. 1;
`,
    accepted: false,
    says: [
      '1: unknown option dhcp.nothing',
      '2: no option space named no.',
      '3: unknown option dhcp.nothing',
      '4: expecting identifier after option keyword.',
      "5: expecting identifier after '.'",
    ],
  },
  {
    rule: 'by number',
    conf: `option unknown-200 1:2:3;
option unknown-3 192.0.2.1;
option unknown-0 1;
option unknown-255 1;
`,
    accepted: false,
    says: [
      'option unknown-3 has been redefined as option routers.  Please update your configs if necessary.',
      '3: Option codes 0 and 255 are illegal in the dhcp space.',
      '4: Option codes 0 and 255 are illegal in the dhcp space.',
    ],
  },
  {
    rule: 'assigned',
    conf: `option host-name = concat("a", "b");
option routers = c0:00:02:01;
option domain-name = option host-name;
option domain-name = config-option nothing;
`,
    accepted: false,
    says: ['4: no option named nothing in space dhcp'],
  },
  {
    rule: 'assigned nothing',
    conf: `option host-name = ;
option routers 192.0.2.1;
`,
    accepted: false,
    says: ['1: expecting a parameter or declaration'],
  },
  {
    rule: 'encapsulated',
    conf: `option vendor-encapsulated-options 1:2:3;
option agent.circuit-id "x";
option fqdn.hostname "h";
option fqdn.no-client-update true;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'of DHCPv6',
    conf: `option dhcp6.name-servers 2001:db8::1, 2001:db8::2;
option dhcp6.domain-search "a.example";
option dhcp6.preference 255;
option dhcp6.bootfile-url "x";
option dhcp6.name-servers 2001:db8::g;
`,
    accepted: false,
    says: ['5: semicolon expected.'],
  },
  {
    rule: 'definitions',
    conf: `option a code 200 = text;
option b code 201 = array of ip-address;
option c code 202 = { unsigned integer 8, ip-address };
option d code 203 = array of { integer 8, integer 16 };
option e code 204 = { boolean, array of ip-address };
option f code 205 = domain-list compressed;
option g code 206 = zerolen;
option a "x"; option b 192.0.2.1; option c 1 192.0.2.1; option d 1 2, 3 4; option e on 192.0.2.1, 192.0.2.2; option f "a.example"; option g;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'bad definitions',
    conf: `option a code x = text;
option b code 201 text;
option c code 202 = array text;
option d code 203 = integer 7;
option e code 204 = signed 8;
option f code 205 = array of text;
option g code 206 = array of array of text;
option h code 207 = encapsulate nothing;
`,
    accepted: false,
    says: [
      '1: expecting option code number.',
      '2: expecting "="',
      '3: expecting "of".',
      '4: 7 bit precision is not supported.',
      '5: expecting "integer" keyword.',
      '6: arrays of text strings not yet supported.',
      '7: no nested arrays.',
      '8: unknown option space nothing',
    ],
  },
  {
    rule: 'bad records',
    conf: `option a code 200 = { text, integer 8 };
option b code 201 = { integer 8 integer 8 };
option c code 202 = { integer 8, thing };
option d code 203 = { array of { integer 8 } };
option e code 204 = array of zerolen;
option f code 205 = integer 8 8;
`,
    accepted: false,
    says: [
      '1: text must be at end of record.',
      '2: expecting right brace.',
      '3: unknown data type thing',
      '4: only uniform array inside record.',
      '5: array incompatible with zerolen.',
      '6: semicolon expected.',
      '6: semicolon expected.',
    ],
  },
  {
    rule: 'spaces',
    conf: `option space foo;
option space bar code width 2 length width 2 hash size 5;
option foo.a code 1 = text;
option foo-enc code 210 = encapsulate foo;
option foo.a "x";
option foo.b "y";
vendor-option-space foo;
`,
    accepted: false,
    says: ['6: unknown option foo.b'],
  },
  {
    rule: 'bad spaces',
    conf: `option space "x";
option space foo code 2;
option space foo code width x;
option space foo length width 4;
option space foo hash 5;
option space foo what;
`,
    accepted: false,
    says: [
      '1: expecting identifier.',
      '2: expecting width token.',
      '2: expecting a parameter or declaration',
      '3: expecting number 1, 2, 4.',
      '3: expecting a parameter or declaration',
      '4: invalid length width (4) expecting 1 or 2.',
      '4: expecting a parameter or declaration',
      '5: expecting size token.',
      '5: expecting a parameter or declaration',
      '6: Unexpected token.',
    ],
  },
  {
    rule: 'not within scopes',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { option space foo; option a code 200 = text; }
`,
    accepted: false,
    says: ['1: option space definitions may not be scoped.', '1: option definitions may not be scoped.'],
  },
  {
    rule: 'defined twice',
    conf: `option a code 200 = text;
option a code 201 = ip-address;
option a 192.0.2.1;
option domain-name code 15 = ip-address;
option domain-name 192.0.2.1;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'addresses cut short',
    conf: `option routers 10.0.0;
option domain-name "x";
option ntp-servers 10.0.0.;

`,
    accepted: false,
    says: ['1: too few numbers.', '2: semicolon expected.', '3: expecting numeric value.'],
  },
  {
    rule: 'supersede and the like',
    conf: `supersede domain-name "x";
append domain-name-servers 192.0.2.1;
prepend domain-name-servers 192.0.2.2;
default host-name "h";
send host-name "h";
supersede nothing 1;
append interface-mtu x;
default-lease-time 5;
`,
    accepted: false,
    says: ['6: no option named nothing in space dhcp', '7: Bogus number x: digit 33 not in base 10'],
  },
];

describe('Options: values, definitions, spaces', () => check(CASES));
