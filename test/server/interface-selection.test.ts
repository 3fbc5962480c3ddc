import { describe, expect, it } from 'vitest';
import type { Config, SharedNetwork, Subnet4, Subnet6 } from '../../src/config/config.ts';
import { inPrefix6, parseIpv4, parseIpv6 } from '../../src/kernel/address.ts';
import type { Ipv4, Ipv6 } from '../../src/kernel/scalars.ts';
import type { NetworkInterface } from '../../src/net/net-io.ts';
import { selectInterfaces, selectInterfaces4o6 } from '../../src/server/interface-selection.ts';

const v4 = (text: string) => parseIpv4(text) as Ipv4;
const v6 = (text: string) => parseIpv6(text) as Ipv6;

function eth(name: string, addresses: readonly string[], flags: Partial<NetworkInterface> = {}): NetworkInterface {
  return {
    name,
    index: 2,
    hardwareType: 1,
    hardwareAddress: new Uint8Array(6),
    addresses4: addresses.filter((a) => !a.includes(':')).map((a) => ({ address: v4(a), prefixLength: 24 })),
    addresses6: addresses.filter((a) => a.includes(':')).map((a) => ({ address: v6(a), prefixLength: 64 })),
    isUp: true,
    isLoopback: false,
    isPointToPoint: false,
    isBroadcast: true,
    isMulticast: true,
    ...flags,
  };
}

/** The part of a Config that selection looks at: /24 and /64 networks by their text. */
function config(
  family: 4 | 6,
  networks: Readonly<Record<string, readonly string[]>>,
  bound: Record<string, string> = {},
): Config {
  const shared = Object.keys(networks).map(
    (name) => ({ name, interfaceName: bound[name] }) as unknown as SharedNetwork,
  );
  const subnets = Object.values(networks).map((prefixes, i) =>
    prefixes.map((prefix) => ({ prefix, sharedNetwork: shared[i] as SharedNetwork })),
  );
  const find = (matches: (prefix: string) => boolean) => subnets.flat().find(({ prefix }) => matches(prefix));
  return {
    family,
    sharedNetworks: shared,
    subnet4: (address: Ipv4) =>
      find((p) => !p.includes(':') && v4(p) >>> 8 === address >>> 8) as unknown as Subnet4 | undefined,
    subnet6: (address: Ipv6) =>
      find((p) => p.includes(':') && inPrefix6(address, v6(p), 64)) as unknown as Subnet6 | undefined,
    networkOfInterface: (name: string) => shared.find(({ interfaceName }) => interfaceName === name),
  } as unknown as Config;
}

const NET = { office: ['192.0.2.0'] };
const names = (selection: { served: readonly { network: NetworkInterface }[] }) =>
  selection.served.map(({ network }) => network.name);

describe('the interfaces a server listens on', () => {
  it('are all broadcast ones that are up and have a subnet, when none is named', () => {
    const found = [
      eth('lo', ['127.0.0.1'], { isLoopback: true }),
      eth('eth0', ['192.0.2.1']),
      eth('tun0', ['192.0.2.2'], { isPointToPoint: true }),
      eth('eth1', ['192.0.2.3'], { isUp: false }),
      eth('eth2', ['192.0.2.4'], { isBroadcast: false }),
    ];
    expect(names(selectInterfaces(config(4, NET), found, []))).toEqual(['eth0']);
  });

  it('are only the named ones, the last named first', () => {
    const found = [eth('eth0', ['192.0.2.1']), eth('eth1', ['192.0.2.2']), eth('eth2', ['192.0.2.3'])];
    expect(names(selectInterfaces(config(4, NET), found, ['eth0', 'eth2']))).toEqual(['eth2', 'eth0']);
  });

  it('include one that `interface "IF";` binds to a network, without any address', () => {
    const found = [eth('eth0', []), eth('eth1', ['192.0.2.1'])];
    expect(names(selectInterfaces(config(4, NET, { office: 'eth0' }), found, []))).toEqual(['eth0']);
  });

  it.each([
    [4, eth('eth1', ['198.51.100.1']), 'No subnet declaration for eth1 (198.51.100.1).'],
    [4, eth('eth1', []), 'No subnet declaration for eth1 (no IPv4 addresses).'],
    [6, eth('eth1', ['2001:db8:9::1']), 'No subnet6 declaration for eth1 (2001:db8:9::1).'],
    [6, eth('eth1', []), 'No subnet6 declaration for eth1 (no IPv6 addresses).'],
  ] as const)('leave out one without declaration (IPv%i), and say so', (family, network, text) => {
    const selection = selectInterfaces(config(family, NET), [network], ['eth1']);
    expect(selection.messages[0]?.text().split('\n')[1]).toBe(text);
    expect(selection.fatal?.text()).toBe('\nNot configured to listen on any interfaces!');
  });

  it('tell of a named interface that does not exist', () => {
    const selection = selectInterfaces(config(4, NET), [eth('eth0', ['192.0.2.1'])], ['eth9']);
    expect(selection.messages[0]?.text()).toContain('No subnet declaration for eth9 (no IPv4 addresses).');
  });

  it('may not join two shared networks', () => {
    const two = config(4, { office: ['192.0.2.0'], lab: ['198.51.100.0'] });
    const selection = selectInterfaces(two, [eth('eth0', ['192.0.2.1', '198.51.100.1'])], []);
    expect(selection.fatal?.text()).toBe('Interface eth0 matches multiple shared networks');
  });

  it('may share a network, with a line for each doubling', () => {
    const selection = selectInterfaces(config(4, NET), [eth('eth0', ['192.0.2.1']), eth('eth1', ['192.0.2.2'])], []);
    expect(selection.messages.map((message) => message.text())).toEqual([
      'Multiple interfaces match the same subnet: eth0 eth1',
      'Multiple interfaces match the same shared network: eth0 eth1',
    ]);
    expect(names(selection)).toEqual(['eth1', 'eth0']);
  });
});

describe('the DHCPv4 half of a pair (RFC 7341)', () => {
  const pair = config(4, { test: ['2001:db8:1:1::', '192.0.2.0'] });

  it('knows every multicast interface that is up, its network told by IPv6 addresses only', () => {
    const served = selectInterfaces4o6(pair, [
      eth('lo', ['::1'], { isLoopback: true }),
      eth('s0', ['fe80::1', '2001:db8:1:1::1']),
      eth('s1', ['192.0.2.1']),
      eth('s2', [], { isUp: false }),
    ]);
    expect(served.map(({ network, sharedNetwork }) => [network.name, sharedNetwork?.name])).toEqual([
      ['s0', 'test'],
      ['s1', undefined],
    ]);
  });
});
