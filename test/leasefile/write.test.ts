import { describe, expect, it } from 'vitest';
import { octets } from '../../src/kernel/bytes.ts';
import { epochSeconds, NEVER, seconds } from '../../src/kernel/scalars.ts';
import { formatDate } from '../../src/leasefile/date-text.ts';
import { renderChange } from '../../src/leasefile/write.ts';
import { ia6, ip, ip6, lease4, lease6 } from '../leases/lease-examples.ts';
import { writeSettings } from './lease-file.ts';

const at = epochSeconds;

describe('a lease record', () => {
  it('has its statements in the order of the reference', () => {
    const lease = lease4({
      ip: ip('192.0.2.1'),
      state: 'active',
      starts: at(1795417059),
      ends: at(1795417659),
      tstp: at(1795417659),
      cltt: at(1795417059),
      rewindState: 'free',
      reserved: true,
      bootp: true,
      billing: { className: 'c', subclass: Uint8Array.of(1, 2) },
      hardware: { type: 1, address: Uint8Array.of(2, 0, 0, 0, 0, 1) },
      uid: octets('\x01a"\\\xff'),
      variables: new Map([
        ['old', { type: 'numeric', number: 5 }],
        ['new', { type: 'data', data: octets('v\0') }],
        ['flag', { type: 'boolean', boolean: true }],
      ]),
      agentOptions: Uint8Array.of(1, 2, 0x61, 0x62),
      clientHostname: 'pc',
    });
    expect(renderChange({ kind: 'lease4', lease }, writeSettings)).toBe(`lease 192.0.2.1 {
  starts 1 2026/11/23 06:57:39;
  ends 1 2026/11/23 07:07:39;
  tstp 1 2026/11/23 07:07:39;
  cltt 1 2026/11/23 06:57:39;
  binding state active;
  next binding state free;
  rewind binding state free;
  reserved;
  dynamic-bootp;
  billing subclass "c" 01:02;
  hardware ethernet 02:00:00:00:00:01;
  uid "\\001a\\"\\\\\\377";
  set flag = true;
  set new = "v\\000";
  set old = %5;
  option agent.circuit-id "ab";
  client-hostname "pc";
}
`);
  });

  it('leaves out what is not known, equal or over', () => {
    const lease = lease4({
      ip: ip('192.0.2.1'),
      billing: { className: 'c', subclass: undefined },
      clientHostname: 'a"b',
    });
    expect(renderChange({ kind: 'lease4', lease }, writeSettings)).toBe(
      'lease 192.0.2.1 {\n  binding state free;\n}\n',
    );
  });
});

describe('other records', () => {
  it('an association has its IAID in little-endian order in front of the DUID', () => {
    const lease = lease6({ address: ip6('2001:db8::100'), prefixLength: 56, valid: seconds(600), ends: NEVER });
    const ia = ia6({ kind: 'pd', iaid: 0x01020304, duid: octets('\0\x01xy'), cltt: at(1795417087), leases: [lease] });
    expect(
      renderChange({ kind: 'ia', ia }, { ...writeSettings, idFormat: 'hex' }),
    ).toBe(`ia-pd 04:03:02:01:00:01:78:79 {
  cltt 1 2026/11/23 06:58:07;
  iaprefix 2001:db8::100/56 {
    binding state active;
    preferred-life 375;
    max-life 600;
    ends never;
  }
}

`);
  });

  it('the server DUID and a spawned subclass', () => {
    expect(renderChange({ kind: 'server-duid', duid: octets('\0\x01G:') }, writeSettings)).toBe(
      'server-duid "\\000\\001G:";\n\n',
    );
    expect(renderChange({ kind: 'subclass', className: 'c', value: octets('a') }, writeSettings)).toBe(
      'subclass "c" "a" {\n  dynamic;\n}\n\n',
    );
  });
});

describe('dates', () => {
  const local = { kind: 'local', offset: () => seconds(3600) } as const;
  it.each([
    [0, '4 1970/01/01 00:00:00;', 'epoch 0; # Thu Jan 01 01:00:00 1970'],
    [951782399, '1 2000/02/28 23:59:59;', 'epoch 951782399; # Tue Feb 29 00:59:59 2000'],
    [1709251199, '4 2024/02/29 23:59:59;', 'epoch 1709251199; # Fri Mar 01 00:59:59 2024'],
    [0x7fffffff, 'never;', 'never;'],
  ])('%i in both forms', (time, utc, inLocal) => {
    expect(formatDate(at(time), { kind: 'default' })).toBe(utc);
    expect(formatDate(at(time), local)).toBe(inLocal);
  });
});
