import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import type { Message } from '../../src/diagnostics/message.ts';
import { ipv4, ipv6 } from '../../src/kernel/address.ts';
import { selectInterfaces } from '../../src/server/interface-selection.ts';
import { openWire4 } from '../../src/server/wire4.ts';
import { openWire6 } from '../../src/server/wire6.ts';
import { good } from '../support/load-config.ts';
import { MockNetwork, mockInterface } from '../support/mock-network.ts';

const A = mockInterface({ name: 'a', index: 2, addresses4: [{ address: ipv4(0xc0000201), prefixLength: 24 }] });
const B = mockInterface({ name: 'b', index: 3, addresses4: [{ address: ipv4(0xc6336401), prefixLength: 24 }] });
const CONF_A = 'subnet 192.0.2.0 netmask 255.255.255.0 { }\n';
const CONF_B = 'subnet 198.51.100.0 netmask 255.255.255.0 { }\n';
const REFUSAL = { call: 'socket', code: 'EPERM', text: 'Operation not permitted' };

const served = (config: Config, net: MockNetwork) => selectInterfaces(config, net.interfaces(), []).served;

describe('the sockets of a DHCPv4 server', () => {
  function open() {
    const net = new MockNetwork([A, B]);
    const lines: string[] = [];
    const wire = openWire4(net, {
      served: served(good(CONF_A), net),
      port: 67,
      localAddress: undefined,
      quiet: false,
      log: (message: Message) => lines.push(message.text()),
      received: () => {},
      sendDhcp4o6: () => {},
    });
    if (!wire.ok) throw new Error('not opened');
    return { net, lines, wire: wire.value };
  }

  it('are one for each interface and one for the kernel', () => {
    const { net, lines } = open();
    expect([...net.open]).toEqual(['link a', 'udp4 67']);
    expect(lines[0]).toBe('Listening on LPF/a/02:00:00:00:00:fe/192.0.2.0/24');
    expect(lines[2]).toBe('Sending on   Socket/fallback/fallback-net');
  });

  it('follow a new config: only what is new is opened and announced', () => {
    const { net, lines, wire } = open();
    lines.length = 0;
    expect(wire.listen(served(good(CONF_A + CONF_B), net)).ok).toBe(true);
    expect([...net.open].sort()).toEqual(['link a', 'link b', 'udp4 67']);
    expect(lines).toHaveLength(2);
    expect(wire.listen(served(good(CONF_B), net)).ok).toBe(true);
    expect([...net.open].sort()).toEqual(['link b', 'udp4 67']);
  });

  it('stay as they are when a new one cannot be opened', () => {
    const { net, wire } = open();
    net.refuse('link b', REFUSAL);
    expect(wire.listen(served(good(CONF_B), net)).ok).toBe(false);
    expect([...net.open]).toEqual(['link a', 'udp4 67']);
  });
});

describe('the socket of a DHCPv6 server', () => {
  const address = ipv6((0x20010db8n << 96n) | 1n);
  const net6 = () => new MockNetwork([mockInterface({ name: 'a', addresses6: [{ address, prefixLength: 64 }] })]);
  const conf = good('subnet6 2001:db8::/64 { }\n', 6);
  function open(net: MockNetwork) {
    const lines: string[] = [];
    const options = { port: 547, localAddress: undefined, bindLocalAddress: false, quiet: false, received: () => {} };
    const log = (message: Message) => lines.push(message.text());
    return { lines, wire: openWire6(net, { ...options, log, served: served(conf, net) }) };
  }

  it('is announced with its descriptor', () => {
    const { lines } = open(net6());
    expect(lines).toEqual([
      'Bound to *:547',
      'Listening on Socket/7/a/2001:db8::/64',
      'Sending on   Socket/7/a/2001:db8::/64',
    ]);
  });

  it('is kept when the interfaces stay the same', () => {
    const net = net6();
    const { lines, wire } = open(net);
    if (!wire.ok) throw new Error('not opened');
    lines.length = 0;
    expect(wire.value.listen(served(conf, net)).ok).toBe(true);
    expect(lines).toEqual([]);
  });

  it('is refused in the words of the reference', () => {
    const net = net6();
    net.refuse('udp6 547', REFUSAL);
    const { wire } = open(net);
    expect(wire.ok ? [] : wire.messages.map((message) => message.text())).toEqual([
      "Can't bind to dhcp address: Operation not permitted",
    ]);
  });
});
