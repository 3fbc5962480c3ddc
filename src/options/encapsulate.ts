import { concat } from '../kernel/bytes.ts';
import type { OptionSpace } from './definition.ts';
import { decodeFqdn4, decodeFqdn6, encodeFqdn4, encodeFqdn6 } from './fqdn.ts';
import { integerOctets, integerOf } from './kinds/integer.ts';
import { FQDN6_SPACE } from './spaces/catalogue.ts';

export interface EncapsulatedOption {
  readonly code: number;
  readonly data: Uint8Array;
}

/** Sub-options of NetWare/IP (RFC 2242 §3): the first says whether there are others. */
const NWIP_EXISTS_IN_OPTIONS = Uint8Array.of(2, 0);
const NWIP_DOES_NOT_EXIST = Uint8Array.of(1, 2, 1, 0);

/** One option with its code and length; a value too long for the length field goes out in pieces (RFC 3396 §5). */
function encodeOption(space: OptionSpace, option: EncapsulatedOption): Uint8Array {
  const code = integerOctets(option.code, space.codeWidth);
  if (space.lengthWidth === 0) return concat(code, option.data);
  const most = 256 ** space.lengthWidth - 1;
  const pieces: Uint8Array[] = [];
  let at = 0;
  do {
    const piece = option.data.subarray(at, at + most);
    pieces.push(code, integerOctets(piece.length, space.lengthWidth), piece);
    at += most;
  } while (at < option.data.length);
  return concat(...pieces);
}

const asMap = (options: readonly EncapsulatedOption[]): ReadonlyMap<number, Uint8Array> =>
  new Map(options.map(({ code, data }) => [code, data]));

/** The options of a space as the value of the option that carries them, in the order given. */
export function encodeSpace(space: OptionSpace, options: readonly EncapsulatedOption[]): Uint8Array {
  if (space.name === 'fqdn') return encodeFqdn4(asMap(options));
  if (space.name === FQDN6_SPACE) return encodeFqdn6(asMap(options));
  const body = concat(...options.map((option) => encodeOption(space, option)));
  if (space.name !== 'nwip') return body;
  return body.length === 0 ? NWIP_DOES_NOT_EXIST : concat(NWIP_EXISTS_IN_OPTIONS, body);
}

/** Keeps the first of several options with one code; the main DHCPv4 space joins them (RFC 3396 §7). */
function keep(space: OptionSpace, options: Map<number, Uint8Array>, code: number, data: Uint8Array): void {
  const before = options.get(code);
  if (before === undefined) options.set(code, data);
  else if (space.name === 'dhcp') options.set(code, concat(before, data));
}

/**
 * The options in the value of an encapsulating option; undefined where one runs past its end. A zero code is padding where
 * the space has an end code, and ends the list where it has none; one stray octet at the end is no option.
 */
export function decodeSpace(space: OptionSpace, data: Uint8Array): Map<number, Uint8Array> | undefined {
  if (space.name === 'fqdn') return decodeFqdn4(data);
  if (space.name === FQDN6_SPACE) return decodeFqdn6(data);
  const options = new Map<number, Uint8Array>();
  const end = space.end ?? 0;
  let at = 0;
  while (at + space.codeWidth <= data.length) {
    const code = integerOf(data.subarray(at, at + space.codeWidth));
    if (code === end) break;
    at += space.codeWidth;
    if (code === 0) continue;
    const length = lengthAt(space, data, at);
    at += space.lengthWidth;
    if (length === undefined || at + length > data.length) return undefined;
    keep(space, options, code, data.subarray(at, at + length));
    at += length;
  }
  return options;
}

/** Spaces without length field hold one option that takes all there is. */
function lengthAt(space: OptionSpace, data: Uint8Array, at: number): number | undefined {
  if (space.lengthWidth === 0) return data.length - at;
  if (at + space.lengthWidth > data.length) return undefined;
  return integerOf(data.subarray(at, at + space.lengthWidth));
}
