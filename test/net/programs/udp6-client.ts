/** Asks the server by both groups and by unicast, and once by an interface that it does not serve. */
import dgram from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { report } from '../../support/program.ts';

const [serverAddress = ''] = process.argv.slice(2);
const socket = dgram.createSocket('udp6');
socket.bind(546, '::');
await once(socket, 'listening');
socket.setMulticastInterface('::%c0');

async function ask(text: string, address: string): Promise<void> {
  const answered = once(socket, 'message');
  while (true) {
    socket.send(text, 547, address);
    const answer = await Promise.race([answered, setTimeout(200)]);
    if (!answer) continue;
    report(String(answer[0]), { from: answer[1].address.replace(/%.*/, '') });
    return;
  }
}
await ask('relay agents and servers', 'ff02::1:2%c0');
await ask('servers', 'ff05::1:3');
await ask('unicast', serverAddress);
await ask('end', serverAddress);
socket.close();
