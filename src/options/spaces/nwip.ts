import type { OptionRow } from '../row.ts';

/** Sub-options of NetWare/IP (RFC 2242). */
export const NWIP: readonly OptionRow[] = [
  [1, 'illegal-1', '', 'reserved'],
  [2, 'illegal-2', '', 'reserved'],
  [3, 'illegal-3', '', 'reserved'],
  [4, 'illegal-4', '', 'reserved'],
  [5, 'nsq-broadcast', 'f', 'flag'],
  [6, 'preferred-dss', 'IA', 'array of IPv4 address'],
  [7, 'nearest-nwip-server', 'IA', 'array of IPv4 address'],
  [8, 'autoretries', 'B', '8-bit integer'],
  [9, 'autoretry-secs', 'B', '8-bit integer'],
  [10, 'nwip-1-1', 'f', 'flag'],
  [11, 'primary-dss', 'I', 'IPv4 address'],
];
