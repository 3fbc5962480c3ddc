import type { ClassDeclaration } from '../../../config/config.ts';
import type { EvalContext } from '../../../expr/context.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { latin1 } from '../../../kernel/bytes.ts';
import { contextOf } from '../context.ts';
import type { Query6 } from '../state.ts';
import { classify } from './membership.ts';

function tryClass(query: Query6, declaration: ClassDeclaration, context: EvalContext): void {
  const { name, scope, matchIf, submatch, subclasses, spawning } = declaration;
  if (matchIf) {
    if (!matchIf(context)) return;
    if (!submatch) {
      classify(query, { name, scope });
      return;
    }
  }
  const value = submatch?.(context);
  if (!value || value.length === 0) return;
  const subclass = subclasses.get(latin1(value));
  if (subclass) classify(query, { name, scope: subclass.scope });
  // A spawned subclass has its superclass's statements and, in DHCPv6, bills no leases: there is nothing to remember of it.
  else if (spawning) classify(query, { name, scope });
}

/** Puts the client into its classes, in the order of their declaration (dhcpd.conf(5), "CLIENT CLASSING"). */
export function classifyClient(query: Query6): void {
  const { classes } = query.step.server.config;
  if (classes.length === 0) return;
  const context = contextOf(query, { reply: newOptionState() });
  for (const declaration of classes) tryClass(query, declaration, context);
}
