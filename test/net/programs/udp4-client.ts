/** Asks the server by broadcast and by unicast. */
import dgram from 'node:dgram';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { report } from '../../support/program.ts';

const socket = dgram.createSocket('udp4');
socket.bind(68);
await once(socket, 'listening');
socket.setBroadcast(true);
async function ask(text: string, address: string): Promise<void> {
  const answered = once(socket, 'message');
  while (true) {
    socket.send(text, 67, address);
    const answer = await Promise.race([answered, setTimeout(200)]);
    if (!answer) continue;
    report(String(answer[0]), { from: answer[1].address });
    return;
  }
}
await ask('broadcast', '255.255.255.255');
await ask('unicast', '192.0.2.1');
await ask('end', '192.0.2.1');
socket.close();
