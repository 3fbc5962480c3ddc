import type { RequestView } from '../../../expr/context.ts';
import type { OptionDefinition, OptionRegistry } from '../../../options/definition.ts';
import { decodeSpace } from '../../../options/encapsulate.ts';
import { FQDN6_SPACE } from '../../../options/spaces/catalogue.ts';
import type { Message6, Relay6 } from '../../../wire/v6/packet.ts';

type Suboptions = ReadonlyMap<number, Uint8Array>;

const NONE: Suboptions = new Map();

/** A received message as expressions see it. */
export class MessageView implements RequestView {
  readonly raw: Uint8Array;
  readonly hardware = undefined;
  readonly #packet: Message6 | Relay6;
  readonly #relays: readonly Relay6[];
  readonly #registry: OptionRegistry;
  readonly #spaces = new Map<string, Suboptions>();
  #relayViews: readonly MessageView[] | undefined;

  constructor(packet: Message6 | Relay6, relays: readonly Relay6[], registry: OptionRegistry) {
    this.raw = packet.raw;
    this.#packet = packet;
    this.#registry = registry;
    this.#relays = relays;
  }

  /**
   * Made when an expression asks: a datagram can hold 1,700 layers, and views of all layers around each of them would be
   * 2^1700.
   */
  get relays(): readonly MessageView[] {
    this.#relayViews ??= this.#relays.map(
      (relay, index) => new MessageView(relay, this.#relays.slice(index + 1), this.#registry),
    );
    return this.#relayViews;
  }

  option(option: OptionDefinition): Uint8Array | undefined {
    if (option.space === 'dhcp6') return this.#first(option.code);
    return this.#suboptions(option.space).get(option.code);
  }

  #first(code: number): Uint8Array | undefined {
    for (const option of this.#packet.options) if (option.code === code) return option.data;
    return undefined;
  }

  #suboptions(space: string): Suboptions {
    const known = this.#spaces.get(space);
    if (known) return known;
    const read = this.#read(space);
    this.#spaces.set(space, read);
    return read;
  }

  #read(space: string): Suboptions {
    // The Client FQDN option has one set of virtual options in both families, but an encoding of its own in DHCPv6 (RFC 4704).
    const encoding = space === 'fqdn' ? FQDN6_SPACE : space;
    const definition = this.#registry.space(encoding);
    const carrier = this.#registry.enclosing(encoding);
    if (!definition || !carrier || carrier.space === encoding) return NONE;
    const data = this.option(carrier);
    return (data && decodeSpace(definition, data)) ?? NONE;
  }
}
