/** A client on c0 and a server on s0 exchange frames; then the server's interface goes away and comes back. */
import { execFileSync } from 'node:child_process';
import { formatIpv4, IPV4_BROADCAST, ipv4 } from '../../../src/kernel/address.ts';
import { encodeFrame4 } from '../../../src/wire/frame/frame.ts';
import { must, native, networkOf, report, until } from '../../support/program.ts';

const net = native(({ kind, interfaceName }) => report(kind, { interfaceName }));
let echoes = 0;
const serverLink = networkOf(net, 's0').hardwareAddress;
let clientLink = networkOf(net, 'c0').hardwareAddress;
const broadcastLink = new Uint8Array(6).fill(0xff);

function frameFromClient(payload: Uint8Array, destinationPort = 67): Uint8Array {
  const addresses = {
    source: ipv4(0),
    destination: IPV4_BROADCAST,
    linkSource: clientLink,
    linkDestination: broadcastLink,
  };
  return encodeFrame4({ ...addresses, sourcePort: 68, destinationPort, payload });
}

const server = must(
  net.openLink(networkOf(net, 's0'), 67, (batch) => {
    for (const { payload, linkSource, source, sourcePort, destination, interfaceName } of batch) {
      if (echoes === 0) {
        report('request', { payload, source, sourcePort, interfaceName, destination: formatIpv4(destination) });
        report('link source is the client', { same: Buffer.compare(linkSource ?? new Uint8Array(), clientLink) === 0 });
      }
      const frame = encodeFrame4({
        linkSource: serverLink,
        linkDestination: clientLink,
        source: ipv4(0xc0000201),
        destination: ipv4(0xc0000264),
        sourcePort: 67,
        destinationPort: 68,
        payload,
      });
      server.send([frame]);
    }
  }),
);
const client = must(
  net.openLink(networkOf(net, 'c0'), 68, (batch) => {
    echoes += batch.length;
  }),
);

const message = new Uint8Array(300).fill(7);
const sent = client.send([frameFromClient(message, 69), frameFromClient(message)]);
await until(() => echoes === 1);
report('echo', { sent });

const burst = Array.from({ length: 1000 }, () => frameFromClient(message));
report('burst', { sent: client.send(burst).sent });
await until(() => echoes === 1001);

net.pause();
client.send([frameFromClient(message)]);
await new Promise((resolve) => setTimeout(resolve, 50));
report('paused', { echoes });
net.resume();
await until(() => echoes === 1002);
report('resumed');

execFileSync('ip', ['link', 'set', 's0', 'down']);
await new Promise((resolve) => setTimeout(resolve, 50));
report('send on a link that is down', { ...server.send([frameFromClient(message)]) });
execFileSync('ip', ['link', 'set', 's0', 'up']);
const before = echoes;
await until(
  () => echoes > before,
  () => client.send([frameFromClient(message)]),
);
report('echo after down and up');
await new Promise((resolve) => setTimeout(resolve, 1200));

client.close();
execFileSync('ip', ['link', 'delete', 's0']);
execFileSync('ip', ['link', 'add', 'name', 's0', 'type', 'veth', 'peer', 'name', 'c0']);
for (const name of ['s0', 'c0']) execFileSync('ip', ['link', 'set', name, 'up']);
clientLink = networkOf(net, 'c0').hardwareAddress;
let again = 0;
const second = must(
  net.openLink(networkOf(net, 'c0'), 68, (batch) => {
    again += batch.length;
  }),
);
await until(
  () => again > 0,
  () => second.send([frameFromClient(message)]),
);
report('echo after the interface was made again');
second.close();
server.close();
server.close();
