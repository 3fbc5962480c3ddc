/** A log daemon's socket and a program that writes to it; the daemon goes away and comes back. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as layout from '../../../src/net/layout.ts';
import { loadLibc } from '../../../src/net/libc.ts';
import { must, native, report } from '../../support/program.ts';

const loaded = loadLibc();
if (!loaded.ok) throw new Error(loaded.reason);
const { libc } = loaded;
const memory = libc.alloc(4096);
const path = join(process.argv[2] ?? '', 'log');

function listen(): number {
  const fd = libc.socket(layout.AF_UNIX, layout.SOCK_DGRAM | layout.SOCK_FLAGS, 0);
  memory.bytes.fill(0, 0, 110);
  memory.view.setUint16(0, layout.AF_UNIX, true);
  memory.bytes.set(Buffer.from(path), 2);
  if (libc.bind(fd, memory.address, 2 + path.length + 1) < 0) throw new Error(libc.strerror(libc.errno()));
  return fd;
}
function receive(fd: number): string {
  const length = libc.recv(fd, memory.address, 4096, layout.MSG_DONTWAIT);
  return length < 0 ? 'nothing' : Buffer.from(memory.bytes.subarray(0, length)).toString('latin1');
}

const net = native();
const missing = net.openUnix(path);
report('nobody there', missing.ok ? {} : { ...missing.error });
const daemon = listen();
const socket = must(net.openUnix(path));
report('sent', { outcome: socket.send(Buffer.from('<30>line \xff', 'latin1')) ?? 'taken', got: receive(daemon) });
libc.close(daemon);
rmSync(path);
report('gone', { ...socket.send(Buffer.from('x')) });
socket.close();

const slow = listen();
const flood = must(net.openUnix(path));
const started = performance.now();
let error: string | undefined;
for (let i = 0; i < 2000 && !error; i++) error = flood.send(Buffer.alloc(100))?.code;
report('a reader that does not read', { error, quick: performance.now() - started < 1000 });
flood.close();
libc.close(slow);
const long = net.openUnix(`/${'x'.repeat(300)}`);
report('a path too long', { ok: long.ok });
