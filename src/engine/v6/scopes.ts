import type { Scope } from '../../config/config.ts';
import type { EvalContext } from '../../expr/context.ts';
import type { Query6 } from './state.ts';

function encloses(scope: Scope, inner: Scope | undefined): boolean {
  for (let link = inner; link; link = link.parent) if (link === scope) return true;
  return false;
}

/**
 * Runs the statements of a scope and of what encloses it, outermost first, up to (and without) the scopes that enclose
 * `limit`, which have been run before.
 */
export function runScopes(scope: Scope, limit: Scope | undefined, context: EvalContext): void {
  if (encloses(scope, limit)) return;
  if (scope.parent) runScopes(scope.parent, limit, context);
  scope.statements.run(context);
}

/** Runs what configures one client at one place: the place's own scopes, then its classes, then its host declaration. */
export function runClientScopes(
  query: Query6,
  place: { readonly scope: Scope; readonly host: Scope | undefined },
  context: EvalContext,
): void {
  runScopes(place.scope, query.step.server.config.root, context);
  for (let i = query.classes.length - 1; i >= 0; i--) {
    const membership = query.classes[i];
    if (membership) runScopes(membership.scope, place.scope, context);
  }
  if (place.host) runScopes(place.host, place.scope, context);
}

/** True when running these scopes can do nothing but set options to constants. */
export function isQuiet(scope: Scope | undefined, limit: Scope): boolean {
  for (let link = scope; link && link !== limit; link = link.parent) if (!link.statements.isConstant) return false;
  return true;
}
