import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Each as the reference judges it. */
const CASES: readonly Case[] = [
  {
    rule: 'keys',
    conf: `key a { algorithm hmac-md5; secret c2VjcmV0; }
key "b" { algorithm HMAC-SHA256; secret "c2VjcmV0"; };
key c.d. { secret c2VjcmV0; algorithm hmac-sha1; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'keys that are none',
    conf: `key { }
key a b { }
key b { algorithm; secret x; }
key c { algorithm hmac-md5; algorithm hmac-md5; }
`,
    accepted: false,
    says: [
      '1: expecting key name.',
      '2: expecting left brace',
      '2: expecting a parameter or declaration',
      '3: expecting key algorithm name.',
      '4: key c: too many algorithms',
    ],
  },
  {
    rule: 'secrets that are none',
    conf: `key a { algorithm hmac-md5; secret a_b; }
key b { algorithm hmac-md5; secret c2VjcmV0=x; }
key c { algorithm hmac-md5; secret c2Vjc; }
`,
    accepted: false,
    says: [
      '1: invalid base64 character 95.',
      "2: stuff after base64 '=' terminator: x.",
      '3: partial base64 value left over: 28.',
    ],
  },
  {
    rule: 'keys with other things',
    conf: `key a { algorithm hmac-md5; secret c2VjcmV0; port 5; }
`,
    accepted: false,
    says: ['1: expecting right brace.'],
  },
  {
    rule: 'zones',
    conf: `key k { algorithm hmac-md5; secret c2VjcmV0; }
zone example.org. { primary 192.0.2.1; key k; }
zone 2.0.192.in-addr.arpa { primary ns.example, 192.0.2.2; secondary 192.0.2.3; }
zone ip6.arpa. { primary6 2001:db8::1; secondary6 2001:db8::2; }
`,
    accepted: true,
    says: [],
  },
  {
    rule: 'zones that are none',
    conf: `zone { }
zone a. primary 192.0.2.1;
zone b. { primary 192.0.2.1; primary 192.0.2.2; }
zone c. { secondary6 192.0.2.1; }
`,
    accepted: false,
    says: [
      '1: expecting hostname.',
      '2: expecting left brace',
      '3: more than one primary.',
      '4: Invalid IPv6 address.',
      '4: expecting IPv6 addr.',
    ],
  },
  {
    rule: 'zones with keys nobody knows',
    conf: `zone a. { primary 192.0.2.1; key k; }
zone b. { key 5; }
zone c. { key ; }
`,
    accepted: false,
    says: ['1: unknown key k', '2: unknown key 5', '3: expecting key name.'],
  },
  {
    rule: 'zones with other things',
    conf: `zone a. { primary 192.0.2.1; ttl 5; }
default-lease-time 5;
`,
    accepted: false,
    says: ['1: expecting right brace.', '1: expecting a parameter or declaration'],
  },
];

describe('Keys and zones', () => check(CASES));
