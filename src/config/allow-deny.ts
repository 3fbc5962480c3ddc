import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { StatementIr } from '../expr/ir.ts';
import { complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword } from './token-class.ts';

/** The parameter behind each key of `allow`, `deny` and `ignore` (dhcpd.conf(5), "ALLOW AND DENY"). */
const PARAMETERS: ReadonlyMap<string, string> = new Map([
  ['bootp', 'allow-bootp'],
  ['booting', 'allow-booting'],
  ['dynamic-bootp', 'dynamic-bootp'],
  ['unknown-clients', 'boot-unknown-clients'],
  ['duplicates', 'duplicates'],
  ['declines', 'declines'],
  ['client-updates', 'client-updates'],
  ['leasequery', 'leasequery'],
]);

const ALLOW = 1;
const DENY = 0;
/** Denied without a word in the log. */
const IGNORE = 2;

/** `allow KEY;`, `deny KEY;` or `ignore KEY;` in a scope. */
export function readAllowDeny(resolver: Resolver): StatementIr | undefined {
  const { stream } = resolver;
  const verb = stream.next();
  const span = stream.here();
  const key = stream.next();
  const name = key.type === 'word' ? PARAMETERS.get(key.text.toLowerCase()) : undefined;
  const option = name === undefined ? undefined : resolver.options.byName('server', name);
  if (!option) {
    complainAndSkip(resolver, say.expectingAllowDenyKey());
    return undefined;
  }
  const flag = isKeyword(verb, 'allow') ? ALLOW : isKeyword(verb, 'deny') ? DENY : IGNORE;
  expectSemicolon(resolver);
  return { op: 'option', verb: 'supersede', option, value: { op: 'const', value: Uint8Array.of(flag) }, span };
}
