import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeInNamespace } from '../support/namespace.ts';
import { reports } from '../support/program.ts';

const program = (name: string): string => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));

describeInNamespace('interface scan', (namespace) => {
  it('finds every interface with flags, link address and all addresses, labels included', async () => {
    namespace.addVethPair('s0', 'c0');
    const addresses = ['192.0.2.1/24', '198.51.100.1/31', '2001:db8::1/61'];
    for (const address of addresses)
      namespace.run('ip', 'addr', 'add', address, 'dev', 's0', ...(address.includes(':') ? ['nodad'] : []));
    namespace.run('ip', 'addr', 'add', '203.0.113.1/25', 'dev', 's0', 'label', 's0:7');
    namespace.run('ip', 'link', 'set', 's0', 'address', '02:00:00:00:00:05');
    namespace.run('ip', 'link', 'add', 'name', 'down0', 'type', 'veth', 'peer', 'name', 'down1');
    const finished = await namespace.node(program('interfaces'), [], 10_000);
    const found = (reports(finished.stdout)[0]?.found ?? []) as Record<string, unknown>[];
    expect(found.map(({ name }) => name).sort()).toEqual(['c0', 'down0', 'down1', 'lo', 's0']);
    const named = (name: string) => found.find((network) => network.name === name);
    expect(named('s0')).toMatchObject({
      hardwareType: 1,
      hardwareAddress: '020000000005',
      addresses4: [
        { address: 0xc0000201, prefixLength: 24 },
        { address: 0xc6336401, prefixLength: 31 },
        { address: 0xcb007101, prefixLength: 25 },
      ],
      addresses6: [{ address: '20010db8000000000000000000000001', prefixLength: 61 }],
      isUp: true,
      isLoopback: false,
      isPointToPoint: false,
      isBroadcast: true,
      isMulticast: true,
    });
    expect(named('s0')?.index).toBe(Number(namespace.run('cat', '/sys/class/net/s0/ifindex')));
    expect(named('lo')).toMatchObject({ isLoopback: true, hardwareType: 772, isBroadcast: false });
    expect(named('down0')).toMatchObject({ isUp: false, addresses4: [], addresses6: [] });
  });
});
