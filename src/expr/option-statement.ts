import { exprLog } from '../diagnostics/catalogue/expr.ts';
import { concat } from '../kernel/bytes.ts';
import type { OptionDefinition } from '../options/definition.ts';
import type { Compiler } from './compiler.ts';
import type { DataFn, EvalContext, OptionEntry } from './context.ts';
import { joinDomainLists } from './domain-lists.ts';
import type { DataExpr, OptionVerb } from './ir.ts';

const isCompressedList = (option: OptionDefinition): boolean =>
  option.format.fields[0]?.kind === 'domainListCompressed';

function entryOf(compiler: Compiler, option: OptionDefinition, value: DataExpr): OptionEntry {
  if (value.op !== 'const') return { option, value: compiler.data(value) };
  const constant = value.value;
  return { option, value: () => constant, constant };
}

function joinCompressed(left: Uint8Array, right: Uint8Array, context: EvalContext): Uint8Array | undefined {
  const joined = joinDomainLists(left, right);
  if (!joined) context.log(exprLog.concatListsFailed());
  return joined;
}

const joinOctets = (left: Uint8Array, right: Uint8Array): Uint8Array => concat(left, right);

function joinEntries(option: OptionDefinition, left: OptionEntry, right: OptionEntry): OptionEntry {
  const isList = isCompressedList(option);
  const join = isList ? joinCompressed : joinOctets;
  const value: DataFn = (context) => {
    const first = left.value(context);
    const second = right.value(context);
    return first && second && join(first, second, context);
  };
  const isConstant = !isList && left.constant && right.constant;
  return isConstant ? { option, value, constant: concat(left.constant, right.constant) } : { option, value };
}

/**
 * Options are not evaluated here but when they are sent: the entry keeps the expression. Setting an option twice replaces it;
 * `append` and `prepend` join the octets of both, or the names when the option is a compressed list of names.
 */
export function optionStatement(
  compiler: Compiler,
  verb: OptionVerb,
  option: OptionDefinition,
  value: DataExpr,
): (context: EvalContext) => void {
  const entry = entryOf(compiler, option, value);
  const { space, code } = option;
  switch (verb) {
    case 'supersede':
    case 'send':
      return (context) => context.reply.set(entry);
    case 'default':
      return (context) => {
        if (!context.reply.get(space, code)) context.reply.set(entry);
      };
    case 'append':
    case 'prepend':
      return (context) => {
        const present = context.reply.get(space, code);
        if (!present) context.reply.set(entry);
        else if (isCompressedList(present.option) !== isCompressedList(option))
          context.log(exprLog.notBothCompressed());
        else if (verb === 'append') context.reply.set(joinEntries(present.option, present, entry));
        else context.reply.set(joinEntries(present.option, entry, present));
      };
  }
}
