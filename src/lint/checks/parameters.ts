import { lintMessages as say } from '../../diagnostics/catalogue/lint.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { finding, type Program } from '../check.ts';
import { type Block, parameters } from '../outline.ts';

/** Without it the server is silent towards clients that come with an address of another network (RFC 2131 §4.3.2). */
export function* missingAuthoritative({ blocks, family }: Program): Iterable<Diagnostic> {
  const first = blocks.find(({ keyword }) => keyword === 'subnet')?.declaration;
  if (family !== 4 || !first) return;
  const isSaid = blocks.some(
    (block) => parameters(block, 'authoritative').length > 0 || parameters(block, 'not').length > 0,
  );
  if (!isSaid) yield finding(say.notAuthoritative(), first.keyword.span, "add 'authoritative;' to the global scope");
}

const lastNumber = (block: Block, keyword: string) => {
  const statement = parameters(block, keyword).at(-1);
  const text = statement?.args.length === 1 ? (statement.args[0]?.text ?? '') : '';
  return statement && /^\d+$/.test(text) ? { value: Number(text), span: statement.keyword.span } : undefined;
};

/** The server cuts what it gives to the maximum of the same scope or of one around it. */
export function* leaseTimes({ blocks }: Program): Iterable<Diagnostic> {
  for (const block of blocks) {
    const given = lastNumber(block, 'default-lease-time');
    if (!given) continue;
    let maximum: ReturnType<typeof lastNumber>;
    for (let outer: Block | undefined = block; outer && !maximum; outer = outer.parent)
      maximum = lastNumber(outer, 'max-lease-time');
    if (maximum && given.value > maximum.value)
      yield finding(say.leaseTimeAboveMaximum(given.value, maximum.value), given.span);
  }
}
