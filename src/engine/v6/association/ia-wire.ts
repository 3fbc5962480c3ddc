import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { readU32 } from '../../../kernel/bytes.ts';
import { seconds } from '../../../kernel/scalars.ts';
import { encodeIa, encodeIaAddress, encodeIaPrefix, encodeStatus, type Status } from '../../../wire/v6/ia.ts';
import type { RawOption6 } from '../../../wire/v6/packet.ts';
import { log, type Query6 } from '../state.ts';
import type { IaRow } from './ia-kind.ts';
import type { IaWork, Outcome, RequestedIa, Suboption6 } from './session.ts';
import { readOptions } from './suboptions.ts';

/** Reads an identity association of a request; undefined, with log lines, when it is malformed. */
export function readIa(query: Query6, row: IaRow, data: Uint8Array): RequestedIa | undefined {
  const options = readOptions(query.step, data, row.headerLength);
  if (!options) return undefined;
  const hasTimes = row.headerLength === 12;
  return {
    row,
    iaid: readU32(data, 0),
    t1: hasTimes ? readU32(data, 4) : 0,
    t2: hasTimes ? readU32(data, 8) : 0,
    options,
  };
}

/** Says that an IA Address or IA Prefix option is too short. */
export function reportBadSuboption(work: IaWork): Outcome {
  const { row } = work.requested;
  const where = { na: 'reply_process_addr', ta: 'reply_process_ia_ta', pd: 'reply_process_prefix' }[row.kind];
  log(work.session.query.step, log6.addressError(where, row.suboptionName));
  return 'fault';
}

/** An IA Address (RFC 8415 §21.6) or IA Prefix option (§21.22). */
function suboptionOf(row: IaRow, { address, prefixLength, ...lifetimes }: Suboption6): RawOption6 {
  const times = { preferred: seconds(lifetimes.preferred), valid: seconds(lifetimes.valid), options: [] };
  if (row.kind === 'pd') return encodeIaPrefix({ ...times, prefix: address, length: prefixLength });
  return encodeIaAddress({ ...times, address });
}

export interface IaContent {
  readonly t1: number;
  readonly t2: number;
  readonly suboptions?: readonly Suboption6[];
  readonly status?: Status | undefined;
}

/** An identity association of a reply. */
export function iaOption(row: IaRow, iaid: number, content: IaContent): RawOption6 {
  const options = (content.suboptions ?? []).map((suboption) => suboptionOf(row, suboption));
  if (content.status) options.push(encodeStatus(content.status));
  if (row.kind === 'ta') return encodeIa({ kind: 'IA_TA', iaid, options });
  return encodeIa({
    kind: row.kind === 'na' ? 'IA_NA' : 'IA_PD',
    iaid,
    t1: seconds(content.t1),
    t2: seconds(content.t2),
    options,
  });
}
