import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { OptionVerb, StatementIr } from '../expr/ir.ts';
import { EMPTY } from '../kernel/bytes.ts';
import type { OptionDefinition } from '../options/definition.ts';
import { dataOf } from './expression.ts';
import { readValue } from './option-value.ts';
import { complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isPunctuation } from './token-class.ts';

/** The value of an option statement whose option has been read: `VALUE;`, `= EXPRESSION;` or, for an empty value, `;`. */
export function readOptionStatement(
  resolver: Resolver,
  option: OptionDefinition,
  verb: OptionVerb,
): StatementIr | undefined {
  const { stream } = resolver;
  const span: Span = stream.here();
  const next = stream.peek();
  if (isPunctuation(next, ';') && option.format.fields[0]?.kind !== 'zeroLength') {
    // The reference wants another semicolon after it: an option is never set to nothing this way.
    stream.next();
    return expectSemicolon(resolver)
      ? { op: 'option', verb, option, value: { op: 'const', value: EMPTY }, span }
      : undefined;
  }
  if (isPunctuation(next, '=')) return readAssigned(resolver, option, verb, span);
  const value = readValue(resolver, option);
  return value && expectSemicolon(resolver) ? { op: 'option', verb, option, value, span } : undefined;
}

function readAssigned(
  resolver: Resolver,
  option: OptionDefinition,
  verb: OptionVerb,
  span: Span,
): StatementIr | undefined {
  const { stream } = resolver;
  stream.next();
  const expression = stream.takeValue();
  if (!expression) {
    complainAndSkip(resolver, say.expectingDataExpression());
    return undefined;
  }
  const value = dataOf(resolver, expression);
  if (!value) {
    stream.skipToSemicolon();
    return undefined;
  }
  return expectSemicolon(resolver) ? { op: 'option', verb, option, value, span } : undefined;
}
