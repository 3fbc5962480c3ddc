import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { newIscRenderer } from '../../src/diagnostics/render-isc.ts';
import { good, load, said } from '../support/load-config.ts';

describe('included files', () => {
  it('are read in the scope of the statement', () => {
    const files = { '/pool.conf': 'range 192.0.2.10 192.0.2.20;\noption routers 192.0.2.1;\n' };
    const conf = 'subnet 192.0.2.0 netmask 255.255.255.0 { include "/pool.conf"; }';
    const { config } = load(conf, 4, { files });
    const [network] = config?.sharedNetworks ?? [];
    expect(network?.pools4[0]?.ranges).toHaveLength(1);
    expect(network?.scope.statements.source).toHaveLength(1);
  });

  it('may include others, and what is defined in one is known in the next', () => {
    const files = { '/a': 'include "/b";\n', '/b': 'option foo code 200 = text;\nclass "c" { }\n' };
    const loaded = load('include "/a";\noption foo "x";\nsubclass "c" 1;\n', 4, { files });
    expect(said(loaded)).toEqual([]);
    expect(loaded.sources.map(({ name }) => name)).toEqual(['dhcpd.conf', '/a', '/b']);
  });

  it('that are bad are named once more by who includes them', () => {
    const loaded = load('\ninclude "/a";\ndefault-lease-time 5;\n', 4, { files: { '/a': 'foo 1;\n' } });
    expect(said(loaded)).toEqual(['1: semicolon expected.', '2: /a: bad parse.']);
    expect(loaded.config).toBeUndefined();
    expect(loaded.diagnostics.map(({ span }) => span?.source)).toEqual([1, 0]);
  });

  it('that are missing end the reading at once', () => {
    const loaded = load('include "/none";\nfoo 1;\n');
    expect(said(loaded)).toEqual(["Can't open /none: No such file or directory"]);
    expect(loaded.diagnostics[0]?.severity).toBe('fatal');
  });

  it('may not include themselves', () => {
    const loaded = load('include "/a";\n', 4, { files: { '/a': 'include "dhcpd.conf";\n' } });
    expect(said(loaded)).toEqual(['dhcpd.conf includes itself.']);
    expect(loaded.config).toBeUndefined();
  });

  it('are named by a string', () => {
    expect(said(load('include x;\ndefault-lease-time 5;\n'))).toEqual(['1: filename string expected.']);
  });
});

describe('a missing file', () => {
  it('is fatal', () => {
    const loaded = load('', 4);
    expect(loaded.config).toBeDefined();
    expect(said(load('include "";\n'))).toEqual(["Can't open : No such file or directory"]);
  });
});

describe('DHCPv4 over DHCPv6', () => {
  const conf = `shared-network "test" {
    subnet6 2001:db8:1:1::/64 { }
    subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.100 192.0.2.200; }
  }`;

  it('lets subnet6 stand beside IPv4 subnets', () => {
    const { config } = load(conf, 4, { dhcp4o6: true });
    expect(config?.sharedNetworks[0]?.subnets6).toHaveLength(1);
    expect(config?.sharedNetworks[0]?.subnets4).toHaveLength(1);
  });

  it('is needed for that', () => {
    expect(said(load(conf))).toEqual(['2: subnet6 statement is only supported in DHCPv6 mode.']);
  });

  it('has no use for range6', () => {
    const loaded = load('subnet6 2001:db8::/64 { range6 2001:db8::1 2001:db8::2; }', 4, { dhcp4o6: true });
    expect(said(loaded)).toEqual(['1: range6 statement is only supported in DHCPv6 mode.']);
  });

  it('does not take interfaces from the config', () => {
    const loaded = load('subnet6 2001:db8::/64 { interface "eth0"; }', 4, { dhcp4o6: true });
    expect(said(loaded)).toEqual(['DHCPv4 server in DHPv4 over DHCPv6 mode with config file specified interfaces.']);
  });
});

describe('the examples', () => {
  const example = (name: string): string => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'latin1');

  it.each([
    ['dhcpd.conf4', 4],
    ['dhcpd.conf6', 6],
  ] as const)('%s is accepted without a word', (name, family) => {
    const loaded = load(example(name), family, { dhcp4o6: true });
    expect(said(loaded)).toEqual([]);
    expect(loaded.config?.sharedNetworks).toHaveLength(1);
  });
});

describe('the text of a finding', () => {
  const render = (conf: string): string => {
    const { diagnostics, sources } = load(conf);
    return diagnostics.map(newIscRenderer(sources)).join('\n');
  };
  const firstLines = (conf: string): readonly string[] => render(conf).split('\n').slice(0, 2);

  it('shows the line as far as the reference has read it', () => {
    expect(firstLines('option routers 192.0.2.1 192.0.2.2;\n')).toEqual([
      'dhcpd.conf line 1: semicolon expected.',
      'option routers 192.0.2.1 192.',
    ]);
  });

  it('shows an empty line where a word ended the line', () => {
    expect(firstLines('option domain-name "x"\nsubnet\n')).toEqual(['dhcpd.conf line 2: semicolon expected.', '']);
  });

  it('shows the line before when the reference has looked ahead', () => {
    expect(firstLines('default-lease-time 5;\n}\n')).toEqual([
      'dhcpd.conf line 1: expecting a parameter or declaration',
      'default-lease-time 5;',
    ]);
  });

  it('names line 0 at the very beginning', () => {
    expect(firstLines('}\n')).toEqual(['dhcpd.conf line 0: expecting a parameter or declaration', '']);
  });
});

describe('a large config', () => {
  it('takes time in proportion to its size', () => {
    const hosts = Array.from(
      { length: 3000 },
      (_, n) => `host h${n} { hardware ethernet 2:0:0:0:${(n >> 8).toString(16)}:${(n & 255).toString(16)}; }`,
    );
    const subnets = Array.from(
      { length: 3000 },
      (_, n) => `subnet 10.${n >> 8}.${n & 255}.0 netmask 255.255.255.0 { }`,
    );
    const config = good([...hosts, ...subnets].join('\n'));
    expect([...config.hosts.all()]).toHaveLength(3000);
    expect(config.sharedNetworks).toHaveLength(3000);
  });
});

describe('declarations of the lease file', () => {
  const read = (conf: string, text: string) =>
    loadConfig(() => ({ ok: true, text: conf }), 'dhcpd.conf', {
      family: 4,
      dhcp4o6: false,
      leaseFile: { name: 'dhcpd.leases', text },
    });
  const hostsOf = (conf: string, text: string) =>
    Array.from(read(conf, text).config?.hosts.all() ?? [], ({ name }) => name);

  it('add hosts to those of the config', () => {
    expect(hostsOf('host a { }', 'host b { dynamic; hardware ethernet 00:00:5e:00:53:01; }')).toEqual(['a', 'b']);
  });

  it('take a deleted host out of the config', () => {
    expect(hostsOf('host a { } host b { }', 'host a { deleted; }')).toEqual(['b']);
  });

  it('restore spawned subclasses', () => {
    const { config } = read('class "c" { spawn with hardware; }', 'subclass "c" 01:02 { dynamic; lease limit 2; }');
    expect([...(config?.classes[0]?.subclasses.values() ?? [])].map(({ leaseLimit }) => leaseLimit)).toEqual([2]);
  });

  it('leave the config a good one when they are wrong', () => {
    const { config, diagnostics, leaseFileFindings } = read('', 'subclass "none" 01 { dynamic; }');
    expect(config).toBeDefined();
    expect(diagnostics).toEqual([]);
    expect(leaseFileFindings.map(({ message }) => message.text())).toEqual(['no class named none']);
  });
});
