import type { OptionDefinition, OptionRegistry, OptionSpace } from './definition.ts';
import { formatOf } from './format.ts';
import type { OptionRow } from './row.ts';
import { BUILT_IN_SPACES } from './spaces/catalogue.ts';

/** A registry that definitions of a config are added to. */
export interface RegistryBuilder extends OptionRegistry {
  /**
   * Adds a definition. A code defined before is renamed: its older names still stand for it, but it prints under the new one;
   * a name defined before moves to the new code. The reference does so, and old configs rely on it.
   */
  define(definition: OptionDefinition): void;
  defineSpace(space: OptionSpace): void;
  /** An option of IANA's registry under its registered name, for names that `byName` does not know. */
  extension(space: string, name: string): OptionDefinition | undefined;
}

interface SpaceTable {
  readonly space: OptionSpace;
  readonly names: Map<string, OptionDefinition>;
  readonly codes: Map<number, OptionDefinition>;
  readonly extensions: ReadonlyMap<string, OptionDefinition>;
}

const UNKNOWN_FORMAT = formatOf('X');

/** The code in `unknown-N`, as atoi(3) reads it; undefined for other names. */
export function codeOfUnknown(name: string): number | undefined {
  const digits = /^unknown-(.*)$/is.exec(name)?.[1];
  return digits === undefined ? undefined : Number(/^\d+/.exec(digits)?.[0] ?? 0);
}

function definitionOfRow(space: string, [code, name, letters]: OptionRow): OptionDefinition {
  return { space, code, name, format: formatOf(letters) };
}

function newTable(space: OptionSpace, rows: readonly OptionRow[], extensions: readonly OptionRow[]): SpaceTable {
  const definitions = rows.map((row) => definitionOfRow(space.name, row));
  return {
    space,
    names: new Map(definitions.map((d) => [d.name.toLowerCase(), d])),
    codes: new Map(definitions.map((d) => [d.code, d])),
    extensions: new Map(extensions.map((row) => [row[1], definitionOfRow(space.name, row)])),
  };
}

class Registry implements RegistryBuilder {
  /** By name in lower case: the reference compares names of spaces and options without regard to case. */
  readonly #tables = new Map<string, SpaceTable>();
  readonly #enclosing = new Map<string, OptionDefinition>();

  constructor() {
    for (const { space, rows, extensions } of BUILT_IN_SPACES) {
      const table = newTable(space, rows, extensions ?? []);
      this.#tables.set(space.name, table);
      for (const definition of table.codes.values()) this.#noteEncapsulation(definition);
    }
  }

  #table(space: string): SpaceTable | undefined {
    return this.#tables.get(space) ?? this.#tables.get(space.toLowerCase());
  }

  #noteEncapsulation(definition: OptionDefinition): void {
    const field = definition.format.fields.at(-1);
    if (field?.kind === 'encapsulated' && field.ref) this.#enclosing.set(field.ref.toLowerCase(), definition);
  }

  space(name: string): OptionSpace | undefined {
    return this.#table(name)?.space;
  }

  byName(space: string, name: string): OptionDefinition | undefined {
    const table = this.#table(space);
    const known = table?.names.get(name.toLowerCase());
    if (known || !table) return known;
    const code = codeOfUnknown(name);
    return code === undefined || code === 0 || code === table.space.end ? undefined : this.byCode(space, code);
  }

  byCode(space: string, code: number): OptionDefinition {
    const known = this.#table(space)?.codes.get(code);
    return known ?? { space, code, name: `unknown-${code}`, format: UNKNOWN_FORMAT };
  }

  isDefined(space: string, code: number): boolean {
    return this.#table(space)?.codes.has(code) === true;
  }

  definitions(space: string): Iterable<OptionDefinition> {
    return this.#table(space)?.codes.values() ?? [];
  }

  *spaces(): Iterable<OptionSpace> {
    for (const table of this.#tables.values()) yield table.space;
  }

  enclosing(space: string): OptionDefinition | undefined {
    return this.#enclosing.get(space.toLowerCase());
  }

  extension(space: string, name: string): OptionDefinition | undefined {
    return this.#table(space)?.extensions.get(name.toLowerCase());
  }

  define(definition: OptionDefinition): void {
    const table = this.#table(definition.space);
    table?.codes.set(definition.code, definition);
    table?.names.set(definition.name.toLowerCase(), definition);
    this.#noteEncapsulation(definition);
  }

  defineSpace(space: OptionSpace): void {
    this.#tables.set(space.name.toLowerCase(), newTable(space, [], []));
  }
}

/** A registry with every built-in space. */
export const newRegistry = (): RegistryBuilder => new Registry();
