import type { NetworkInterface } from './net-io.ts';

/** Names and indexes of interfaces, remembered: asking the kernel for every datagram would cost more than the datagram. */
export interface InterfaceNames {
  /** '' for an index the kernel does not know. */
  nameOf(index: number): string;
  /** 0 for a name the kernel does not know. */
  indexOf(name: string): number;
}

export function newInterfaceNames(interfaces: () => readonly NetworkInterface[]): InterfaceNames {
  let names = new Map<number, string>();
  let indexes = new Map<string, number>();
  function scan(): void {
    const found = interfaces();
    names = new Map(found.map((network) => [network.index, network.name]));
    indexes = new Map(found.map((network) => [network.name, network.index]));
  }
  return {
    nameOf(index) {
      if (!names.has(index)) scan();
      return names.get(index) ?? '';
    },
    indexOf(name) {
      if (!indexes.has(name)) scan();
      return indexes.get(name) ?? 0;
    },
  };
}
