import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/config.ts';
import { parseIpv4, parseIpv6 } from '../../src/kernel/address.ts';
import { fromHex } from '../../src/kernel/bytes.ts';
import { good, load, said } from '../support/load-config.ts';

const settings = (conf: string, family: 4 | 6 = 4): Settings => good(conf, family).settings;

describe('settings of the root scope', () => {
  it('are unset, or the built-in values, where the config is silent', () => {
    expect(settings('')).toEqual({
      leaseFileName: undefined,
      pidFileName: undefined,
      localPort: undefined,
      remotePort: undefined,
      localAddress: undefined,
      localAddress6: undefined,
      bindLocalAddress6: false,
      limitedBroadcastAddress: undefined,
      logFacility: undefined,
      omapiPort: undefined,
      omapiKey: undefined,
      ddnsUpdateStyle: 'none',
      dontUseFsync: false,
      serverIdCheck: false,
      checkSecsByteOrder: false,
      releaseOnRoam: false,
      prefixLengthMode: 'prefer',
      abandonLeaseTime: 86400,
      delayedAck: 0,
      dbTimeFormat: 'default',
      leaseIdFormat: 'octal',
      serverDuid: undefined,
    });
  });

  it.each<readonly [string, Partial<Settings>]>([
    ['lease-file-name "/l"; pid-file-name "/p";', { leaseFileName: '/l', pidFileName: '/p' }],
    ['local-port 1067; remote-port 1068;', { localPort: 1067, remotePort: 1068 }],
    ['local-address 192.0.2.1;', { localAddress: parseIpv4('192.0.2.1') }],
    ['local-address6 2001:db8::1;', { localAddress6: parseIpv6('2001:db8::1') }],
    ['limited-broadcast-address 192.0.2.255;', { limitedBroadcastAddress: parseIpv4('192.0.2.255') }],
    ['bind-local-address6 true;', { bindLocalAddress6: true }],
    ['log-facility local7;', { logFacility: 'local7' }],
    ['omapi-port 7911;', { omapiPort: 7911 }],
    ['ddns-update-style interim;', { ddnsUpdateStyle: 'interim' }],
    ['check-secs-byte-order on;', { checkSecsByteOrder: true }],
    ['release-on-roam on;', { releaseOnRoam: true }],
    ['prefix-length-mode exact;', { prefixLengthMode: 'exact' }],
    ['abandon-lease-time 60;', { abandonLeaseTime: 60 }],
    ['delayed-ack 8;', { delayedAck: 8 }],
    ['db-time-format local;', { dbTimeFormat: 'local' }],
    ['lease-id-format hex;', { leaseIdFormat: 'hex' }],
    ['server-duid LL;', { serverDuid: { kind: 'generate', type: 'LL' } }],
    [
      'server-duid llt ethernet 16 2:0:0:0:0:1;',
      { serverDuid: { kind: 'octets', duid: fromHex('0001000100000010020000000001') } },
    ],
    ['server-duid LL token-ring 1:2;', { serverDuid: { kind: 'octets', duid: fromHex('000300060102') } }],
    ['server-duid EN 2495 "ab";', { serverDuid: { kind: 'octets', duid: fromHex('0002000009bf6162') } }],
    ['server-duid 4 "ab";', { serverDuid: { kind: 'octets', duid: fromHex('00046162') } }],
  ])('%s', (conf, wanted) => {
    expect(settings(conf)).toMatchObject(wanted);
  });

  it('are the last ones given', () => {
    expect(settings('local-port 1; local-port 2;').localPort).toBe(2);
  });

  it('may be computed', () => {
    expect(settings('lease-file-name = concat("/", "l");').leaseFileName).toBe('/l');
    expect(settings('if "a" = "a" { local-port 5; } else { local-port 6; }').localPort).toBe(5);
  });

  it('in other scopes do not count', () => {
    expect(settings('group { local-port 5; }').localPort).toBeUndefined();
  });

  it('have names of their own for the files of DHCPv6', () => {
    const conf = 'lease-file-name "/4"; dhcpv6-lease-file-name "/6"; pid-file-name "/p";';
    expect(settings(conf, 4).leaseFileName).toBe('/4');
    expect(settings(conf, 6).leaseFileName).toBe('/6');
    expect(settings(conf, 6).pidFileName).toBe('/p');
  });
});

describe('checks before the start', () => {
  it.each([
    ['ddns-update-style ad-hoc;', ['ddns-update-style ad_hoc no longer supported']],
    ['omapi-key nobody;', ['OMAPI key nobody: not found']],
    ['local-port = "x";', ['invalid local port data length']],
  ])('%s is fatal', (conf, words) => {
    const loaded = load(conf);
    expect(said(loaded)).toEqual(words);
    expect(loaded.config).toBeUndefined();
  });

  it('abandon-lease-time of a wrong length ends the start only once the files have been named', () => {
    const loaded = load('abandon-lease-time = "x";');
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.startFindings.map(({ severity }) => severity)).toEqual(['fatal']);
    expect(said(loaded)).toEqual(['invalid abandon-lease-time']);
  });

  it.each([
    ['dont-use-fsync on;', ['Not using fsync() to flush lease writes']],
    ['server-id-check on;', ['Setting server-id-check true']],
    ['log(info, "hi");', ['hi']],
  ])('%s is only mentioned', (conf, words) => {
    const loaded = load(conf);
    expect(said(loaded)).toEqual(words);
    expect(loaded.config).toBeDefined();
  });

  it('do not run programs, they only say which the reference would run', () => {
    const words = ['execute_statement argv[0] = /bin/false', 'execute_statement argv[1] = x'];
    expect(said(load('execute("/bin/false", "x");'))).toEqual(words);
  });

  it('a key without secret or algorithm is an error, where the reference crashes', () => {
    expect(said(load('key a { algorithm hmac-md5; }'))).toEqual(['1: key a: secret missing.']);
    expect(said(load('key a { secret c2VjcmV0; }'))).toEqual(['1: key a: algorithm missing.']);
  });
});
