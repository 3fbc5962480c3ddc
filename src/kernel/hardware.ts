import { colonHex, latin1 } from './bytes.ts';

/** A link-layer address with its ARP hardware type (RFC 826; IANA "Hardware Types"). */
export interface Hardware {
  readonly type: number;
  readonly address: Uint8Array;
}

export const HTYPE_ETHERNET = 1;
export const HTYPE_TOKEN_RING = 6;
export const HTYPE_FDDI = 8;
export const HTYPE_INFINIBAND = 32;

/** Hardware type octet followed by the address: the value of `hardware` in dhcp-eval(5). */
export function hardwareBytes(hardware: Hardware): Uint8Array {
  const bytes = new Uint8Array(hardware.address.length + 1);
  bytes[0] = hardware.type;
  bytes.set(hardware.address, 1);
  return bytes;
}

/** The key under which leases and hosts are found by link-layer address. */
export const hardwareKey = (hardware: Hardware): string =>
  String.fromCharCode(hardware.type) + latin1(hardware.address);

/** `02:00:00:00:00:01`, as log lines and lease files have it. */
export const formatHardwareAddress = (hardware: Hardware): string => colonHex(hardware.address);
