import type { OptionRow } from '../row.ts';

/** Sub-options of Relay Agent Information (RFC 3046 §2.0). */
export const AGENT: readonly OptionRow[] = [
  [1, 'circuit-id', 'X', 'quoted text or hexadecimal octets'],
  [2, 'remote-id', 'X', 'quoted text or hexadecimal octets'],
  [3, 'agent-id', 'I', 'IPv4 address'],
  [4, 'DOCSIS-device-class', 'L', '32-bit integer'],
  [5, 'link-selection', 'I', 'IPv4 address'],
  [19, 'relay-port', 'Z', 'no value'],
];
