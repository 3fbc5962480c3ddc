/** The fallback socket: sends, is never woken, and its port counts as open. */
import { IPV4_ANY, ipv4 } from '../../../src/kernel/address.ts';
import { must, native, report } from '../../support/program.ts';

const net = native();
const socket = must(net.openUdp4({ address: IPV4_ANY, port: 67, broadcast: false }));
const payload = Buffer.from('to the relay');
report('sent', { ...socket.send([{ payload, address: ipv4(0xc0000202), port: 67 }]) });
report('broadcast', { ...socket.send([{ payload, address: ipv4(0xc00002ff), port: 68 }]) });
report('unreachable', { ...socket.send([{ payload, address: ipv4(0xcb007101), port: 67 }]) });
const taken = net.openUdp4({ address: ipv4(0xcb007101), port: 67, broadcast: false });
report('foreign address', taken.ok ? {} : { ...taken.error });
socket.close();
