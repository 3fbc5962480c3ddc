import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { type FileReader, loadConfig } from '../../src/config/load.ts';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import { LEASE_FILE_HEADER } from '../../src/leasefile/header.ts';
import { replayLeases4 } from '../../src/leasefile/replay4.ts';
import { replayLeases6 } from '../../src/leasefile/replay6.ts';
import type { ReplayedFile } from '../../src/leasefile/replayed.ts';
import { type Snapshot, snapshot4, snapshot6 } from '../../src/leasefile/snapshot.ts';
import { newLeaseStore4 } from '../../src/leases/store4.ts';
import { newLeaseStore6 } from '../../src/leases/store6.ts';
import { expireLease4 } from '../../src/leases/transitions.ts';
import { readText, writeSettings } from './lease-file.ts';

function configOf(text: string, family: 4 | 6): Config {
  const files: FileReader = () => ({ ok: true, text });
  const { config } = loadConfig(files, 'dhcpd.conf', { family, dhcp4o6: false });
  if (!config) throw new Error('the config of the test is wrong');
  return config;
}

function collect(snapshot: Snapshot): { text: string; said: string[] } {
  let text = '';
  for (;;) {
    const step = snapshot.next();
    if (step.done)
      return { text: text.replace(LEASE_FILE_HEADER, ''), said: step.value.map((message) => message.text()) };
    text += step.value;
  }
}

const said = ({ findings }: ReplayedFile): string[] => findings.map(({ diagnostic }) => diagnostic.message.text());
const NETWORK = 'subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }\n';

function rewrite4(conf: string, leases: string): { text: string; said: string[]; findings: string[] } {
  const config = configOf(conf, 4);
  const store = newLeaseStore4();
  const replayed = replayLeases4(readText(leases), config, store);
  for (const due of store.expired(epochSeconds(1000))) store.apply(expireLease4(due));
  const source = { config, declarations: replayed.declarations };
  return { ...collect(snapshot4(source, store, writeSettings)), findings: said(replayed) };
}

describe('a DHCPv4 lease file', () => {
  it('loses what lies outside every pool, and all but the last record of an address', () => {
    const text = `lease 198.51.100.1 { binding state active; }
lease 192.0.2.10 { ends epoch 2000; binding state active; hardware ethernet 2:0:0:0:0:1; }
lease 192.0.2.10 { ends epoch 3000; binding state active; hardware ethernet 2:0:0:0:0:2; }\n`;
    const rewritten = rewrite4(NETWORK, text);
    expect(rewritten.findings).toEqual(['lease 198.51.100.1: no subnet.']);
    expect(rewritten.said).toEqual(['Wrote 1 leases to leases file.']);
    expect(rewritten.text).toBe(`lease 192.0.2.10 {
  ends 4 1970/01/01 00:50:00;
  tstp 4 1970/01/01 00:50:00;
  binding state active;
  hardware ethernet 02:00:00:00:00:02;
}
`);
  });

  it('has ended leases freed, and ended abandoned ones left out', () => {
    const text = `lease 192.0.2.10 { ends epoch 5; binding state active; next binding state free; uid 1:2; }
lease 192.0.2.11 { ends epoch 5; binding state abandoned; next binding state free; }\n`;
    expect(rewrite4(NETWORK, text).text).toContain(
      'lease 192.0.2.10 {\n  ends 4 1970/01/01 00:00:05;\n  tstp 4 1970/01/01 00:00:05;\n  binding state free;',
    );
    expect(rewrite4(NETWORK, text).said).toEqual(['Wrote 1 leases to leases file.']);
  });

  it('frees what waited for a peer that is gone', () => {
    const text = 'lease 192.0.2.10 { binding state backup; uid 1:2; }\n';
    expect(rewrite4(NETWORK, text).text).toContain('binding state free;');
  });

  it('counts leases to configured classes with a limit, up to the limit', () => {
    const conf = `class "c" { lease limit 1; }\nclass "open" { }\n${NETWORK}`;
    const lease = (last: number, name: string) =>
      `lease 192.0.2.${last} { ends epoch 2000; binding state active; billing class "${name}"; }\n`;
    const rewritten = rewrite4(conf, lease(10, 'c') + lease(11, 'c') + lease(12, 'open') + lease(13, 'gone'));
    expect(rewritten.text.match(/billing/g)).toHaveLength(1);
    expect(rewritten.findings).toEqual(['unknown class gone']);
    expect(rewritten.said).toContain('Wrote 0 class decls to leases file.');
  });

  it('writes queues from free to reserved, the earliest end first', () => {
    const lease = (last: number, ends: number, state: string) =>
      `lease 192.0.2.${last} { ends epoch ${ends}; binding state ${state}; uid 1:2; }\n`;
    const text =
      lease(10, 3000, 'active') + lease(11, 900, 'free') + lease(12, 2000, 'active') + lease(13, 800, 'free');
    expect(rewrite4(NETWORK, text).text.match(/lease \S+/g)).toEqual(
      [13, 11, 12, 10].map((last) => `lease 192.0.2.${last}`),
    );
  });
});

describe('dynamic hosts', () => {
  const host = (name: string, body: string) => `host ${name} {\n  ${body}\n}\n`;

  it('survive, exist once, and may be deleted', () => {
    const text = `${host('a', 'dynamic;')}${host('a', 'dynamic; # again')}${host('b', 'dynamic;')}${host('b', 'deleted;')}`;
    const rewritten = rewrite4(NETWORK, text);
    expect(rewritten.text).toBe(host('a', 'dynamic;'));
    expect(rewritten.findings).toEqual(['host a: already exists']);
  });

  it('the deletion of a configured host is never forgotten', () => {
    const rewritten = rewrite4(`host fixed { }\n${NETWORK}`, host('fixed', 'deleted;'));
    expect(rewritten.text).toBe(host('fixed', 'deleted;'));
    expect(rewritten.said[0]).toBe('Wrote 1 deleted host decls to leases file.');
  });
});

describe('a DHCPv6 lease file', () => {
  const conf =
    'subnet6 2001:db8::/64 { range6 2001:db8::100 2001:db8::1ff; prefix6 2001:db8:1:: 2001:db8:1:f00:: /56; }\n';
  const ia = (key: string, address: string, state = 'active') =>
    `ia-na "${key}" {\n  iaaddr ${address} {\n    binding state ${state};\n    preferred-life 1;\n    max-life 2;\n    ends never;\n  }\n}\n\n`;

  function rewrite6(leases: string): { text: string; said: string[]; findings: string[] } {
    const config = configOf(conf, 6);
    const store = newLeaseStore6();
    const replayed = replayLeases6(readText(`authoring-byte-order little-endian;\n${leases}`, 6), config, store);
    const source = { config, declarations: replayed.declarations, serverDuid: replayed.serverDuid };
    return { ...collect(snapshot6(source, store, writeSettings)), findings: said(replayed) };
  }

  it('keeps active and abandoned leases inside pools', () => {
    const kept = ia('aaaaduid', '2001:db8::101') + ia('bbbbduid', '2001:db8::102', 'abandoned');
    const text = kept + ia('ccccduid', '2001:db8::103', 'released') + ia('ddddduid', '2001:db8::5');
    const rewritten = rewrite6(`server-duid "\\000\\001x";\n\n${text}`);
    expect(rewritten.findings).toEqual(['No pool found for IA_NA address 2001:db8::5']);
    expect(rewritten.said).toEqual(['Wrote 2 NA, 0 TA, 0 PD leases to lease file.']);
    expect(rewritten.text).toBe(`server-duid "\\000\\001x";\n\n${kept}`);
  });

  it('gives an address of two associations to the one read last', () => {
    const rewritten = rewrite6(ia('aaaaduid', '2001:db8::101') + ia('bbbbduid', '2001:db8::101'));
    expect(rewritten.findings).toEqual(['duplicate na lease for address 2001:db8::101']);
    expect(rewritten.text).toBe(ia('bbbbduid', '2001:db8::101'));
  });

  it('forgets a released association', () => {
    const rewritten = rewrite6(ia('aaaaduid', '2001:db8::101') + ia('aaaaduid', '2001:db8::101', 'released'));
    expect(rewritten.text).toBe('');
  });
});
