import { describe, expect, it } from 'vitest';
import { exitCode, lint } from '../../src/lint/lint.ts';
import { load } from '../support/load-config.ts';

const found = (conf: string): readonly string[] =>
  lint(load(conf), 4).map(
    ({ message, span }) => `${span?.start.line ?? '-'}:${span?.start.column ?? '-'} ${message.code}`,
  );

const subnet = (body: string): string => `authoritative;\nsubnet 192.0.2.0 netmask 255.255.255.0 {\n${body}\n}\n`;

/** A config that deserves the finding, where it is found, and one like it that does not. */
const RULES: readonly (readonly [finding: string, bad: string, good: string])[] = [
  ['1:1 lint.ignoredWord', 'authoratative;\n', 'authoritative;\n'],
  ['3:7 lint.rangeReversed', subnet('range 192.0.2.20 192.0.2.10;'), subnet('range 192.0.2.10 192.0.2.20;')],
  ['3:18 lint.rangeOutside', subnet('range 192.0.2.10 192.0.3.20;'), subnet('range 192.0.2.10;')],
  ['3:7 lint.rangeNetworkAddress', subnet('range 192.0.2.0 192.0.2.9;'), subnet('range 192.0.2.1 192.0.2.9;')],
  ['3:17 lint.rangeBroadcast', subnet('range 192.0.2.9 192.0.2.255;'), subnet('range 192.0.2.9 192.0.2.254;')],
  ['3:16 lint.routerOutside', subnet('option routers 192.0.3.1;'), subnet('option routers 192.0.2.1;')],
  ['1:1 lint.hostUnidentified', 'host a { fixed-address 192.0.2.1; }', 'host a { uid "a"; }'],
  [
    '2:10 lint.duplicateIdentity',
    'host a { hardware ethernet 02:00:00:00:00:01; }\nhost b { hardware ethernet 02:00:00:00:00:01; }',
    'host a { hardware ethernet 02:00:00:00:00:01; }\nhost b { hardware ethernet 02:00:00:00:00:02; }',
  ],
  [
    '5:33 lint.fixedInRange',
    `${subnet('range 192.0.2.10 192.0.2.20;')}host a { uid "a"; fixed-address 192.0.2.15; }`,
    `${subnet('range 192.0.2.10 192.0.2.20;')}host a { uid "a"; fixed-address 192.0.2.21; }`,
  ],
  ['1:1 lint.notAuthoritative', 'subnet 192.0.2.0 netmask 255.255.255.0 { }', subnet('')],
  [
    '2:1 lint.leaseTimeAboveMaximum',
    'max-lease-time 60;\ndefault-lease-time 61;',
    'max-lease-time 60;\ndefault-lease-time 60;',
  ],
];

describe('the linter', () => {
  it.each(RULES)('finds %s', (finding, bad) => {
    expect(found(bad).filter((line) => line.includes('lint.'))).toEqual([finding]);
  });

  it.each(RULES)('is silent where there is no %s', (_, __, good) => {
    expect(found(good)).toEqual([]);
  });

  it('is silenced by a comment on the line or the one before, for the codes it names', () => {
    expect(found('authoratative; # lint: ignore lint.ignoredWord')).toEqual([]);
    expect(found('# lint: ignore lint.fixedInRange, lint.ignoredWord\nauthoratative;')).toEqual([]);
    expect(found('# lint: ignore lint.fixedInRange\nauthoratative;')).toEqual(['2:1 lint.ignoredWord']);
  });

  it('guesses the word that was meant', () => {
    expect(lint(load('authoratative;'), 4)[0]?.hint).toBe("did you mean 'authoritative'?");
  });

  it('tells errors from warnings by the exit code', () => {
    expect(exitCode(lint(load('authoritative;'), 4))).toBe(0);
    expect(exitCode(lint(load('option nosuch 1;'), 4))).toBe(1);
    expect(exitCode(lint(load('authoratative;'), 4))).toBe(2);
  });

  it('leaves a subnet with host bits to the reference', () => {
    expect(found('authoritative;\nsubnet 192.0.2.1 netmask 255.255.255.0 { range 192.0.2.9; }')).toEqual([
      '2:38 config.badSubnetMask',
    ]);
  });

  it('gives ten precise findings for ten different mistakes', () => {
    const conf = `authoratative;
max-lease-time 60;
default-lease-time 61;
option domain-nam "example.org";
subnet 192.0.2.0 netmask 255.255.255.0 {
  range 192.0.2.20 192.0.2.10;
  range 192.0.2.250 192.0.2.255;
  option routers 198.51.100.1;
}
host a { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.15; }
host b { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.15; }
host c { fixed-address 192.0.2.99; }
`;
    expect(found(conf)).toEqual([
      '1:1 lint.ignoredWord',
      '3:1 lint.leaseTimeAboveMaximum',
      '4:8 config.unknownOption',
      '5:1 lint.notAuthoritative',
      '6:9 lint.rangeReversed',
      '7:21 lint.rangeBroadcast',
      '8:18 lint.routerOutside',
      '10:61 lint.fixedInRange',
      '11:10 lint.duplicateIdentity',
      '11:61 lint.fixedInRange',
      '12:1 lint.hostUnidentified',
    ]);
  });
});
