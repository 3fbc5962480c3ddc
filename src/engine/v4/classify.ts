import type { ClassDeclaration, SubclassDeclaration } from '../../config/config.ts';
import { latin1 } from '../../kernel/bytes.ts';
import { Evaluation } from './evaluation.ts';
import type { Exchange } from './exchange.ts';

/** A class the client belongs to, and which of its subclasses. */
export interface ClassMembership {
  readonly declaration: ClassDeclaration;
  readonly subclass: SubclassDeclaration | undefined;
}

/** Subclasses made by `spawn with`, by class name and value. */
export type SpawnedClasses = Map<string, Map<string, SubclassDeclaration>>;

/** Puts the client into every class it matches, in order of declaration (dhcpd.conf(5), "CLIENT CLASSING"). */
export function classifyClient(exchange: Exchange): void {
  const { classes } = exchange.state.config;
  if (classes.length === 0) return;
  const evaluation = Evaluation.of(exchange);
  for (const declaration of classes) {
    const membership = match(exchange, evaluation, declaration);
    if (membership) exchange.join(membership);
  }
}

/** `match if` decides alone, or is the precondition of `match` and `spawn with`. */
function match(exchange: Exchange, evaluation: Evaluation, declaration: ClassDeclaration): ClassMembership | undefined {
  if (declaration.matchIf) {
    if (!declaration.matchIf(evaluation)) return undefined;
    if (!declaration.submatch) return { declaration, subclass: undefined };
  }
  const value = declaration.submatch?.(evaluation);
  if (!value || value.length === 0) return undefined;
  const key = latin1(value);
  const subclass = declaration.subclasses.get(key) ?? exchange.state.spawned.get(declaration.name)?.get(key);
  if (subclass) return { declaration, subclass };
  return declaration.spawning ? { declaration, subclass: spawn(exchange, declaration, value) } : undefined;
}

/** Makes the subclass for a value seen for the first time. It comes into the lease file with the lease that is billed to it. */
function spawn(exchange: Exchange, declaration: ClassDeclaration, value: Uint8Array): SubclassDeclaration {
  const copy = value.slice();
  const subclass: SubclassDeclaration = {
    className: declaration.name,
    value: copy,
    scope: declaration.scope,
    leaseLimit: declaration.leaseLimit,
  };
  const { spawned } = exchange.state;
  let ofClass = spawned.get(declaration.name);
  if (!ofClass) {
    ofClass = new Map();
    spawned.set(declaration.name, ofClass);
  }
  ofClass.set(latin1(copy), subclass);
  return subclass;
}
