import { latin1 } from '../kernel/bytes.ts';
import { type Hardware, hardwareKey } from '../kernel/hardware.ts';
import type { OptionDefinition } from '../options/definition.ts';
import type { HostDeclaration, HostIndex } from './config.ts';

type Table = Map<string, HostDeclaration[]>;

interface IdentifierTable {
  readonly option: OptionDefinition;
  readonly relayHop: number | undefined;
  readonly hosts: Table;
}

const NONE: readonly HostDeclaration[] = [];

/** Hosts by everything that a client may be known by. */
class Hosts implements HostIndex {
  readonly #all: readonly HostDeclaration[];
  readonly #byHardware: Table = new Map();
  readonly #byClientId: Table = new Map();
  readonly #identifiers = new Map<string, IdentifierTable>();

  constructor(hosts: readonly HostDeclaration[]) {
    this.#all = hosts;
    for (const host of hosts) {
      if (host.hardware) add(this.#byHardware, hardwareKey(host.hardware), host);
      if (host.clientId?.length) add(this.#byClientId, latin1(host.clientId), host);
      if (host.identifier) this.#addIdentified(host, host.identifier);
    }
  }

  #addIdentified(host: HostDeclaration, { option, relayHop, value }: NonNullable<HostDeclaration['identifier']>): void {
    const key = keyOf(option, relayHop);
    const table = this.#identifiers.get(key) ?? { option, relayHop, hosts: new Map() };
    this.#identifiers.set(key, table);
    add(table.hosts, latin1(value), host);
  }

  byHardware(hardware: Hardware): readonly HostDeclaration[] {
    return this.#byHardware.get(hardwareKey(hardware)) ?? NONE;
  }

  byClientId(clientId: Uint8Array): readonly HostDeclaration[] {
    return this.#byClientId.get(latin1(clientId)) ?? NONE;
  }

  byIdentifier(option: OptionDefinition, relayHop: number | undefined, value: Uint8Array): readonly HostDeclaration[] {
    return this.#identifiers.get(keyOf(option, relayHop))?.hosts.get(latin1(value)) ?? NONE;
  }

  identifierOptions(): readonly { readonly option: OptionDefinition; readonly relayHop: number | undefined }[] {
    return [...this.#identifiers.values()];
  }

  all(): Iterable<HostDeclaration> {
    return this.#all;
  }
}

const keyOf = (option: OptionDefinition, relayHop: number | undefined): string =>
  `${option.space}.${option.code}/${relayHop ?? ''}`;

function add(table: Table, key: string, host: HostDeclaration): void {
  const hosts = table.get(key);
  if (hosts) hosts.push(host);
  else table.set(key, [host]);
}

/** The index of a config's hosts. */
export const newHostIndex = (hosts: readonly HostDeclaration[]): HostIndex => new Hosts(hosts);
