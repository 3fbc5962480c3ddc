/** What an option is: one row a protocol fact (dhcp-options(5)). */

/** How one field of an option is read and written; each has one file in kinds/. */
export type KindName =
  | 'ip4'
  | 'ip6'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  /** Seconds; `infinite` is all ones. */
  | 'leaseTime'
  | 'flag'
  /** A flag that is true by its presence in a config (fqdn.no-client-update). */
  | 'impliedFlag'
  /** Quoted text (`t`). */
  | 'text'
  /** Quoted text or colon-separated hexadecimal octets (`X`). */
  | 'string'
  /** One domain name, bare in configs (`d`), uncompressed on the wire. */
  | 'domainName'
  /** Quoted names, comma separated (`D`); `Dc` compresses (RFC 1035 §4.1.4). */
  | 'domainList'
  | 'domainListCompressed'
  /** An option without value (`Z`). */
  | 'zeroLength'
  /** Name of an option space (`U`). */
  | 'spaceName'
  /** Sub-options of the space `Field.ref` (`E`); ref absent: the current vendor space. */
  | 'encapsulated'
  /** A named number of the enumeration `Field.ref` (`N`). */
  | 'enumeration'
  /** Name of a key (`k`). */
  | 'keyName';

export interface Field {
  readonly kind: KindName;
  /** Name of the enumeration or of the encapsulated space. */
  readonly ref?: string;
  /** The value may end before this field (`o`). */
  readonly optional?: boolean;
  /** The field may repeat although others follow (`a` inside a record); `Format.repeat` speaks of the last one. */
  readonly repeats?: boolean;
}

/** A whole option value: a record of fields, of which all (`A`) or the last (`a`) may repeat. */
export interface Format {
  readonly fields: readonly Field[];
  readonly repeat: 'none' | 'all' | 'last';
}

export interface OptionDefinition {
  readonly space: string;
  readonly code: number;
  readonly name: string;
  readonly format: Format;
  /** A definition of the user's own, in dhcpd.conf. */
  readonly userDefined?: boolean;
}

/** An option space (dhcp-options(5), "DEFINING NEW OPTIONS"). */
export interface OptionSpace {
  readonly name: string;
  /** Width of code and length fields on the wire in octets; 0 for spaces that are never carried as such. */
  readonly codeWidth: 1 | 2 | 4;
  readonly lengthWidth: 0 | 1 | 2;
  /** The code that ends a list of options; 0 where absent. */
  readonly end?: number;
}

/**
 * All option spaces a configuration knows: the built-in tables plus its own definitions.
 * Built once while a config is resolved; read-only afterwards.
 */
export interface OptionRegistry {
  space(name: string): OptionSpace | undefined;
  byName(space: string, name: string): OptionDefinition | undefined;
  /** A code without definition gives the definition `unknown-N` with format `string`. */
  byCode(space: string, code: number): OptionDefinition;
  /** True when `code` has a real name in that space. */
  isDefined(space: string, code: number): boolean;
  definitions(space: string): Iterable<OptionDefinition>;
  spaces(): Iterable<OptionSpace>;
  /** The option that carries the options of this space (format `E`): the one defined last. */
  enclosing(space: string): OptionDefinition | undefined;
}
