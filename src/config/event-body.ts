import { compileStatements } from '../expr/compile.ts';
import type { CompiledStatements } from '../expr/context.ts';
import { newRegistry, type RegistryBuilder } from '../options/registry.ts';
import { parseConfigFile } from '../parser/parse.ts';
import type { Config } from './config.ts';
import { newResolver } from './new-resolver.ts';
import { Report } from './report.ts';
import type { Context } from './resolver.ts';
import { readStatement } from './statement.ts';
import { TokenStream } from './token-stream.ts';

/**
 * Compiles the bodies of `on expiry` and `on release` as lease files keep them (dhcpd.leases(5)), with the option definitions of
 * a config. Leases of one scope share their body's text, so each text is compiled once.
 */
export function newEventCompiler(config: Config): (body: string) => CompiledStatements | undefined {
  const options = definitionsOf(config);
  const known = new Map<string, CompiledStatements | undefined>();
  return (body) => {
    if (!known.has(body)) known.set(body, compileBody(body, config, options));
    return known.get(body);
  };
}

/** Undefined when the body cannot be understood. */
function compileBody(body: string, config: Config, options: RegistryBuilder): CompiledStatements | undefined {
  const parsed = parseConfigFile({ name: 'lease event', text: body }, 0);
  const report = new Report();
  report.awaiting(parsed.diagnostics);
  const stream = new TokenStream(parsed, () => report.ended);
  const { family, dhcp4o6 } = config;
  const resolver = newResolver({ family, dhcp4o6, options, stream, report, include: () => false });
  const { draft } = resolver;
  const context: Context = { kind: 'root', scope: draft.root, network: undefined, subnet: undefined, host: undefined };
  while (stream.peek().type !== 'eof' && !report.ended) readStatement(resolver, context, false);
  report.flush();
  return report.errors > 0 || report.ended ? undefined : compileStatements(draft.root.statements);
}

/** The config's own spaces and options on top of the built-in ones. */
function definitionsOf({ options }: Config): RegistryBuilder {
  const registry = newRegistry();
  for (const space of options.spaces()) if (!registry.space(space.name)) registry.defineSpace(space);
  for (const space of options.spaces())
    for (const definition of options.definitions(space.name)) if (definition.userDefined) registry.define(definition);
  return registry;
}
