import { defineMessages, row } from '../message.ts';

/** What `dhcpd --lint` finds beyond the reference. */
export const lintMessages = defineMessages('lint', {
  unknownFormat: row('error', (format: string) => `${format}: unknown format; text, json or sarif`),
  ignoredWord: row('info', (word: string) => `'${word}' means nothing; dhcpd ignores the statement silently`),
  rangeReversed: row('info', (low: string, high: string) => `range runs backwards: ${low} is above ${high}`),
  rangeOutside: row('info', (address: string, subnet: string) => `${address} is outside the subnet ${subnet}`),
  rangeNetworkAddress: row('info', (address: string) => `range includes the network address ${address}`),
  rangeBroadcast: row('info', (address: string) => `range includes the broadcast address ${address}`),
  routerOutside: row('info', (address: string, subnet: string) => `router ${address} is outside the subnet ${subnet}`),
  fixedInRange: row('info', (address: string) => `fixed address ${address} lies in a dynamic range`),
  hostUnidentified: row('info', (host: string) => `host ${host} has nothing to be recognised by`),
  duplicateIdentity: row('info', (what: string, host: string) => `the same ${what} as host ${host}`),
  notAuthoritative: row('info', () => 'no authoritative statement: clients from other networks get no DHCPNAK'),
  leaseTimeAboveMaximum: row(
    'info',
    (value: number, maximum: number) => `default-lease-time ${value} is above max-lease-time ${maximum}`,
  ),
});
