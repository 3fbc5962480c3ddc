import type { RegistryBuilder } from '../options/registry.ts';
import { newDraft } from './draft.ts';
import { RangeRegister } from './range-register.ts';
import { Report } from './report.ts';
import type { Resolver } from './resolver.ts';
import { readStatement } from './statement.ts';
import type { TokenStream } from './token-stream.ts';

interface Given {
  readonly family: 4 | 6;
  readonly dhcp4o6: boolean;
  readonly options: RegistryBuilder;
  readonly stream: TokenStream;
  readonly report?: Report;
  readonly include: Resolver['include'];
}

/** Begins to read a config. */
export function newResolver(given: Given): Resolver {
  const resolver: Resolver = {
    ...given,
    report: given.report ?? new Report(),
    draft: newDraft(),
    ranges: new RangeRegister(),
    statement: (context, declarationSeen) => readStatement(resolver, context, declarationSeen),
    lastSubnet: undefined,
    warnedOfScopedHost: false,
  };
  return resolver;
}
