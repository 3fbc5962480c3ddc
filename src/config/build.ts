import { compileBoolean, compileData, compileStatements } from '../expr/compile.ts';
import type { CompiledStatements } from '../expr/context.ts';
import { ipv4 } from '../kernel/address.ts';
import { assert } from '../kernel/assert.ts';
import type {
  ClassDeclaration,
  Config,
  HostDeclaration,
  Pool4,
  Pool6,
  Scope,
  Settings,
  SharedNetwork,
  SubclassDeclaration,
  Subnet4,
  Subnet6,
} from './config.ts';
import type {
  BlockDraft,
  ClassDraft,
  HostDraft,
  NetworkDraft,
  PondDraft,
  PoolDraft,
  ScopeDraft,
  SubclassDraft,
  SubnetDraft,
} from './draft.ts';
import { newHostIndex } from './host-index.ts';
import { newPoolIndex4, newSubnetIndex4, newSubnetIndex6 } from './network-index.ts';
import type { Resolver } from './resolver.ts';

/** Makes the immutable Config of what has been read. */
export function buildConfig(resolver: Resolver, settings: Settings): Config {
  const { draft, family, dhcp4o6, options } = resolver;
  const builder = new Builder();
  const sharedNetworks = draft.networks.map((network) => builder.network(network));
  const byInterface = new Map(
    sharedNetworks.flatMap((n) => (n.interfaceName === undefined ? [] : [[n.interfaceName, n]])),
  );
  return {
    family,
    dhcp4o6,
    options,
    root: builder.scope(draft.root),
    sharedNetworks,
    hosts: newHostIndex(draft.hosts.filter((host) => !host.deleted).map((host) => builder.host(host))),
    classes: [...draft.classes.values()].map((declaration) => builder.classOf(declaration)),
    keys: draft.keys,
    zones: [...draft.zones.values()],
    failoverPeers: [...draft.peers.keys()],
    subnet4: newSubnetIndex4(sharedNetworks.flatMap((network) => network.subnets4)),
    subnet6: newSubnetIndex6(sharedNetworks.flatMap((network) => network.subnets6)),
    pool4: newPoolIndex4(sharedNetworks.flatMap((network) => network.pools4)),
    networkOfInterface: (name) => byInterface.get(name),
    settings,
  };
}

const NO_STATEMENTS: CompiledStatements = compileStatements([]);

class Builder {
  readonly #scopes = new Map<ScopeDraft, Scope>();

  scope(draft: ScopeDraft): Scope {
    const known = this.#scopes.get(draft);
    if (known) return known;
    const { kind, authoritative, statements, span } = draft;
    const scope: Scope = {
      kind,
      parent: draft.parent && this.scope(draft.parent),
      statements: statements.length === 0 ? NO_STATEMENTS : compileStatements(statements),
      authoritative,
      ...(span && { span }),
    };
    this.#scopes.set(draft, scope);
    return scope;
  }

  network(draft: NetworkDraft): SharedNetwork {
    const subnets4: Subnet4[] = [];
    const subnets6: Subnet6[] = [];
    const pools4: Pool4[] = [];
    const pools6: Pool6[] = [];
    const network: SharedNetwork = {
      name: draft.name,
      scope: this.scope(draft.scope),
      subnets4,
      subnets6,
      pools4,
      pools6,
      interfaceName: draft.interfaceName,
    };
    const built = new Map<SubnetDraft, Subnet6>();
    for (const subnet of draft.subnets) {
      if (subnet.family === 4) {
        const { network: address, netmask } = subnet;
        const mask = ipv4(netmask);
        subnets4.push({ network: address, netmask: mask, scope: this.scope(subnet.scope), sharedNetwork: network });
      } else built.set(subnet, this.#subnet6(subnet, network));
    }
    subnets6.push(...built.values());
    for (const pool of draft.pools) pools4.push(this.#pool4(pool, network));
    for (const pond of draft.ponds)
      for (const block of pond.blocks) pools6.push(this.#pool6(pond, block, built.get(block.subnet)));
    return network;
  }

  #subnet6(draft: Extract<SubnetDraft, { family: 6 }>, sharedNetwork: SharedNetwork): Subnet6 {
    return { prefix: draft.prefix, length: draft.length, scope: this.scope(draft.scope), sharedNetwork };
  }

  #pool4({ ranges, scope, allow, deny, peer }: PoolDraft, sharedNetwork: SharedNetwork): Pool4 {
    return { ranges, scope: this.scope(scope), sharedNetwork, permits: { allow, deny }, failoverPeer: peer?.name };
  }

  #pool6(pond: PondDraft, block: BlockDraft, subnet: Subnet6 | undefined): Pool6 {
    assert(subnet, 'a block lies in a subnet of its network');
    const { kind, start, length, unitLength } = block;
    const { allow, deny } = pond;
    return { kind, start, length, unitLength, subnet, scope: this.scope(pond.scope), permits: { allow, deny } };
  }

  host(draft: HostDraft): HostDeclaration {
    const { name, hardware, clientId, identifier, fixedAddress, fixedPrefixes, deleted } = draft;
    const address = fixedAddress && compileData(fixedAddress.value);
    return {
      name,
      hardware,
      clientId,
      identifier,
      fixedAddress: fixedAddress?.family === 4 ? address : undefined,
      fixedAddress6: fixedAddress?.family === 6 ? address : undefined,
      fixedPrefixes6: fixedPrefixes,
      scope: this.scope(draft.scope),
      deleted,
    };
  }

  classOf(draft: ClassDraft): ClassDeclaration {
    const subclasses = new Map<string, SubclassDeclaration>();
    for (const [key, subclass] of draft.subclasses) subclasses.set(key, this.#subclass(subclass));
    return {
      name: draft.name,
      scope: this.scope(draft.scope),
      matchIf: draft.matchIf && compileBoolean(draft.matchIf),
      submatch: draft.submatch && compileData(draft.submatch),
      spawning: draft.spawning,
      leaseLimit: draft.leaseLimit,
      subclasses,
    };
  }

  #subclass({ className, value, scope, leaseLimit }: SubclassDraft): SubclassDeclaration {
    return { className, value, scope: this.scope(scope), leaseLimit };
  }
}
