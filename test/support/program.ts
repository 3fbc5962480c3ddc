/** What test programs that run inside a network namespace have in common: they print what they saw as lines of JSON. */

import { type OpenedNet, openNativeNet } from '../../src/net/native.ts';
import type { NetIo, NetTrouble, NetworkInterface, Opened } from '../../src/net/net-io.ts';

/** One line of the report; big integers and octets become text. */
export function report(event: string, details: Readonly<Record<string, unknown>> = {}): void {
  const readable = (_: string, value: unknown): unknown => {
    if (typeof value === 'bigint') return value.toString(16);
    return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
  };
  process.stdout.write(`${JSON.stringify({ event, ...details }, readable)}\n`);
}

/** The lines of a finished program. */
export const reports = (stdout: string): Record<string, unknown>[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

export function native(trouble?: (report: NetTrouble) => void): NetIo {
  const opened: OpenedNet = openNativeNet(trouble);
  if (!opened.ok) throw new Error(opened.reason);
  return opened.net;
}

export function networkOf(net: NetIo, name: string): NetworkInterface {
  const found = net.interfaces().find((network) => network.name === name);
  if (!found) throw new Error(`no interface ${name}`);
  return found;
}

export function must<T>(opened: Opened<T>): T {
  if (!opened.ok) throw new Error(`${opened.error.call}: ${opened.error.text}`);
  return opened.socket;
}

/** Resolves when the condition holds; the test's time limit ends a program that waits in vain. */
export async function until(condition: () => boolean, every = () => {}): Promise<void> {
  while (!condition()) {
    every();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
