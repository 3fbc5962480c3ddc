import { lintMessages as say } from '../../diagnostics/catalogue/lint.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatIpv4 } from '../../kernel/address.ts';
import { finding, type Program } from '../check.ts';
import { addresses, type Block, parameters, phrases } from '../outline.ts';
import { rangesOf } from './ranges.ts';

const nameOf = ({ declaration }: Block): string => phrases(declaration?.head ?? [])[0]?.text ?? '';

const isIdentifying = (statement: Block['statements'][number]): boolean => {
  if (statement.kind === 'parameter')
    return ['hardware', 'uid', 'host-identifier', 'deleted'].includes(statement.keyword.text.toLowerCase());
  const name = statement.kind === 'option' || statement.kind === 'assignment' ? statement.name : [];
  return name.at(-1)?.text.toLowerCase() === 'dhcp-client-identifier';
};

const isDeleted = (statement: Block['statements'][number]): boolean =>
  statement.kind === 'expression' && statement.value.kind === 'variable' && statement.value.name === 'deleted';

/** A host that nothing identifies is never found. */
export function* unidentifiedHosts({ blocks }: Program): Iterable<Diagnostic> {
  for (const block of blocks) {
    if (block.keyword !== 'host' || !block.declaration) continue;
    if (block.statements.some((statement) => isIdentifying(statement) || isDeleted(statement))) continue;
    const hint = 'give it a hardware, uid or host-identifier statement';
    yield finding(say.hostUnidentified(nameOf(block)), block.declaration.keyword.span, hint);
  }
}

/** Hosts of one client are fine as long as their addresses tell them apart by subnet: only those with the same address or none are doubtful. */
export function* duplicateHosts({ blocks }: Program): Iterable<Diagnostic> {
  const seen = new Map<string, string>();
  for (const block of blocks) {
    if (block.keyword !== 'host') continue;
    const fixed = parameters(block, 'fixed-address').map(({ args }) =>
      phrases(args)
        .map(({ text }) => text)
        .join(),
    );
    for (const keyword of ['hardware', 'uid']) {
      for (const { args, keyword: word } of parameters(block, keyword)) {
        const key = `${keyword} ${args.map(({ value }) => value.toLowerCase()).join(' ')} ${fixed.join()}`;
        const other = seen.get(key);
        if (other === undefined) seen.set(key, nameOf(block));
        else yield finding(say.duplicateIdentity(`${keyword} and address`, other), word.span);
      }
    }
  }
}

/** The dynamic range may lend the address to somebody else (dhcpd.conf(5), "fixed-address"). */
export function* fixedInRange(program: Program): Iterable<Diagnostic> {
  const ranges = Array.from(rangesOf(program), ({ first, second }) => ({
    low: Math.min(first.address, second.address),
    high: Math.max(first.address, second.address),
  })).sort((a, b) => a.low - b.low);
  if (ranges.length === 0) return;
  for (const block of program.blocks) {
    if (block.keyword !== 'host') continue;
    for (const { args } of parameters(block, 'fixed-address')) {
      for (const { address, span } of addresses(args)) {
        if (isWithin(ranges, address)) yield finding(say.fixedInRange(formatIpv4(address)), span);
      }
    }
  }
}

/** By bisection: the last range that begins at or below the address. */
function isWithin(ranges: readonly { readonly low: number; readonly high: number }[], address: number): boolean {
  let from = 0;
  let to = ranges.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((ranges[middle]?.low ?? 0) <= address) from = middle + 1;
    else to = middle;
  }
  return address <= (ranges[from - 1]?.high ?? -1);
}
