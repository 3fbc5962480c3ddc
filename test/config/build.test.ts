import { describe, expect, it } from 'vitest';
import type { Config, Scope } from '../../src/config/config.ts';
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from '../../src/kernel/address.ts';
import { fromHex, octets } from '../../src/kernel/bytes.ts';
import type { Ipv4, Ipv6 } from '../../src/kernel/scalars.ts';
import { good } from '../support/load-config.ts';

const address = (text: string): Ipv4 => parseIpv4(text) as Ipv4;
const address6 = (text: string): Ipv6 => parseIpv6(text) as Ipv6;

/** The kinds of a scope and of those around it, outermost first. */
function chain(scope: Scope | undefined): readonly string[] {
  return scope ? [...chain(scope.parent), scope.kind] : [];
}

/** Names of the options set in a scope itself. */
const options = (scope: Scope | undefined): readonly string[] =>
  (scope?.statements.source ?? []).map((statement) =>
    statement.op === 'option' ? statement.option.name : statement.op,
  );

const host = (config: Config, name: string) => [...config.hosts.all()].find((h) => h.name === name);

describe('scopes', () => {
  it('are linked from the pool to the root', () => {
    const config = good(`option domain-name "root";
      group {
        shared-network n {
          option ntp-servers 192.0.2.1;
          subnet 192.0.2.0 netmask 255.255.255.0 {
            option routers 192.0.2.1;
            pool { range 192.0.2.10; option host-name "pool"; }
          }
        }
      }`);
    const [network] = config.sharedNetworks;
    expect(chain(network?.subnets4[0]?.scope)).toEqual(['root', 'group', 'shared-network', 'subnet']);
    expect(chain(network?.pools4[0]?.scope)).toEqual(['root', 'group', 'shared-network', 'pool']);
    expect(options(network?.pools4[0]?.scope)).toEqual(['host-name']);
    expect(options(network?.scope)).toEqual(['ntp-servers']);
  });

  it('of a subnet outside any shared network is the network itself', () => {
    const config = good('subnet 192.0.2.0 netmask 255.255.255.0 { option routers 192.0.2.1; }');
    const [network] = config.sharedNetworks;
    expect(network?.scope).toBe(network?.subnets4[0]?.scope);
    expect(network?.name).toBe('192.0.2.0/24');
  });

  it('inherit authority as it is when they begin', () => {
    const config = good(`subnet 192.0.2.0 netmask 255.255.255.0 { }
      authoritative;
      subnet 198.51.100.0 netmask 255.255.255.0 { }
      subnet 203.0.113.0 netmask 255.255.255.0 { not authoritative; }`);
    expect(config.sharedNetworks.map((network) => network.scope.authoritative)).toEqual([false, true, false]);
    expect(config.root.authoritative).toBe(true);
  });

  it('of a host in a subnet is within the subnet', () => {
    const config = good('subnet 192.0.2.0 netmask 255.255.255.0 { host a { option host-name "a"; } }');
    expect(chain(host(config, 'a')?.scope)).toEqual(['root', 'subnet', 'host']);
  });

  it('of a host with a named group is within that group', () => {
    const config = good('group g { option routers 192.0.2.1; }\ngroup { host a { group g; } }');
    expect(options(host(config, 'a')?.scope.parent)).toEqual(['routers']);
  });

  it('of classes and subclasses', () => {
    const config = good(`class "c" { match hardware; option host-name "c"; }
      subclass "c" 1:2:3 { option domain-name "s"; }
      subclass "c" "text";`);
    const [c] = config.classes;
    const [first, second] = [...(c?.subclasses.values() ?? [])];
    expect(chain(first?.scope)).toEqual(['root', 'class', 'subclass']);
    expect(first?.value).toEqual(fromHex('010203'));
    expect(second?.value).toEqual(octets('text'));
    expect(c?.matchIf).toBeUndefined();
    expect(c?.submatch).toBeDefined();
  });
});

describe('pools', () => {
  const ranges = (config: Config) =>
    config.sharedNetworks.flatMap((network) =>
      network.pools4.map((pool) => pool.ranges.map((r) => `${formatIpv4(r.low)}-${formatIpv4(r.high)}`)),
    );

  it('with the same permits and no statements of their own are one', () => {
    const config = good(`subnet 192.0.2.0 netmask 255.255.255.0 {
      pool { range 192.0.2.10; allow known-clients; }
      pool { range 192.0.2.20 192.0.2.15; deny unknown-clients; }
      pool { range 192.0.2.30; allow known clients; }
      pool { range 192.0.2.40; allow known-clients; option routers 192.0.2.1; }
    }`);
    expect(ranges(config)).toEqual([
      ['192.0.2.10-192.0.2.10', '192.0.2.30-192.0.2.30'],
      ['192.0.2.15-192.0.2.20'],
      ['192.0.2.40-192.0.2.40'],
    ]);
  });

  it('of ranges outside any pool deny dynamic BOOTP unless the range allows it', () => {
    const config = good(`subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10; range 192.0.2.11; }
      subnet 198.51.100.0 netmask 255.255.255.0 { range dynamic-bootp 198.51.100.1; }`);
    const permits = config.sharedNetworks.map((network) => network.pools4.map((pool) => pool.permits));
    expect(permits).toEqual([
      [{ allow: [], deny: [{ kind: 'dynamic-bootp' }] }],
      [{ allow: [{ kind: 'all' }], deny: [] }],
    ]);
  });

  it('keep their permits', () => {
    const config = good(`class "c" { }
      subnet 192.0.2.0 netmask 255.255.255.0 {
        pool { range 192.0.2.1; allow members of "c"; deny after 4 2030/01/31 23:59:59; allow authenticated clients; }
      }`);
    expect(config.sharedNetworks[0]?.pools4[0]?.permits).toEqual({
      allow: [{ kind: 'class', name: 'c' }, { kind: 'authenticated' }],
      deny: [{ kind: 'after', date: 1896134399 }],
    });
  });

  it('refer to their failover peer, or to that of the network', () => {
    const config =
      good(`failover peer "a" { secondary; address 192.0.2.1; peer address 192.0.2.2; load balance max seconds 3; }
      shared-network n {
        failover peer "a";
        subnet 192.0.2.0 netmask 255.255.255.0 { pool { failover peer "a"; range 192.0.2.9; } }
        subnet 198.51.100.0 netmask 255.255.255.0 { pool { no failover peer range 198.51.100.9; } }
      }`);
    expect(config.sharedNetworks[0]?.pools4.map((pool) => pool.failoverPeer)).toEqual(['a', undefined]);
    expect(config.failoverPeers).toEqual(['a']);
  });

  it('are found by address', () => {
    const config = good(`subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }
      subnet 198.51.100.0 netmask 255.255.255.0 { pool { range 198.51.100.5; option routers 198.51.100.1; } }`);
    const [first, second] = config.sharedNetworks;
    expect(config.pool4(address('192.0.2.10'))).toBe(first?.pools4[0]);
    expect(config.pool4(address('192.0.2.20'))).toBe(first?.pools4[0]);
    expect(config.pool4(address('198.51.100.5'))).toBe(second?.pools4[0]);
    for (const outside of ['192.0.2.9', '192.0.2.21', '198.51.100.6'])
      expect(config.pool4(address(outside))).toBeUndefined();
  });
});

describe('blocks of IPv6 addresses and prefixes', () => {
  const blocks = (body: string) =>
    good(`subnet6 2001:db8:1::/64 { ${body} }`, 6).sharedNetworks[0]?.pools6.map(
      (pool) => `${pool.kind} ${formatIpv6(pool.start)}/${pool.length} of /${pool.unitLength}`,
    );

  it('are taken as written where a range is a prefix', () => {
    expect(blocks('range6 2001:db8:1::/112;')).toEqual(['na 2001:db8:1::/112 of /128']);
    expect(blocks('range6 2001:db8:1::/112 temporary;')).toEqual(['ta 2001:db8:1::/112 of /128']);
    expect(blocks('range6 2001:db8:1:: temporary;')).toEqual(['ta 2001:db8:1::/64 of /128']);
  });

  it('come highest first where a range is split', () => {
    expect(blocks('range6 2001:db8:1::100 2001:db8:1::102;')).toEqual([
      'na 2001:db8:1::102/128 of /128',
      'na 2001:db8:1::100/127 of /128',
    ]);
    expect(blocks('range6 2001:db8:1::1ff 2001:db8:1::100;')).toEqual(['na 2001:db8:1::100/120 of /128']);
  });

  it('of prefixes end with the last prefix by itself', () => {
    expect(blocks('prefix6 2001:db8:100:: 2001:db8:100:300:: /56;')).toEqual([
      'pd 2001:db8:100:300::/56 of /56',
      'pd 2001:db8:100:200::/56 of /56',
      'pd 2001:db8:100::/55 of /56',
    ]);
  });

  it('of a pool6 have its permits, those of none are for all', () => {
    const config = good(
      `subnet6 2001:db8:1::/64 {
      range6 2001:db8:1::/112;
      pool6 { range6 2001:db8:1::1:0/112; deny unknown-clients; option dhcp6.preference 1; }
    }`,
      6,
    );
    const pools = config.sharedNetworks[0]?.pools6 ?? [];
    expect(pools.map((pool) => pool.permits)).toEqual([
      { allow: [{ kind: 'all' }], deny: [] },
      { allow: [], deny: [{ kind: 'unknown' }] },
    ]);
    expect(chain(pools[1]?.scope)).toEqual(['root', 'subnet', 'pool']);
  });
});

describe('subnets are found by address', () => {
  it('the one with the longest mask first', () => {
    const config = good(`subnet 10.1.1.0 netmask 255.255.255.0 { }
      subnet 10.0.0.0 netmask 255.0.0.0 { }
      subnet 10.1.0.0 netmask 255.255.0.0 { }`);
    const found = (text: string) => config.subnet4(address(text))?.sharedNetwork.name;
    expect(found('10.1.1.5')).toBe('10.1.1.0/24');
    expect(found('10.1.2.5')).toBe('10.1.0.0/16');
    expect(found('10.2.2.5')).toBe('10.0.0.0/8');
    expect(found('11.0.0.1')).toBeUndefined();
  });

  it('of IPv6, too', () => {
    const config = good('subnet6 2001:db8::/32 { }\nsubnet6 2001:db8:1::/64 { }', 6);
    expect(config.subnet6(address6('2001:db8:1::5'))?.length).toBe(64);
    expect(config.subnet6(address6('2001:db8:2::5'))?.length).toBe(32);
    expect(config.subnet6(address6('2001:db9::'))).toBeUndefined();
  });

  it('or by the interface they name', () => {
    const config = good('subnet 192.0.2.0 netmask 255.255.255.0 { interface "eth7"; }');
    expect(config.networkOfInterface('eth7')).toBe(config.sharedNetworks[0]);
    expect(config.networkOfInterface('eth8')).toBeUndefined();
  });
});

describe('hosts are found', () => {
  const config = good(`host a { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.5; }
    host b { hardware ethernet 02:00:00:00:00:01; uid "b"; }
    host c { option dhcp-client-identifier 1:2:3; }
    host d { host-identifier option agent.remote-id "r"; fixed-address6 2001:db8::1; fixed-prefix6 2001:db8:1::/48; }
    host e { host-identifier v6relopt 1 dhcp6.remote-id 1:2; }
    host f { uid "f"; } host f { deleted; }`);
  const names = (hosts: readonly { readonly name: string }[]) => hosts.map(({ name }) => name);

  it('by link-layer address, in order of declaration', () => {
    expect(names(config.hosts.byHardware({ type: 1, address: fromHex('020000000001') }))).toEqual(['a', 'b']);
    expect(names(config.hosts.byHardware({ type: 6, address: fromHex('020000000001') }))).toEqual([]);
  });

  it('by client identifier', () => {
    expect(names(config.hosts.byClientId(octets('b')))).toEqual(['b']);
    expect(names(config.hosts.byClientId(fromHex('010203')))).toEqual(['c']);
  });

  it('by the option that identifies them', () => {
    const [own, relayed] = config.hosts.identifierOptions();
    expect([own?.option.name, own?.relayHop]).toEqual(['remote-id', undefined]);
    expect([relayed?.option.space, relayed?.relayHop]).toEqual(['dhcp6', 1]);
    if (own) expect(names(config.hosts.byIdentifier(own.option, undefined, octets('r')))).toEqual(['d']);
    if (relayed) expect(names(config.hosts.byIdentifier(relayed.option, 1, fromHex('0102')))).toEqual(['e']);
  });

  it('with their addresses and prefixes', () => {
    expect(host(config, 'a')?.fixedAddress).toBeDefined();
    expect(host(config, 'd')?.fixedAddress).toBeUndefined();
    expect(host(config, 'd')?.fixedAddress6).toBeDefined();
    expect(host(config, 'd')?.fixedPrefixes6).toEqual([{ prefix: address6('2001:db8:1::'), length: 48 }]);
  });

  it('unless they are deleted', () => {
    expect(names(config.hosts.byClientId(octets('f')))).toEqual([]);
  });
});

describe('keys and zones', () => {
  it('keep what they need for updates', () => {
    const config = good(`key K. { algorithm hmac-sha256; secret c2VjcmV0; }
      zone example.org { primary 192.0.2.1, 192.0.2.2; key K.; primary6 2001:db8::1; }`);
    expect([...config.keys.values()]).toEqual([{ name: 'K.', algorithm: 'hmac-sha256', secret: octets('secret') }]);
    expect(config.zones).toEqual([
      {
        name: 'example.org.',
        primary: [address('192.0.2.1'), address('192.0.2.2')],
        primary6: [address6('2001:db8::1')],
        secondary: [],
        secondary6: [],
        key: 'K.',
      },
    ]);
  });
});
