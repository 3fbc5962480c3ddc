/** Answers each DHCPv6-port datagram with what was seen of it, until "end" comes. */
import { IPV6_ANY } from '../../../src/kernel/address.ts';
import type { UdpSocket6 } from '../../../src/net/net-io.ts';
import { must, native, networkOf, report } from '../../support/program.ts';

const net = native();
const networks = [networkOf(net, 's0')];
const socket: UdpSocket6 = must(
  net.openUdp6({ address: IPV6_ANY, port: 547, interfaces: networks, join: true }, (batch) => {
    for (const { payload, source, sourcePort, destination, interfaceName, interfaceIndex } of batch) {
      const text = Buffer.from(payload).toString();
      report(text, { source, sourcePort, destination, interfaceName });
      const outcome = socket.send([{ payload, address: source, port: sourcePort, interfaceIndex }]);
      if (outcome.error) report('error', { ...outcome.error });
      if (text === 'end') socket.close();
    }
  }),
);
report('ready');
