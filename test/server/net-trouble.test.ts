import { expect, it } from 'vitest';
import type { NetTrouble } from '../../src/net/net-io.ts';
import { aboutTrouble } from '../../src/server/net-trouble.ts';

const error = { call: 'recvmmsg', code: 'EIO', text: 'Input/output error' };

it.each<[NetTrouble, string]>([
  [{ kind: 'link-down', interfaceName: 'eth0', error: undefined }, 'receive_packet failed on eth0: Network is down'],
  [{ kind: 'link-up', interfaceName: 'eth0', error: undefined }, 'Interface eth0 is up again.'],
  [{ kind: 'receive-failed', interfaceName: 'eth0', error }, 'receive_packet failed on eth0: Input/output error'],
  [{ kind: 'receive-failed', interfaceName: undefined, error }, 'receive_packet failed on socket: Input/output error'],
])('%j is logged', (trouble, text) => {
  expect(aboutTrouble(trouble).text()).toBe(text);
});
