import type { Digests, Rng } from '../kernel/ports.ts';
import type { EpochMillis, Ipv4, Ipv6 } from '../kernel/scalars.ts';

/** A network interface as the engines need to know it. */
export interface ServedInterface {
  readonly name: string;
  readonly index: number;
  readonly hardwareType: number;
  readonly hardwareAddress: Uint8Array;
  readonly addresses4: readonly Ipv4[];
  readonly addresses6: readonly { readonly address: Ipv6; readonly prefixLength: number }[];
}

/** What an engine is given beside its config and its leases; all of it replaceable in tests. */
export interface EngineEnvironment {
  readonly interfaces: ReadonlyMap<string, ServedInterface>;
  readonly rng: Rng;
  readonly digests: Digests;
  readonly hostname: string;
  /** Server port (67, 547 or -p) and the port clients listen on. */
  readonly serverPort: number;
  readonly clientPort: number;
  /** `dhcpd -s`: replies go there instead of 255.255.255.255. */
  readonly replyAddress: Ipv4 | undefined;
  /** Known addresses of a host name, joined octets; undefined while it is not known. */
  lookupHost(name: string, family: 4 | 6): Uint8Array | undefined;
  /** The name of an address in the DNS (`get-lease-hostnames`); undefined while it is not known. */
  lookupAddress?(address: Ipv4): string | undefined;
}

/** The moment of a step. */
export type Now = EpochMillis;
