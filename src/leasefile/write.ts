import type { LeaseChange } from '../leases/change.ts';
import { formatId, formatSubclassValue } from './octet-text.ts';
import type { LeaseFileSettings } from './settings.ts';
import { writeIa } from './write-ia.ts';
import { writeLease4 } from './write-lease4.ts';

/** The record of one change, byte for byte as the reference writes it; a binary string (see kernel/bytes.ts). */
export function renderChange(change: LeaseChange, settings: LeaseFileSettings): string {
  switch (change.kind) {
    case 'lease4':
      return writeLease4(change.lease, settings);
    case 'ia':
      return writeIa(change.ia, settings);
    case 'server-duid':
      return `server-duid ${formatId(change.duid, settings.idFormat)};\n\n`;
    case 'subclass':
      return `subclass "${change.className}" ${formatSubclassValue(change.value)} {\n  dynamic;\n}\n\n`;
  }
}
