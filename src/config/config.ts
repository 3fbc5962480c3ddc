import type { Span } from '../diagnostics/diagnostic.ts';
import type { BooleanFn, CompiledStatements, DataFn } from '../expr/context.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { EpochSeconds, Ipv4, Ipv6 } from '../kernel/scalars.ts';
import type { OptionDefinition, OptionRegistry } from '../options/definition.ts';

/**
 * The meaning of a dhcpd.conf: immutable, names resolved, scopes linked. The engines read it and nothing else.
 */
export interface Config {
  readonly family: 4 | 6;
  /** True when started with -4o6: subnet6 may stand in a DHCPv4 config (RFC 7341). */
  readonly dhcp4o6: boolean;
  readonly options: OptionRegistry;
  /** The root scope. */
  readonly root: Scope;
  /** In order of declaration; a subnet outside any shared-network has one of its own, named as the subnet. */
  readonly sharedNetworks: readonly SharedNetwork[];
  readonly hosts: HostIndex;
  /** In order of declaration. */
  readonly classes: readonly ClassDeclaration[];
  readonly keys: ReadonlyMap<string, Key>;
  readonly zones: readonly Zone[];
  readonly failoverPeers: readonly string[];
  /** The subnet with the longest mask that contains the address. */
  subnet4(address: Ipv4): Subnet4 | undefined;
  subnet6(address: Ipv6): Subnet6 | undefined;
  /** The pool whose ranges hold the address. O(log n). */
  pool4(address: Ipv4): Pool4 | undefined;
  /** The shared network bound to an interface by an `interface "IF";` statement. */
  networkOfInterface(name: string): SharedNetwork | undefined;
  /** Server-wide parameters, read once from the root scope at start (dhcpd.conf(5)). */
  readonly settings: Settings;
}

/** A chain of statement lists: root → shared network → groups → subnet → pool; each link names its parent. */
export interface Scope {
  readonly kind: 'root' | 'shared-network' | 'subnet' | 'pool' | 'group' | 'host' | 'class' | 'subclass';
  readonly parent: Scope | undefined;
  readonly statements: CompiledStatements;
  /** As inherited when the declaration was read: `authoritative;` below a subnet has no effect on it. */
  readonly authoritative: boolean;
  readonly span?: Span;
}

export interface SharedNetwork {
  readonly name: string;
  readonly scope: Scope;
  readonly subnets4: readonly Subnet4[];
  readonly subnets6: readonly Subnet6[];
  readonly pools4: readonly Pool4[];
  readonly pools6: readonly Pool6[];
  /** From `interface "IF";`. */
  readonly interfaceName: string | undefined;
}

export interface Subnet4 {
  readonly network: Ipv4;
  readonly netmask: Ipv4;
  readonly scope: Scope;
  readonly sharedNetwork: SharedNetwork;
}

export interface Subnet6 {
  readonly prefix: Ipv6;
  readonly length: number;
  readonly scope: Scope;
  readonly sharedNetwork: SharedNetwork;
}

export interface Range4 {
  /** Both ends belong to the range. */
  readonly low: Ipv4;
  readonly high: Ipv4;
  /** `range dynamic-bootp`. */
  readonly dynamicBootp: boolean;
}

/** Pools of one network with the same permits and no statements of their own are one pool, as in the reference. */
export interface Pool4 {
  readonly ranges: readonly Range4[];
  readonly scope: Scope;
  readonly sharedNetwork: SharedNetwork;
  readonly permits: PermitLists;
  readonly failoverPeer: string | undefined;
}

/** An aligned block of addresses or prefixes; `range6 LOW HIGH` is split into such blocks in the reference's order. */
export interface Pool6 {
  readonly kind: 'na' | 'ta' | 'pd';
  readonly start: Ipv6;
  /** Prefix length of the block itself. */
  readonly length: number;
  /** Prefix length of one thing leased from it: 128 for addresses, the delegated length for prefixes. */
  readonly unitLength: number;
  readonly subnet: Subnet6;
  readonly scope: Scope;
  readonly permits: PermitLists;
}

export interface PermitLists {
  readonly allow: readonly Permit[];
  readonly deny: readonly Permit[];
}

export type Permit =
  | { readonly kind: 'known' | 'unknown' | 'all' | 'dynamic-bootp' | 'authenticated' | 'unauthenticated' }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'after'; readonly date: EpochSeconds };

export interface HostDeclaration {
  readonly name: string;
  readonly hardware: Hardware | undefined;
  readonly clientId: Uint8Array | undefined;
  readonly identifier: HostIdentifier | undefined;
  /** Addresses or names; each yields 4·n octets when evaluated. */
  readonly fixedAddress: DataFn | undefined;
  readonly fixedAddress6: DataFn | undefined;
  readonly fixedPrefixes6: readonly { readonly prefix: Ipv6; readonly length: number }[];
  readonly scope: Scope;
  /** `deleted;`: known in the file, but matches nobody. */
  readonly deleted: boolean;
}

export interface HostIdentifier {
  readonly option: OptionDefinition;
  /** Which relay's option: absent for the client's own (`host-identifier v6relopt N`). */
  readonly relayHop: number | undefined;
  readonly value: Uint8Array;
}

/** All look-ups are O(1) in the number of hosts; lists are in order of declaration. */
export interface HostIndex {
  byHardware(hardware: Hardware): readonly HostDeclaration[];
  byClientId(clientId: Uint8Array): readonly HostDeclaration[];
  byIdentifier(option: OptionDefinition, relayHop: number | undefined, value: Uint8Array): readonly HostDeclaration[];
  /** The options by which some host is identified. */
  identifierOptions(): readonly { readonly option: OptionDefinition; readonly relayHop: number | undefined }[];
  all(): Iterable<HostDeclaration>;
}

export interface ClassDeclaration {
  readonly name: string;
  readonly scope: Scope;
  readonly matchIf: BooleanFn | undefined;
  /** `match DATA` or `spawn with DATA`: the value that selects the subclass. */
  readonly submatch: DataFn | undefined;
  readonly spawning: boolean;
  readonly leaseLimit: number | undefined;
  /** Declared subclasses by binary-string key. */
  readonly subclasses: ReadonlyMap<string, SubclassDeclaration>;
}

export interface SubclassDeclaration {
  readonly className: string;
  readonly value: Uint8Array;
  readonly scope: Scope;
  readonly leaseLimit: number | undefined;
}

export interface Key {
  readonly name: string;
  readonly algorithm: string;
  readonly secret: Uint8Array;
}

export interface Zone {
  readonly name: string;
  readonly primary: readonly Ipv4[];
  readonly primary6: readonly Ipv6[];
  readonly secondary: readonly Ipv4[];
  readonly secondary6: readonly Ipv6[];
  readonly key: string | undefined;
}

/** Parameters with scope G of dhcpd.conf(5): undefined where the config says nothing. */
export interface Settings {
  readonly leaseFileName: string | undefined;
  readonly pidFileName: string | undefined;
  readonly localPort: number | undefined;
  readonly remotePort: number | undefined;
  readonly localAddress: Ipv4 | undefined;
  readonly localAddress6: Ipv6 | undefined;
  readonly bindLocalAddress6: boolean;
  readonly limitedBroadcastAddress: Ipv4 | undefined;
  readonly logFacility: string | undefined;
  readonly omapiPort: number | undefined;
  readonly omapiKey: string | undefined;
  readonly ddnsUpdateStyle: 'none' | 'ad-hoc' | 'interim' | 'standard';
  readonly dontUseFsync: boolean;
  readonly serverIdCheck: boolean;
  readonly checkSecsByteOrder: boolean;
  readonly releaseOnRoam: boolean;
  readonly prefixLengthMode: 'ignore' | 'prefer' | 'exact' | 'minimum' | 'maximum';
  readonly abandonLeaseTime: number;
  readonly delayedAck: number;
  readonly dbTimeFormat: 'default' | 'local';
  readonly leaseIdFormat: 'octal' | 'hex';
  /** `server-duid`, as octets, or `generate` with the wanted type. */
  readonly serverDuid: ServerDuidSetting | undefined;
}

export type ServerDuidSetting =
  | { readonly kind: 'octets'; readonly duid: Uint8Array }
  | { readonly kind: 'generate'; readonly type: 'LL' | 'LLT' };
