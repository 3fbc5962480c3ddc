/** Appends to a lease file on a disk of 64 KiB until it is full, makes room, and goes on; prints the story. */
import { rmSync, writeFileSync } from 'node:fs';
import { openLeaseFile } from '../../../src/host/lease-file.ts';
import { epochMillis } from '../../../src/kernel/scalars.ts';

const [directory = ''] = process.argv.slice(2);
const path = `${directory}/dhcpd.leases`;
const ballast = `${directory}/ballast`;
const story: string[] = [];
writeFileSync(path, '');
writeFileSync(ballast, 'x'.repeat(32 << 10));
const opened = openLeaseFile({
  path,
  fsync: true,
  clock: { now: () => epochMillis(0) },
  log: (message) => story.push(message.text()),
  records: () => [],
});
if (!opened.ok) throw new Error(opened.reason);
const { leases } = opened;
const put = (record: string): Promise<boolean> => {
  leases.append(record);
  return new Promise((resolve) => leases.commit(resolve));
};
const record = (i: number) => `record ${String(i).padStart(4, '0')} ${'y'.repeat(986)}\n`;
let durable = 0;
while (await put(record(durable))) durable++;
story.push(`full after ${durable > 10 && durable < 40}`);
story.push(`refused ${!(await put(record(durable + 1)))}`);
rmSync(ballast);
while (!leases.working) await new Promise((resolve) => setTimeout(resolve, 50));
story.push(`again ${await put(record(durable + 2))}`);
process.stdout.write(JSON.stringify({ story, records: durable + 3 }));
