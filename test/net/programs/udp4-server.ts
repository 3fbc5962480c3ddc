/** A receiving DHCPv4 socket that answers over the interface of the request, until "end" comes. */
import { IPV4_ANY, IPV4_BROADCAST } from '../../../src/kernel/address.ts';
import type { UdpSocket4 } from '../../../src/net/net-io.ts';
import { must, native, report } from '../../support/program.ts';

const net = native();
const socket: UdpSocket4 = must(
  net.openUdp4({ address: IPV4_ANY, port: 67, broadcast: true }, (batch) => {
    for (const { payload, source, sourcePort, destination, interfaceName } of batch) {
      const text = Buffer.from(payload).toString();
      report(text, { source, sourcePort, destination, interfaceName });
      const address = destination === IPV4_BROADCAST ? IPV4_BROADCAST : source;
      const outcome = socket.send([{ payload, address, port: sourcePort, interfaceName }]);
      if (outcome.error) report('error', { ...outcome.error });
      if (text === 'end') socket.close();
    }
  }),
);
report('ready');
