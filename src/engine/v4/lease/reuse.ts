import type { HostDeclaration } from '../../../config/config.ts';
import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import { equalBytes } from '../../../kernel/bytes.ts';
import type { Hardware } from '../../../kernel/hardware.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Parameter } from '../option-codes.ts';
import { octetOf } from '../parameters.ts';
import type { DynamicCandidate } from './candidate.ts';

/** Per cent of a lease's time during which a renewal changes nothing. */
const DEFAULT_CACHE_THRESHOLD = 25;

/** Whether the record the client gets names the same client as the one it has. */
export function isSameClient(before: DynamicCandidate, host: HostDeclaration | undefined, after: Lease4): boolean {
  const { lease } = before;
  return before.host === host && sameOctets(lease.uid, after.uid) && sameHardware(lease.hardware, after.hardware);
}

const sameOctets = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a && b ? equalBytes(a, b) : (a?.length ?? 0) === (b?.length ?? 0);

const sameHardware = (a: Hardware | undefined, b: Hardware | undefined): boolean =>
  a !== undefined && b !== undefined && a.type === b.type && equalBytes(a.address, b.address);

/** `dhcp-cache-threshold`: a young lease of the same client is answered as it is and not written again. */
export function isYoung(exchange: Exchange, lease: Lease4, evaluation: Evaluation): boolean {
  const configured = octetOf(evaluation, Parameter.dhcpCacheThreshold);
  const percent = configured !== undefined && configured < 100 ? configured : DEFAULT_CACHE_THRESHOLD;
  if (percent === 0) return false;
  const age = exchange.now - lease.starts;
  if (age > Math.trunc(((lease.ends - lease.starts) * percent) / 100)) return false;
  exchange.log(dhcp4Log.reuseLease(age, percent, formatIpv4(lease.ip)));
  return true;
}
