import type { Pool4, Scope, Subnet4 } from '../../config/config.ts';
import type { CompiledStatements } from '../../expr/context.ts';
import type { ClassMembership } from './classify.ts';
import type { Evaluation } from './evaluation.ts';

/** The statement lists of a scope and of those around it, outermost first. */
export class ScopeChains {
  readonly #chains = new Map<Scope, Map<Scope | undefined, readonly CompiledStatements[]>>();

  /** Scopes that are `limit` or lie around it are left out: they have run already. */
  of(scope: Scope, limit: Scope | undefined): readonly CompiledStatements[] {
    let byLimit = this.#chains.get(scope);
    if (!byLimit) {
      byLimit = new Map();
      this.#chains.set(scope, byLimit);
    }
    let chain = byLimit.get(limit);
    if (!chain) {
      chain = statementsOf(scope, limit);
      byLimit.set(limit, chain);
    }
    return chain;
  }
}

function statementsOf(scope: Scope, limit: Scope | undefined): readonly CompiledStatements[] {
  const done = new Set<Scope>();
  for (let outer = limit; outer; outer = outer.parent) done.add(outer);
  const chain: CompiledStatements[] = [];
  for (let inner: Scope | undefined = scope; inner && !done.has(inner); inner = inner.parent) {
    if (inner.statements.source.length > 0) chain.unshift(inner.statements);
  }
  return chain;
}

/** Where a client's parameters come from: its subnet, the pool of its address, and its classes. */
export interface ScopeSelection {
  readonly subnet: Subnet4;
  readonly pool: Pool4 | undefined;
  readonly classes: readonly ClassMembership[];
}

/**
 * Runs the statements from the general to the special, so that the special wins (dhcpd.conf(5), "precedence"): global, shared
 * network, groups, subnet; pool; classes. Of several classes the first that matched runs last.
 */
export function runNetworkScopes(chains: ScopeChains, selection: ScopeSelection, evaluation: Evaluation): void {
  const { subnet, pool, classes } = selection;
  runScope(chains, subnet.scope, undefined, evaluation);
  if (pool) runScope(chains, pool.scope, subnet.scope, evaluation);
  runClassScopes(chains, classes, scopeAlreadyRun(selection), evaluation);
}

/**
 * The scope from which outwards nothing runs again ahead of a host's or a class's own statements. For an address of a pool that is
 * the shared network: of a host or class declared inside a subnet, the subnet's statements run once more, after the pool's.
 */
export const scopeAlreadyRun = ({ subnet, pool }: Pick<ScopeSelection, 'subnet' | 'pool'>): Scope =>
  pool ? pool.sharedNetwork.scope : subnet.scope;

export function runClassScopes(
  chains: ScopeChains,
  classes: readonly ClassMembership[],
  limit: Scope | undefined,
  evaluation: Evaluation,
): void {
  for (let i = classes.length - 1; i >= 0; i--) {
    const membership = classes[i] as ClassMembership;
    runScope(chains, (membership.subclass ?? membership.declaration).scope, limit, evaluation);
  }
}

export function runScope(chains: ScopeChains, scope: Scope, limit: Scope | undefined, evaluation: Evaluation): void {
  for (const statements of chains.of(scope, limit)) statements.run(evaluation);
}
