import { expect, it } from 'vitest';
import { ipcFailure } from '../../src/net/ipc-failure.ts';

it.each([
  ['socket', "Can't create dhcp4o6 socket: reason"],
  ['setsockopt', "Can't set SO_REUSEADDR option on dhcp4o6 socket: reason"],
  ['bind', "Can't bind dhcp4o6 socket: reason"],
  ['connect', "Can't connect dhcp4o6 socket: reason"],
])('a failed %s() of the DHCPv4-over-DHCPv6 pair is told in the words of the reference', (call, text) => {
  expect(ipcFailure({ call, code: 'EX', text: 'reason' }).text()).toBe(text);
});
