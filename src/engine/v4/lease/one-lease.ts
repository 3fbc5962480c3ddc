import type { HostDeclaration } from '../../../config/config.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { MessageType4 } from '../../../wire/v4/packet.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Parameter } from '../option-codes.ts';
import { isOn, switchOf } from '../parameters.ts';
import { notebookOf, releaseLease } from './life-cycle.ts';

/**
 * `one-lease-per-client`: a DHCPREQUEST ends all other leases of the client, those of its identifier, or without one those of its
 * hardware address; with `deny duplicates` and a host declared by hardware those of the hardware too.
 */
export function endOtherLeases(
  exchange: Exchange,
  lease: Lease4,
  host: HostDeclaration | undefined,
  evaluation: Evaluation,
): void {
  if (exchange.type !== MessageType4.request || !isOn(evaluation, Parameter.oneLeasePerClient)) return;
  const { store } = exchange.state;
  if (lease.uid) endAll(exchange, store.byUid(lease.uid), lease);
  if (!lease.hardware) return;
  if (!lease.uid || (host && !host.clientId && deniesDuplicates(evaluation))) {
    endAll(exchange, store.byHardware(lease.hardware), lease);
  }
}

function deniesDuplicates(evaluation: Evaluation): boolean {
  const duplicates = switchOf(evaluation, Parameter.duplicates);
  return duplicates === 'off' || duplicates === 'ignore';
}

function endAll(exchange: Exchange, leases: readonly Lease4[], but: Lease4): void {
  for (const other of [...leases]) {
    if (other.ip === but.ip || (other.state !== 'active' && other.state !== 'abandoned')) continue;
    releaseLease(notebookOf(exchange), other);
  }
}
