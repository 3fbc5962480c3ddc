import { formatIpv4 } from '../kernel/address.ts';
import { colonHex } from '../kernel/bytes.ts';
import { type Hardware, HTYPE_ETHERNET, HTYPE_FDDI, HTYPE_INFINIBAND, HTYPE_TOKEN_RING } from '../kernel/hardware.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import type { Lease4 } from '../leases/lease4.ts';
import type { OptionRegistry } from '../options/definition.ts';
import { printOption } from '../options/print.ts';
import { formatDate } from './date-text.ts';
import { formatId, formatSubclassValue, isPlain } from './octet-text.ts';
import type { LeaseFileSettings } from './settings.ts';
import { writeEvents, writeVariables } from './write-parts.ts';

const MARGIN = '\n  ';

/** One `lease` record of dhcpd.leases(5), statements in the reference's order. */
export function writeLease4(lease: Lease4, settings: LeaseFileSettings): string {
  return [
    `lease ${formatIpv4(lease.ip)} {`,
    writeDates(lease, settings),
    writeStates(lease),
    writeBilling(lease, settings.now),
    writeIdentity(lease, settings),
    writeVariables(lease.variables, MARGIN),
    lease.agentOptions ? writeAgentOptions(lease.agentOptions, settings.options) : '',
    writeHostname(lease.clientHostname),
    writeEvents(lease, MARGIN, settings),
    '\n}\n',
  ].join('');
}

const DATES = ['starts', 'ends', 'tstp', 'tsfp', 'atsfp', 'cltt'] as const satisfies readonly (keyof Lease4)[];

/** A time that was never set is 0, and one before 1970 has no text. */
function writeDates(lease: Lease4, { timeFormat }: LeaseFileSettings): string {
  let text = '';
  for (const name of DATES) {
    const time: EpochSeconds | undefined = lease[name];
    if (time !== undefined && time > 0) text += `${MARGIN}${name} ${formatDate(time, timeFormat)}`;
  }
  return text;
}

function writeStates({ state, nextState, rewindState, reserved, bootp }: Lease4): string {
  let text = `${MARGIN}binding state ${state};`;
  if (nextState !== state) text += `${MARGIN}next binding state ${nextState};`;
  if (rewindState !== undefined && rewindState !== state) text += `${MARGIN}rewind binding state ${rewindState};`;
  if (reserved) text += `${MARGIN}reserved;`;
  if (bootp) text += `${MARGIN}dynamic-bootp;`;
  return text;
}

function writeBilling({ billing, ends }: Lease4, now: EpochSeconds): string {
  if (!billing || ends <= now) return '';
  if (!billing.subclass) return `${MARGIN}billing class "${billing.className}";`;
  return `${MARGIN}billing subclass "${billing.className}" ${formatSubclassValue(billing.subclass)};`;
}

const HARDWARE_NAMES: ReadonlyMap<number, string> = new Map([
  [HTYPE_ETHERNET, 'ethernet'],
  [HTYPE_TOKEN_RING, 'token-ring'],
  [HTYPE_FDDI, 'fddi'],
  [HTYPE_INFINIBAND, 'infiniband'],
]);

/** `ethernet 02:00:00:00:00:01`; an address without octets leaves a blank. */
const formatHardware = ({ type, address }: Hardware): string =>
  `${HARDWARE_NAMES.get(type) ?? `unknown-${type}`} ${colonHex(address)}`;

function writeIdentity({ hardware, uid }: Lease4, { idFormat }: LeaseFileSettings): string {
  const text = hardware ? `${MARGIN}hardware ${formatHardware(hardware)};` : '';
  return uid && uid.length > 0 ? `${text}${MARGIN}uid ${formatId(uid, idFormat)};` : text;
}

/** Sub-options of option 82 (RFC 3046 §2.0); one without octets is left out, a cut one ends the list. */
function writeAgentOptions(data: Uint8Array, options: OptionRegistry): string {
  let text = '';
  for (let at = 0; at + 2 <= data.length; ) {
    const length = data[at + 1] as number;
    const value = data.subarray(at + 2, at + 2 + length);
    const definition = options.byCode('agent', data[at] as number);
    if (value.length < length) break;
    if (length > 0) {
      text += `${MARGIN}option agent.${definition.name} ${printOption(definition, value, 'lease-file')};`;
    }
    at += 2 + length;
  }
  return text;
}

/** A name with quotes, backslashes or unprintable octets is not kept. */
function writeHostname(hostname: string | undefined): string {
  if (hostname === undefined) return '';
  const end = hostname.indexOf('\0');
  const name = end < 0 ? hostname : hostname.slice(0, end);
  return isPlain(name) ? `${MARGIN}client-hostname "${name}";` : '';
}
