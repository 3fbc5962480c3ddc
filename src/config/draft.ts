import type { Span } from '../diagnostics/diagnostic.ts';
import type { BooleanExpr, DataExpr, StatementIr } from '../expr/ir.ts';
import type { Hardware } from '../kernel/hardware.ts';
import type { Ipv4, Ipv6 } from '../kernel/scalars.ts';
import type { HostIdentifier, Key, Permit, Range4, Scope, ServerDuidSetting, Zone } from './config.ts';

/** What is known of a config while it is read; build.ts makes the immutable Config of it. */
export interface ConfigDraft {
  readonly root: ScopeDraft;
  readonly networks: NetworkDraft[];
  readonly hosts: HostDraft[];
  readonly hostNames: Map<string, HostDraft>;
  readonly classes: Map<string, ClassDraft>;
  readonly groups: Map<string, ScopeDraft>;
  readonly keys: Map<string, Key>;
  readonly zones: Map<string, Zone>;
  readonly peers: Map<string, PeerDraft>;
  /** Names given by `interface "IF";`. */
  readonly interfaces: Set<string>;
  serverDuid: ServerDuidSetting | undefined;
  dbTimeFormat: 'default' | 'local';
  leaseIdFormat: 'octal' | 'hex';
}

export interface ScopeDraft {
  readonly kind: Scope['kind'];
  parent: ScopeDraft | undefined;
  readonly statements: StatementIr[];
  authoritative: boolean;
  readonly span: Span | undefined;
}

export interface NetworkDraft {
  name: string;
  /** Made for a subnet that stands outside any shared-network: it shares the subnet's scope. */
  readonly implicit: boolean;
  readonly scope: ScopeDraft;
  readonly subnets: SubnetDraft[];
  readonly pools: PoolDraft[];
  readonly ponds: PondDraft[];
  interfaceName: string | undefined;
  peer: PeerDraft | undefined;
}

export type SubnetDraft = Subnet4Draft | Subnet6Draft;

export interface Subnet4Draft {
  readonly family: 4;
  readonly network: Ipv4;
  readonly netmask: number;
  readonly scope: ScopeDraft;
  readonly sharedNetwork: NetworkDraft;
}

export interface Subnet6Draft {
  readonly family: 6;
  readonly prefix: Ipv6;
  readonly length: number;
  readonly scope: ScopeDraft;
  readonly sharedNetwork: NetworkDraft;
}

export interface PoolDraft {
  readonly scope: ScopeDraft;
  readonly allow: Permit[];
  readonly deny: Permit[];
  readonly ranges: Range4[];
  peer: PeerDraft | undefined;
}

/** What the reference calls a pond: the blocks of one pool6, or of the range6 statements outside any. */
export interface PondDraft {
  readonly scope: ScopeDraft;
  readonly allow: Permit[];
  readonly deny: Permit[];
  readonly blocks: BlockDraft[];
}

export interface BlockDraft {
  readonly kind: 'na' | 'ta' | 'pd';
  readonly start: Ipv6;
  readonly length: number;
  readonly unitLength: number;
  readonly subnet: Subnet6Draft;
}

export interface HostDraft {
  readonly name: string;
  readonly scope: ScopeDraft;
  hardware: Hardware | undefined;
  clientId: Uint8Array | undefined;
  identifier: HostIdentifier | undefined;
  fixedAddress: { readonly family: 4 | 6; readonly value: DataExpr } | undefined;
  readonly fixedPrefixes: { readonly prefix: Ipv6; readonly length: number }[];
  deleted: boolean;
}

export interface ClassDraft {
  readonly name: string;
  readonly scope: ScopeDraft;
  matchIf: BooleanExpr | undefined;
  submatch: DataExpr | undefined;
  spawning: boolean;
  leaseLimit: number | undefined;
  deleted: boolean;
  readonly subclasses: Map<string, SubclassDraft>;
}

export interface SubclassDraft {
  readonly className: string;
  readonly value: Uint8Array;
  readonly scope: ScopeDraft;
  leaseLimit: number | undefined;
  deleted: boolean;
}

export interface PeerDraft {
  readonly name: string;
  role: 'primary' | 'secondary' | undefined;
  hasSplit: boolean;
  hasMclt: boolean;
  hasPartnerAddress: boolean;
  loadBalanceSeconds: number;
  /** Pools that refer to it. */
  pools: number;
}

/** A new scope below `parent`, which hands on whether it is authoritative so far. */
export function scopeBelow(parent: ScopeDraft, kind: Scope['kind'], span?: Span): ScopeDraft {
  return { kind, parent, statements: [], authoritative: parent.authoritative, span };
}

/** An empty config. */
export function newDraft(): ConfigDraft {
  return {
    root: { kind: 'root', parent: undefined, statements: [], authoritative: false, span: undefined },
    networks: [],
    hosts: [],
    hostNames: new Map(),
    classes: new Map(),
    groups: new Map(),
    keys: new Map(),
    zones: new Map(),
    peers: new Map(),
    interfaces: new Set(),
    serverDuid: undefined,
    dbTimeFormat: 'default',
    leaseIdFormat: 'octal',
  };
}
