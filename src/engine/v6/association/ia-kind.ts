import { statusText6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { IaKind } from '../../../leases/lease6.ts';
import type { Status } from '../../../wire/v6/ia.ts';
import { Option6 } from '../../../wire/v6/packet.ts';
import { StatusCode } from '../message/status.ts';

/** What differs between IA_NA, IA_TA and IA_PD (RFC 8415 §21.4, §21.5, §21.21): one function serves all three by this row. */
export interface IaRow {
  readonly kind: IaKind;
  readonly option: number;
  /** Octets before the sub-options: the IAID, and T1 and T2 where there are any. */
  readonly headerLength: 4 | 12;
  readonly suboption: number;
  readonly suboptionName: 'IAADDR' | 'IAPREFIX';
  /** Octets of an IA Address or IA Prefix option before options of its own. */
  readonly suboptionLength: 24 | 25;
  readonly label: 'NA' | 'TA' | 'PD';
  readonly noneAvailable: Status;
  readonly notBound: Status;
  readonly limitParameter: 'limit-addrs-per-ia' | 'limit-prefs-per-ia';
}

const NO_ADDRESSES: Status = { code: StatusCode.noAddrsAvail, message: statusText6.noAddresses };

const ADDRESS_NOT_BOUND: Status = { code: StatusCode.noBinding, message: statusText6.addressNotBound };

/** In the order in which a reply lists its identity associations. */
export const IA_ROWS: readonly IaRow[] = [
  {
    kind: 'na',
    option: Option6.iaNa,
    headerLength: 12,
    suboption: Option6.iaAddr,
    suboptionName: 'IAADDR',
    suboptionLength: 24,
    label: 'NA',
    noneAvailable: NO_ADDRESSES,
    notBound: ADDRESS_NOT_BOUND,
    limitParameter: 'limit-addrs-per-ia',
  },
  {
    kind: 'ta',
    option: Option6.iaTa,
    headerLength: 4,
    suboption: Option6.iaAddr,
    suboptionName: 'IAADDR',
    suboptionLength: 24,
    label: 'TA',
    noneAvailable: NO_ADDRESSES,
    notBound: ADDRESS_NOT_BOUND,
    limitParameter: 'limit-addrs-per-ia',
  },
  {
    kind: 'pd',
    option: Option6.iaPd,
    headerLength: 12,
    suboption: Option6.iaPrefix,
    suboptionName: 'IAPREFIX',
    suboptionLength: 25,
    label: 'PD',
    noneAvailable: { code: StatusCode.noPrefixAvail, message: statusText6.noPrefixes },
    notBound: { code: StatusCode.noBinding, message: statusText6.prefixNotBound },
    limitParameter: 'limit-prefs-per-ia',
  },
];

/** The row of one kind. */
export function iaRow(kind: IaKind): IaRow {
  return IA_ROWS[kind === 'na' ? 0 : kind === 'ta' ? 1 : 2] as IaRow;
}
