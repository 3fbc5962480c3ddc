import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'lease times',
    conf: `default-lease-time 600;
max-lease-time infinite;
min-lease-time 0x10;
default-lease-time -1;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'of the wrong kind',
    conf: `default-lease-time "x";
max-lease-time 5;
min-secs 256;
next-server "x";
max-lease-time 6;
ping-check maybe;
`,
    accepted: false,
    says: [
      '1: expecting number.',
      '1: expecting a parameter or declaration',
      '3: 256 exceeds max (255) for precision.',
      '4: x (262): expecting IP address or hostname',
      '4: expecting a parameter or declaration',
      '6: expecting boolean.',
      '6: expecting a parameter or declaration',
    ],
  },
  {
    rule: 'files and names',
    conf: `filename "x";
server-name "y";
next-server tftp.example;
lease-file-name "/x";
pid-file-name "/y";
filename = concat("a", "b");
ddns-hostname = binary-to-ascii(16, 8, "-", hardware);
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'enumerations',
    conf: `ddns-update-style interim;
log-facility local7;
prefix-length-mode exact;
ddns-update-style none;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'unknown enumeration',
    conf: `log-facility nothing;
default-lease-time 5;
prefix-length-mode 5;
`,
    accepted: false,
    says: [
      '1: unknown value',
      '1: expecting a parameter or declaration',
      '3: identifier expected',
      '3: expecting a parameter or declaration',
    ],
  },
  {
    rule: 'words nobody knows',
    conf: `foobar;
not-authoritative;
foo 1;
foo = "x";
foo.bar;
foo, bar;
foo(1, "x");
`,
    accepted: false,
    says: ['3: semicolon expected.', '5: semicolon expected.', '6: semicolon expected.'],
  },
  {
    rule: 'formats of the lease file',
    conf: `db-time-format local;
db-time-format default;
lease-id-format octal;
lease-id-format hex;
db-time-format x;
default-lease-time 5;
lease-id-format x;
`,
    accepted: false,
    says: [
      'lease_id_format is: octal',
      'lease_id_format is: hex',
      "5: Expecting 'local' or 'default'.",
      '7: lease-id-format is invalid:  it must be octal or hex.',
    ],
  },
  {
    rule: 'server-duid',
    conf: `server-duid LL;
server-duid LLT ethernet 5 1:2:3;
server-duid LL ethernet 1:2:3;
server-duid EN 2495 "x";
server-duid 4 "abc";
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'bad server-duid',
    conf: `server-duid;
server-duid EN x "y";
server-duid EN 5 6;
server-duid LL arcnet 1:2;
server-duid LLT ethernet x 1;
server-duid LL ethernet x;
server-duid 4 5;
server-duid LL ethernet 1:2
`,
    accepted: false,
    says: [
      '1: DUID type of LLT, EN, or LL expected',
      '3: identifier expected',
      '4: hardware type expected',
      '5: timestamp expected',
      '6: Bogus number x: digit 33 not in base 16',
      '7: identifier expected',
      '8: semicolon expected',
    ],
  },
  {
    rule: 'server-identifier',
    conf: `server-identifier 192.0.2.1;
server-identifier host.example;
server-identifier x y;
`,
    accepted: false,
    says: ['3: semicolon expected.'],
  },
  {
    rule: 'missing semicolon',
    conf: `default-lease-time 600
max-lease-time 700;
option routers 192.0.2.1
subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10; }
`,
    accepted: false,
    says: ['2: semicolon expected.', '2: expecting a parameter or declaration'],
  },
  {
    rule: 'missing semicolon before a brace',
    conf: `subnet 192.0.2.0 netmask 255.255.255.0 { option routers 192.0.2.1 }
subnet 198.51.100.0 netmask 255.255.255.0 { }
default-lease-time 5;
`,
    accepted: false,
    says: ['1: semicolon expected.', '3: unexpected end of file'],
  },
  {
    rule: 'ad-hoc updates are no more',
    conf: `ddns-update-style ad-hoc;
`,
    accepted: false,
    says: ['ddns-update-style ad_hoc no longer supported'],
  },
  {
    rule: 'keys of OMAPI',
    conf: `key k { algorithm hmac-md5; secret c2VjcmV0; }
omapi-key k;
omapi-port 7911;
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'server-id-check',
    conf: `server-id-check on;
dont-use-fsync off;
`,
    accepted: true,
    says: ['Setting server-id-check true'],
  },
  {
    rule: 'directives of keama',
    conf: `% x y;
default-lease-time 5;
`,
    accepted: true,
    says: [],
  },
];

describe('Parameters and other plain statements', () => check(CASES));
