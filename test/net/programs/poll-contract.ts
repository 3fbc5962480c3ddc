/**
 * What koffi's undocumented poll handle must do for us: readiness on a packet socket, an error status when the link goes
 * down, readiness again after a restart, a clean end. Written against koffi itself, so that a failure names the culprit.
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import * as layout from '../../../src/net/layout.ts';
import { loadLibc } from '../../../src/net/libc.ts';

const loaded = loadLibc();
if (!loaded.ok) throw new Error(loaded.reason);
const { libc } = loaded;
const scratch = libc.alloc(2048);
const nameToIndex = createRequire(import.meta.url)('koffi')
  .load(null)
  .func('unsigned int if_nametoindex(const char *)');

function open(name: string): number {
  const fd = libc.socket(layout.AF_PACKET, layout.SOCK_RAW | layout.SOCK_FLAGS, 0);
  scratch.bytes.fill(0, 0, layout.SOCKADDR_LL.size);
  scratch.view.setUint16(0, layout.AF_PACKET, true);
  scratch.view.setUint16(layout.SOCKADDR_LL.protocol, layout.ETH_P_ALL);
  scratch.view.setInt32(layout.SOCKADDR_LL.index, nameToIndex(name), true);
  if (libc.bind(fd, scratch.address, layout.SOCKADDR_LL.size) < 0) throw new Error(`bind: ${libc.errno()}`);
  return fd;
}

const server = open('s0');
const client = open('c0');
const events: string[] = [];
let waiting: (() => void) | undefined;
const note = (event: string) => {
  events.push(event);
  waiting?.();
};

/** Ethertype 0x88b5 (IEEE 802 local experimental), so that nothing of the kernel mixes in. */
function frame(last: number): number {
  scratch.bytes.fill(0xff, 0, 60);
  scratch.view.setUint16(12, 0x88b5);
  scratch.view.setUint8(59, last);
  return 60;
}
const isOurs = () => scratch.view.getUint16(12) === 0x88b5;

function onServer(status: number): void {
  const length = libc.recv(server, scratch.address, 2048, layout.MSG_DONTWAIT);
  if (length < 0) {
    const errno = libc.errno();
    if (errno !== layout.EAGAIN) note(`server status ${status} errno ${errno}`);
  } else if (isOurs() && scratch.view.getUint8(59) < 100) {
    const value = scratch.view.getUint8(59);
    libc.send(server, scratch.address, frame(value + 100), 0);
  }
  if (status < 0) serverHandle.start({ readable: true }, onServer);
}
function onClient(status: number): void {
  const length = libc.recv(client, scratch.address, 2048, layout.MSG_DONTWAIT);
  if (length > 0 && isOurs() && scratch.view.getUint8(59) >= 100) note(`echo ${scratch.view.getUint8(59) - 100}`);
  if (status < 0) clientHandle.start({ readable: true }, onClient);
}
const serverHandle = libc.watch(server, onServer);
const clientHandle = libc.watch(client, onClient);

async function until(event: string): Promise<void> {
  while (!events.includes(event)) {
    await new Promise<void>((resolve) => {
      waiting = resolve;
    });
  }
}

libc.send(client, scratch.address, frame(1), 0);
await until('echo 1');
execFileSync('ip', ['link', 'set', 's0', 'down']);
await until(`server status -9 errno ${layout.ENETDOWN}`);
execFileSync('ip', ['link', 'set', 's0', 'up']);
while (!events.includes('echo 2')) {
  libc.send(client, scratch.address, frame(2), 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
}
for (const [handle, fd] of [
  [serverHandle, server],
  [clientHandle, client],
] as const) {
  handle.close();
  handle.close();
  libc.close(fd);
}
process.stdout.write('done\n');
