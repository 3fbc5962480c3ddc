import type { CompiledStatements, Value } from '../expr/context.ts';
import { printStatements } from '../expr/print.ts';
import { quoteOctets } from './octet-text.ts';
import type { LeaseFileSettings } from './settings.ts';

interface Events {
  readonly onExpiry: CompiledStatements | undefined;
  readonly onRelease: CompiledStatements | undefined;
}

/** `set` lines, each beginning with `margin`. Variables made later stand first, as the reference links them. */
export function writeVariables(variables: ReadonlyMap<string, Value>, margin: string): string {
  let text = '';
  for (const [name, value] of variables) {
    const constant = formatValue(value);
    if (constant !== undefined) text = `${margin}set ${name} = ${constant};${text}`;
  }
  return text;
}

/** Functions are not kept in a lease file, nor is empty data: the reference has no octets to write for it. */
function formatValue(value: Value): string | undefined {
  switch (value.type) {
    case 'data':
      return value.data.length === 0 ? undefined : quoteOctets(value.data);
    case 'numeric':
      return `%${value.number}`;
    case 'boolean':
      return value.boolean ? 'true' : 'false';
    case 'function':
      return undefined;
  }
}

/** `on expiry` and `on release`, as one when a single statement set both. */
export function writeEvents({ onExpiry, onRelease }: Events, margin: string, settings: LeaseFileSettings): string {
  const body = (statements: CompiledStatements): string =>
    ` {${printStatements(statements.source, settings.options, margin.length + 1)}${margin}}`;
  let text = '';
  if (onExpiry) text += `${margin}on expiry${onExpiry === onRelease ? ' or release' : ''}${body(onExpiry)}`;
  if (onRelease && onRelease !== onExpiry) text += `${margin}on release${body(onRelease)}`;
  return text;
}
