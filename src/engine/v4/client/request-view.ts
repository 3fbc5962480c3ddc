import type { RequestView } from '../../../expr/context.ts';
import { EMPTY } from '../../../kernel/bytes.ts';
import type { Hardware } from '../../../kernel/hardware.ts';
import type { OptionDefinition, OptionRegistry } from '../../../options/definition.ts';
import { decodeSpace } from '../../../options/encapsulate.ts';
import type { Packet4 } from '../../../wire/v4/packet.ts';
import type { Encapsulations } from '../encapsulations.ts';
import { Dhcp } from '../option-codes.ts';
import type { AgentOptions } from './agent-options.ts';

const NO_RELAYS: readonly RequestView[] = [];

/** A received message as expressions and the engine read it: options by space, encapsulated spaces opened on first use. */
export class ClientRequest implements RequestView {
  readonly packet: Packet4;
  readonly hardware: Hardware;
  readonly relays = NO_RELAYS;
  /** Option 82 of the message, or the one remembered with the lease when a renewal came without (`stash-agent-options`). */
  agentOptions: AgentOptions | undefined;
  readonly #registry: OptionRegistry;
  readonly #encapsulations: Encapsulations;
  readonly #opened = new Map<string, ReadonlyMap<number, Uint8Array> | undefined>();

  constructor(packet: Packet4, registry: OptionRegistry, encapsulations: Encapsulations) {
    this.packet = packet;
    this.hardware = { type: packet.htype, address: packet.chaddr.subarray(0, packet.hlen) };
    this.#registry = registry;
    this.#encapsulations = encapsulations;
  }

  get raw(): Uint8Array {
    return this.packet.raw;
  }

  option(option: OptionDefinition): Uint8Array | undefined {
    if (option.space === 'dhcp') return this.#dhcp(option);
    if (option.space === 'agent') return this.agentOptions?.get(option.code);
    return this.#space(option.space)?.get(option.code);
  }

  /** An option of the `dhcp` space by its code. */
  dhcp(code: number): Uint8Array | undefined {
    const data = this.packet.options.get(code);
    if (data === undefined) return undefined;
    if (data.length > 0 && data[data.length - 1] !== 0) return data;
    return this.#dhcp(this.#registry.byCode('dhcp', code));
  }

  /** The four octets of an address option; a shorter one counts as absent, a longer one is cut. */
  address(code: number): Uint8Array | undefined {
    const data = this.packet.options.get(code);
    return data && data.length >= 4 ? data.subarray(0, 4) : undefined;
  }

  /** True when the client sent a readable option 81 (RFC 4702). */
  hasFqdn(): boolean {
    return this.packet.options.has(Dhcp.fqdn) && this.#space('fqdn') !== undefined;
  }

  /** True when the client ends its texts with NUL octets, and so expects the same of the server. */
  endsTextsWithNul(): boolean {
    const name = this.packet.options.get(Dhcp.hostName);
    return name !== undefined && name.length > 0 && name[name.length - 1] === 0;
  }

  /** `parse-vendor-option`: opens option 43 as the named space. */
  openVendorOptions(space: string): void {
    const data = this.packet.options.get(Dhcp.vendorEncapsulatedOptions);
    const found = this.#registry.space(space);
    if (data && data.length > 0 && found) this.#opened.set(space, decodeSpace(found, data));
  }

  #dhcp(option: OptionDefinition): Uint8Array | undefined {
    const data = this.packet.options.get(option.code);
    if (data === undefined || (option.code === Dhcp.hostName && data.length === 0)) return undefined;
    return isText(option) ? withoutTrailingNuls(data) : data;
  }

  #space(name: string): ReadonlyMap<number, Uint8Array> | undefined {
    if (this.#opened.has(name)) return this.#opened.get(name);
    const carrier = this.#encapsulations.carrierOf(name);
    const data = carrier && this.option(carrier);
    const space = this.#registry.space(name);
    const opened = data && space ? decodeSpace(space, data) : undefined;
    this.#opened.set(name, opened);
    return opened;
  }
}

/** Text in the sense of RFC 2132 §2: NULs at its end are no part of it. */
export const isText = (option: OptionDefinition): boolean =>
  option.format.repeat === 'none' && option.format.fields.some((field) => field.kind === 'text');

function withoutTrailingNuls(data: Uint8Array): Uint8Array {
  let end = data.length;
  while (end > 0 && data[end - 1] === 0) end--;
  return end === 0 ? EMPTY : data.subarray(0, end);
}
