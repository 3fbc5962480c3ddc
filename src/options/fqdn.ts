import { concat, EMPTY, octets } from '../kernel/bytes.ts';
import { wireToName } from './rfc1035.ts';

/** Codes of the virtual options of space `fqdn`. */
export const Fqdn = {
  noClientUpdate: 1,
  serverUpdate: 2,
  encoded: 3,
  rcode1: 4,
  rcode2: 5,
  hostname: 6,
  domainname: 7,
  fqdn: 8,
} as const;

/** Flags of Client FQDN (RFC 4702 §2.1). */
const FLAG_SERVER = 1;
const FLAG_OVERRIDE = 2;
const FLAG_ENCODED = 4;

const DOT = 0x2e;
const flagOctet = (value: boolean): Uint8Array => Uint8Array.of(value ? 1 : 0);

type Parts = Map<number, Uint8Array>;

function putUnlessEmpty(parts: Parts, code: number, data: Uint8Array): void {
  if (data.length > 0) parts.set(code, data);
}

/** An ASCII name; the domain name begins behind the first dot. */
function putAsciiName(parts: Parts, name: Uint8Array): void {
  const dot = name.indexOf(DOT);
  putUnlessEmpty(parts, Fqdn.hostname, dot < 0 ? name : name.subarray(0, dot));
  if (dot >= 0) putUnlessEmpty(parts, Fqdn.domainname, name.subarray(dot + 1));
  putUnlessEmpty(parts, Fqdn.fqdn, name);
}

/** Labels as text without escapes; undefined where a label is too long or cut. `whole`: the root label was there. */
function joinLabels(wire: Uint8Array): { name: Uint8Array; first: number; whole: boolean } | undefined {
  const name = Uint8Array.from(wire);
  let at = 0;
  let first = 0;
  while (at < wire.length) {
    const length = wire[at] as number;
    if (length === 0) return { name: name.subarray(1, Math.max(at, 1)), first, whole: true };
    if (length > 63 || at + length > wire.length) return undefined;
    if (first === 0) first = length;
    name[at] = DOT;
    at += length + 1;
  }
  return { name: name.subarray(1, at), first, whole: false };
}

/** A name of labels; the domain name begins with its dot. A name without root label is a host name as a whole. */
function putEncodedName(parts: Parts, wire: Uint8Array): boolean {
  const joined = joinLabels(wire);
  if (!joined) return false;
  const { name, first, whole } = joined;
  const hostLength = whole ? first : name.length;
  putUnlessEmpty(parts, Fqdn.hostname, name.subarray(0, hostLength));
  putUnlessEmpty(parts, Fqdn.domainname, name.subarray(hostLength));
  putUnlessEmpty(parts, Fqdn.fqdn, name);
  return true;
}

/** The parts of a DHCPv4 Client FQDN option (RFC 4702 §2); undefined where it is too short or its labels are broken. */
export function decodeFqdn4(data: Uint8Array): Parts | undefined {
  if (data.length < 3) return undefined;
  const [flags, rcode1, rcode2] = data as unknown as [number, number, number];
  const parts: Parts = new Map();
  const isEncoded = (flags & FLAG_ENCODED) !== 0;
  // Some clients end an ASCII name with NUL; the reference then takes the client to forbid updates.
  const hasNul = !isEncoded && data.at(-1) === 0;
  parts.set(Fqdn.encoded, flagOctet(isEncoded));
  if (!isEncoded) putAsciiName(parts, data.subarray(3, Math.max(3, hasNul ? data.length - 1 : data.length)));
  else if (!putEncodedName(parts, data.subarray(3))) return undefined;
  parts.set(Fqdn.noClientUpdate, flagOctet(hasNul || (flags & FLAG_OVERRIDE) !== 0));
  parts.set(Fqdn.serverUpdate, flagOctet((flags & FLAG_SERVER) !== 0));
  parts.set(Fqdn.rcode1, Uint8Array.of(rcode1));
  parts.set(Fqdn.rcode2, Uint8Array.of(rcode2));
  return parts;
}

const isSet = (data: Uint8Array | undefined): boolean => data !== undefined && data.length > 0 && data[0] !== 0;

function updateFlags(parts: ReadonlyMap<number, Uint8Array>): number {
  const override = isSet(parts.get(Fqdn.noClientUpdate)) ? FLAG_OVERRIDE : 0;
  return override | (isSet(parts.get(Fqdn.serverUpdate)) ? FLAG_SERVER : 0);
}

/** Text to labels without escapes: the name ends at an empty label. Lengths above 63 pass, as with the reference. */
function encodeLabels(name: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < name.length; ) {
    let end = at;
    while (end < name.length && name[end] !== DOT && name[end] !== 0) end++;
    out.push(end - at, ...name.subarray(at, end));
    if (end === at) return Uint8Array.from(out);
    at = end + 1;
  }
  return Uint8Array.from([...out, 0]);
}

/** Client FQDN for DHCPv4 from the virtual options. */
export function encodeFqdn4(parts: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const name = parts.get(Fqdn.fqdn) ?? EMPTY;
  const isEncoded = isSet(parts.get(Fqdn.encoded));
  const flags = updateFlags(parts) | (isEncoded ? FLAG_ENCODED : 0);
  const head = Uint8Array.of(flags, parts.get(Fqdn.rcode1)?.[0] ?? 0, parts.get(Fqdn.rcode2)?.[0] ?? 0);
  return concat(head, isEncoded && name.length > 0 ? encodeLabels(name) : name);
}

/** The parts of a DHCPv6 Client FQDN option (RFC 4704 §4.1); undefined where it is empty or its labels are broken. */
export function decodeFqdn6(data: Uint8Array): Parts | undefined {
  const flags = data[0];
  if (flags === undefined) return undefined;
  const parts: Parts = new Map([
    [Fqdn.encoded, flagOctet(true)],
    [Fqdn.serverUpdate, flagOctet((flags & FLAG_SERVER) !== 0)],
    [Fqdn.noClientUpdate, flagOctet((flags & FLAG_OVERRIDE) !== 0)],
  ]);
  if (data.length === 1) return parts;
  if (!joinLabels(data.subarray(1))) return undefined;
  const name = octets(wireToName(data.subarray(1)));
  const dot = name.indexOf(DOT);
  putUnlessEmpty(parts, Fqdn.hostname, dot < 0 ? name : name.subarray(0, dot));
  if (dot >= 0) putUnlessEmpty(parts, Fqdn.domainname, name.subarray(dot));
  putUnlessEmpty(parts, Fqdn.fqdn, name);
  return parts;
}

/** Client FQDN for DHCPv6 from the virtual options. */
export function encodeFqdn6(parts: ReadonlyMap<number, Uint8Array>): Uint8Array {
  const name = parts.get(Fqdn.fqdn) ?? EMPTY;
  const head = Uint8Array.of(updateFlags(parts));
  return name.length === 0 ? head : concat(head, encodeLabels(name));
}
