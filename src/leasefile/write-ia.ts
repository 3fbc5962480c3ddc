import { formatIpv6 } from '../kernel/address.ts';
import type { Ia6, Lease6 } from '../leases/lease6.ts';
import { formatDate } from './date-text.ts';
import { formatId } from './octet-text.ts';
import type { LeaseFileSettings } from './settings.ts';
import { writeEvents, writeVariables } from './write-parts.ts';

const MARGIN = '\n    ';

/** One `ia-na`, `ia-ta` or `ia-pd` record with all its leases. */
export function writeIa(ia: Ia6, settings: LeaseFileSettings): string {
  const cltt = ia.cltt > 0 ? `  cltt ${formatDate(ia.cltt, settings.timeFormat)}\n` : '';
  const leases = ia.leases.map((lease) => writeLease6(ia, lease, settings)).join('');
  return `ia-${ia.kind} ${formatId(iaKey(ia), settings.idFormat)} {\n${cltt}${leases}}\n\n`;
}

/** IAID in the byte order that `authoring-byte-order` names, then the DUID. */
export function iaKey({ iaid, duid }: Ia6): Uint8Array {
  const key = new Uint8Array(4 + duid.length);
  for (let i = 0; i < 4; i++) key[i] = iaid >>> (8 * i);
  key.set(duid, 4);
  return key;
}

function writeLease6({ kind }: Ia6, lease: Lease6, settings: LeaseFileSettings): string {
  const address = formatIpv6(lease.address);
  return [
    kind === 'pd' ? `  iaprefix ${address}/${lease.prefixLength} {` : `  iaaddr ${address} {`,
    `${MARGIN}binding state ${lease.state};`,
    `${MARGIN}preferred-life ${lease.preferred};`,
    `${MARGIN}max-life ${lease.valid};`,
    `${MARGIN}ends ${formatDate(lease.ends, settings.timeFormat)}`,
    writeVariables(lease.variables, MARGIN),
    writeEvents(lease, MARGIN, settings),
    '\n  }\n',
  ].join('');
}
