import { concat, EMPTY } from '../../kernel/bytes.ts';
import {
  END_OPTION,
  FILE_LENGTH,
  MAGIC_COOKIE,
  OVERLOAD_FILE,
  OVERLOAD_OPTION,
  OVERLOAD_SNAME,
  SNAME_LENGTH,
} from './packet.ts';

export interface OptionToPack {
  readonly code: number;
  readonly data: Uint8Array;
}

/** How much room the options of a message have. */
export interface PackRoom {
  /** Octets of the options area with its cookie, without `agentOptions`. */
  readonly size: number;
  /** The field holds no file or server name and may take options (RFC 2132 §9.3). */
  readonly fileIsFree: boolean;
  readonly snameIsFree: boolean;
  /** Option 82 of the request, echoed as the last option (RFC 3046 §2.2) in room of its own. */
  readonly agentOptions?: Uint8Array;
  /**
   * A requested option that has no value would have followed the last one. The reference spends the last octets of an area only on
   * what is last in its order.
   */
  readonly moreAsked?: boolean;
}

export interface PackedOptions {
  /** The options area without cookie; empty when nothing was stored. */
  readonly options: Uint8Array;
  /** Present when the field was used; then all of its octets. */
  readonly file?: Uint8Array;
  readonly sname?: Uint8Array;
}

/** Options, IP and UDP header left off: the message sizes that RFC 2131 §2 names, 576 and an Ethernet's 1500 octets. */
const OVERHEAD = 28 + 236;
const SMALLEST_MESSAGE = 576;
const LARGEST_MESSAGE = 1500;
export const LARGEST_OPTIONS_AREA = LARGEST_MESSAGE - OVERHEAD;

/** Size of the options area with cookie for a message of at most `maximum` octets (option 57), within the reference's bounds. */
export const optionsAreaSize = (maximum: number | undefined): number =>
  Math.min(Math.max(maximum ?? SMALLEST_MESSAGE, SMALLEST_MESSAGE), LARGEST_MESSAGE) - OVERHEAD;

/** The overload option itself. */
const OVERLOAD_SIZE = 3;
const HEADER_SIZE = 2;
const LONGEST_PIECE = 255;

/** A part of the message that options are written to. */
class Area {
  readonly bytes: Uint8Array;
  /** Octets behind every option that stay free: for the end option, in the main area for the overload option. */
  readonly reserve: number;
  used = 0;

  constructor(size: number, reserve: number) {
    this.bytes = new Uint8Array(size);
    this.reserve = reserve;
  }

  /** A whole option fits and leaves one octet over. */
  fits(length: number, reserve = this.reserve): boolean {
    return this.used + HEADER_SIZE + reserve + length < this.bytes.length;
  }

  /** Octets of a piece that would fill the area up to its reserve; 0 where it would be smaller than the reference bothers with. */
  pieceRoom(): number {
    const room = this.bytes.length - this.used - HEADER_SIZE - this.reserve;
    return room > 1 ? room : 0;
  }

  put(code: number, piece: Uint8Array): void {
    this.bytes[this.used] = code;
    this.bytes[this.used + 1] = piece.length;
    this.bytes.set(piece, this.used + HEADER_SIZE);
    this.used += HEADER_SIZE + piece.length;
  }

  /** The whole field with its end option and padding; undefined when unused. */
  finish(): Uint8Array | undefined {
    if (this.used === 0) return undefined;
    this.bytes.fill(0, this.used);
    this.bytes[this.used] = END_OPTION;
    return this.bytes;
  }
}

/** Writes pieces of at most 255 octets wherever there is room; false: it does not fit, and nothing is kept. */
function putInPieces(areas: readonly Area[], { code, data }: OptionToPack): boolean {
  const before = areas.map((area) => area.used);
  for (let at = 0; at < data.length; ) {
    const area = areas.find((candidate) => candidate.pieceRoom() > 0);
    if (!area) {
      areas.forEach((each, i) => {
        each.used = before[i] as number;
      });
      return false;
    }
    const piece = data.subarray(at, at + Math.min(area.pieceRoom(), LONGEST_PIECE));
    area.put(code, piece);
    at += piece.length;
  }
  return true;
}

function putOption(main: Area, fields: readonly Area[], option: OptionToPack, isLast: boolean): void {
  const { length } = option.data;
  if (length <= LONGEST_PIECE) {
    const isAlone = isLast && fields.every((field) => field.used === 0);
    const whole = isAlone && main.fits(length, 0) ? main : [main, ...fields].find((area) => area.fits(length));
    if (whole) {
      whole.put(option.code, option.data);
      return;
    }
  }
  putInPieces([main, ...fields], option);
}

/** The echoed option 82, whole or in pieces. */
function agentArea(data: Uint8Array | undefined): Uint8Array {
  if (!data || data.length === 0) return EMPTY;
  const area = new Area(1024, 0);
  putOption(area, [], { code: 82, data }, true);
  return area.bytes.subarray(0, area.used);
}

/**
 * Stores options in the order given: whole ones where they fit, main area first, then file, then sname; a value longer than 255
 * octets, or one that fits nowhere whole, is split over what is left (RFC 3396). What does not fit at all is left out. An area filled
 * to the brim has no end option. Options without value are not sent.
 */
export function packOptions(options: readonly OptionToPack[], room: PackRoom): PackedOptions {
  const agent = agentArea(room.agentOptions);
  const total = Math.min(room.size + agent.length, LARGEST_OPTIONS_AREA);
  const mainSize = Math.max(0, (total > agent.length ? total - agent.length : total) - MAGIC_COOKIE.length);
  const main = new Area(mainSize, OVERLOAD_SIZE);
  const file = new Area(room.fileIsFree ? FILE_LENGTH : 0, 1);
  const sname = new Area(room.snameIsFree ? SNAME_LENGTH : 0, 1);
  const fields = [file, sname].filter((field) => field.bytes.length > 0);
  const sent = options.filter(({ data }) => data.length > 0);
  sent.forEach((option, i) => {
    putOption(main, fields, option, i === sent.length - 1 && !room.moreAsked);
  });
  if (main.used === 0) return { options: EMPTY };
  const fileUsed = file.finish();
  const snameUsed = sname.finish();
  const overload = (fileUsed ? OVERLOAD_FILE : 0) | (snameUsed ? OVERLOAD_SNAME : 0);
  return {
    options: finishMain(main, overload, agent, total - MAGIC_COOKIE.length),
    ...(fileUsed && { file: fileUsed }),
    ...(snameUsed && { sname: snameUsed }),
  };
}

function finishMain(main: Area, overload: number, agent: Uint8Array, size: number): Uint8Array {
  const overloadOption = overload === 0 ? EMPTY : Uint8Array.of(OVERLOAD_OPTION, 1, overload);
  const body = concat(main.bytes.subarray(0, main.used), overloadOption);
  const all = body.length + agent.length <= size ? concat(body, agent) : body;
  return all.length < size ? concat(all, Uint8Array.of(END_OPTION)) : all;
}
