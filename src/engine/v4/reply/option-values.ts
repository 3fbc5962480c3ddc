import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { OptionState } from '../../../expr/context.ts';
import { concat, latin1 } from '../../../kernel/bytes.ts';
import type { OptionDefinition, OptionRegistry } from '../../../options/definition.ts';
import { encodeSpace } from '../../../options/encapsulate.ts';
import { isText } from '../client/request-view.ts';
import { carriedSpace, type Encapsulations, isExtendedEncapsulation, isPureEncapsulation } from '../encapsulations.ts';
import type { Evaluation } from '../evaluation.ts';
import { Parameter } from '../option-codes.ts';
import { parameter } from '../parameters.ts';
import { bucketOrder, type SiteSpace } from './option-order.ts';

const NUL = Uint8Array.of(0);

/** Spaces whose options come in the order of their statements; all others come by bucket. */
const IN_ORDER_OF_STATEMENTS: ReadonlySet<string> = new Set(['agent', 'nwip']);

/** Spaces that are sent once an option is set in them, whatever becomes of its value. */
const EVEN_WITHOUT_VALUES: ReadonlySet<string> = new Set(['fqdn', 'nwip']);

/** Values of the options of one reply, worked out when they are packed. */
export class OptionValues {
  readonly #reply: OptionState;
  readonly #evaluation: Evaluation;
  readonly #registry: OptionRegistry;
  readonly #encapsulations: Encapsulations;

  constructor(evaluation: Evaluation, registry: OptionRegistry, encapsulations: Encapsulations) {
    this.#reply = evaluation.reply;
    this.#evaluation = evaluation;
    this.#registry = registry;
    this.#encapsulations = encapsulations;
  }

  /** The value of an option of the reply; undefined when it is not sent. Options without a single octet never are. */
  valueOf(code: number, site: SiteSpace | undefined, endsTextsWithNul: boolean): Uint8Array | undefined {
    const space = site && code >= site.lowestCode ? site.space : 'dhcp';
    const entry = this.#reply.get(space, code);
    const option = entry?.option ?? this.#registry.byCode(space, code);
    let value: Uint8Array | undefined;
    if (entry) {
      value = entry.constant ?? entry.value(this.#evaluation);
      if (value && value.length > 0 && isExtendedEncapsulation(option)) value = this.#extended(option, value);
    } else if (isPureEncapsulation(option)) value = this.#carried(option);
    if (!value || value.length === 0) return undefined;
    return endsTextsWithNul && isText(option) ? concat(value, NUL) : value;
  }

  #extended(option: OptionDefinition, head: Uint8Array): Uint8Array {
    const inner = this.#carried(option);
    return inner ? concat(head, inner) : head;
  }

  /** The content of an option that carries a space. Option 43 carries the one that `vendor-option-space` names. */
  #carried(option: OptionDefinition): Uint8Array | undefined {
    const space = carriedSpace(option) ?? this.#vendorSpace();
    return space === undefined ? undefined : this.encapsulate(space);
  }

  #vendorSpace(): string | undefined {
    const name = parameter(this.#evaluation, Parameter.vendorOptionSpace);
    if (!name || name.length === 0) return undefined;
    const space = latin1(name);
    if (this.#registry.space(space)) return space;
    this.#evaluation.log(dhcp4Log.encapsulatedSpaceMissing(space));
    return undefined;
  }

  /** All options of a space as the value of the option that carries it; undefined when there are none. */
  encapsulate(name: string): Uint8Array | undefined {
    const space = this.#registry.space(name);
    const configured = this.#configured(name);
    if (!space || configured === undefined) return undefined;
    const inside = [...configured, ...this.#inside(name)];
    return inside.length > 0 || EVEN_WITHOUT_VALUES.has(name) ? encodeSpace(space, inside) : undefined;
  }

  /** Options set in the space itself; undefined when there is none at all: then the reference does not look inside either. */
  #configured(name: string): { code: number; data: Uint8Array }[] | undefined {
    const codes = IN_ORDER_OF_STATEMENTS.has(name)
      ? Array.from(this.#reply.entries(name), (entry) => entry.option.code)
      : bucketOrder(this.#reply, name);
    if (codes.length === 0) return undefined;
    const list: { code: number; data: Uint8Array }[] = [];
    for (const code of codes) {
      const entry = this.#reply.get(name, code);
      let data = entry?.value(this.#evaluation);
      if (!entry || !data) continue;
      if (isExtendedEncapsulation(entry.option)) data = this.#extended(entry.option, data);
      if (data.length > 0 || entry.option.format.fields[0]?.kind === 'zeroLength') list.push({ code, data });
    }
    return list;
  }

  /** Spaces carried inside this one, unless their carrier has a value of its own. */
  #inside(name: string): { code: number; data: Uint8Array }[] {
    const list: { code: number; data: Uint8Array }[] = [];
    for (const { carrier, space } of this.#encapsulations.carriedIn(name)) {
      if (this.#reply.get(name, carrier.code)) continue;
      const data = this.encapsulate(space);
      if (data && data.length > 0) list.push({ code: carrier.code, data });
    }
    return list;
  }
}
