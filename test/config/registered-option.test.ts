import { describe } from 'vitest';
import { type Case, check } from '../support/load-config.ts';

/** Options that IANA has registered and the reference does not know. */
const CASES: readonly Case[] = [
  {
    rule: 'registered names need no definition',
    conf: 'option base-time 7;\noption v4-dots-ri ri.example.org;\nif exists sip-servers { option status-code 0; }\n',
    accepted: true,
    says: [],
  },
  {
    rule: 'a definition of the name is the one that counts',
    conf: 'option base-time code 200 = text;\noption base-time "noon";\n',
    accepted: true,
    says: [],
  },
  {
    rule: 'where the config has another name for the code, the registered one stays unknown',
    conf: 'option noon code 152 = text;\noption base-time 7;\n',
    accepted: false,
    says: ['2: unknown option dhcp.base-time'],
  },
  {
    rule: 'values are of the registered kind',
    conf: 'option base-time "noon";\n',
    accepted: false,
    says: ['1: expecting number.'],
  },
];

describe('registered options', () => {
  check(CASES);
});
