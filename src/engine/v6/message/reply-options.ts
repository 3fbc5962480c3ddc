import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { EvalContext, OptionEntry, OptionState } from '../../../expr/context.ts';
import { concat, readU16, u32 } from '../../../kernel/bytes.ts';
import { encodeSpace } from '../../../options/encapsulate.ts';
import { encodeStatus, type Status } from '../../../wire/v6/ia.ts';
import { Option6, type RawOption6 } from '../../../wire/v6/packet.ts';
import { sendingContext } from '../context.ts';
import { log, optionOf, type Query6 } from '../state.ts';

const SPACE = 'dhcp6';
/** The space whose codes are enterprise numbers (RFC 8415 §21.17). */
const VENDOR_SPACE = 'vsio';

/** The reference keeps the options of a space in a table of seventeen lists, and sends them list by list. */
const bucketOf = (code: number): number => ((code & 31) + ((code >>> 5) & 31)) % 17;

/** Sets an option of the reply to octets that the machine knows itself. */
export function setOption(query: Query6, reply: OptionState, code: number, data: Uint8Array): void {
  const option = query.step.server.config.options.byCode(SPACE, code);
  reply.set({ option, value: () => data, constant: data });
}

/** Sets the Status Code option of the message itself. */
export function setStatus(query: Query6, reply: OptionState, status: Status): void {
  setOption(query, reply, Option6.statusCode, encodeStatus(status).data);
}

/** Evaluates entries of the reply when they are written; the context is only made when some entry needs one. */
class Writer {
  readonly options: RawOption6[] = [];
  readonly #query: Query6;
  readonly #reply: OptionState;
  #context: EvalContext | undefined;

  constructor(query: Query6, reply: OptionState) {
    this.#query = query;
    this.#reply = reply;
  }

  valueOf(entry: OptionEntry): Uint8Array | undefined {
    if (entry.constant) return entry.constant;
    this.#context ??= sendingContext(this.#query, this.#reply);
    return entry.value(this.#context);
  }

  write(code: number): void {
    const entry = this.#reply.get(SPACE, code);
    if (!entry) return;
    const data = this.valueOf(entry);
    if (data) this.options.push({ code, data });
    else log(this.#query.step, log6.optionNotEvaluated(code));
  }

  /** One Vendor-specific Information option for each enterprise with options of its own. */
  writeVendorOptions(): void {
    const registry = this.#query.step.server.config.options;
    for (const space of registry.spaces()) {
      const carrier = registry.enclosing(space.name);
      if (carrier?.space !== VENDOR_SPACE) continue;
      const values = this.#valuesOf(space.name);
      if (values.length === 0) continue;
      this.options.push({ code: Option6.vendorOpts, data: concat(u32(carrier.code), encodeSpace(space, values)) });
    }
  }

  #valuesOf(space: string): RawOption6[] {
    const values: RawOption6[] = [];
    for (const entry of this.#reply.entries(space)) {
      const data = this.valueOf(entry);
      if (data) values.push({ code: entry.option.code, data });
    }
    return values.sort((a, b) => bucketOf(a.code) - bucketOf(b.code));
  }
}

/**
 * The options of a reply in the reference's order: those sent in any case, then what the client's Option Request option names,
 * in its order and as often as it does (RFC 8415 §21.7), then vendor options when it named 17.
 */
export function writeOptions(
  query: Query6,
  reply: OptionState,
  required: readonly number[],
  requested?: Uint8Array,
): RawOption6[] {
  const writer = new Writer(query, reply);
  for (const code of required) writer.write(code);
  let vendorWanted = false;
  for (let at = 0; requested && at + 1 < requested.length; at += 2) {
    const code = readU16(requested, at);
    if (required.includes(code)) continue;
    if (code === Option6.vendorOpts) vendorWanted = true;
    writer.write(code);
  }
  if (vendorWanted) writer.writeVendorOptions();
  return writer.options;
}

/** Sent with every reply that grants or informs. */
export const GRANT_OPTIONS: readonly number[] = [
  Option6.clientId,
  Option6.serverId,
  Option6.iaNa,
  Option6.iaTa,
  Option6.iaPd,
  Option6.rapidCommit,
  Option6.statusCode,
  Option6.reconfAccept,
  Option6.preference,
];

/** Sent with replies to CONFIRM, RELEASE and DECLINE. */
export const STATUS_OPTIONS: readonly number[] = [
  Option6.clientId,
  Option6.serverId,
  Option6.statusCode,
  Option6.preference,
];

/** Sent with the refusal of a unicast message. */
export const REFUSAL_OPTIONS: readonly number[] = [Option6.clientId, Option6.serverId, Option6.statusCode];

/** The client's Option Request option. */
export const requestedOptions = (query: Query6): Uint8Array | undefined => optionOf(query.message, Option6.oro);
