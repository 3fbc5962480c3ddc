import { callValue, scopeOf } from './call.ts';
import type { Compiler, ValueFn } from './compiler.ts';
import type { ValueExpr } from './ir.ts';

const FALSE = { type: 'boolean', boolean: false } as const;
const TRUE = { type: 'boolean', boolean: true } as const;

/** Variables and calls give a value of their own type here, whatever type was expected. */
export function compileValue(compiler: Compiler, e: ValueExpr): ValueFn {
  if (e.expr.op === 'variable') {
    const { name } = e.expr;
    return (context) => scopeOf(context).get(name);
  }
  if (e.expr.op === 'call') return callValue(compiler, e.expr.name, e.expr.args);
  switch (e.type) {
    case 'data': {
      const data = compiler.data(e.expr);
      return (context) => {
        const octets = data(context);
        return octets && { type: 'data', data: octets };
      };
    }
    case 'numeric': {
      const numeric = compiler.numeric(e.expr);
      return (context) => {
        const number = numeric(context);
        return number === undefined ? undefined : { type: 'numeric', number };
      };
    }
    case 'boolean': {
      const boolean = compiler.boolean(e.expr);
      return (context) => {
        const value = boolean(context);
        return value === undefined ? undefined : value ? TRUE : FALSE;
      };
    }
  }
}
