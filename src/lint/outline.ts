import type { Span } from '../diagnostics/diagnostic.ts';
import { parseIpv4 } from '../kernel/address.ts';
import type { Ipv4 } from '../kernel/scalars.ts';
import type { CaseLabel, Declaration, ParsedFile, Statement, Token } from '../parser/ast.ts';

/** A declaration's braces, or the whole config: where statements stand. */
export interface Block {
  readonly keyword: string;
  readonly declaration: Declaration | undefined;
  readonly parent: Block | undefined;
  readonly statements: Statement[];
}

/** All blocks of a config, included files in their places. */
export function outline(parsed: readonly ParsedFile[]): readonly Block[] {
  const [main] = parsed;
  const root: Block = { keyword: '', declaration: undefined, parent: undefined, statements: [] };
  const blocks = [root];
  if (main) collect({ parsed, blocks, next: 1 }, main.statements, root);
  return blocks;
}

interface Collection {
  readonly parsed: readonly ParsedFile[];
  readonly blocks: Block[];
  /** The file that the next include statement names: files are read in that order. */
  next: number;
}

function collect(found: Collection, statements: readonly (Statement | CaseLabel)[], block: Block): void {
  for (const statement of statements) {
    if (statement.kind === 'case') continue;
    const included = includedFile(found, statement);
    if (included) {
      found.next++;
      collect(found, included.statements, block);
      continue;
    }
    block.statements.push(statement);
    if (statement.kind !== 'declaration') continue;
    const keyword = statement.keyword.text.toLowerCase();
    const inner: Block = { keyword, declaration: statement, parent: block, statements: [] };
    found.blocks.push(inner);
    collect(found, statement.body, inner);
  }
}

function includedFile({ parsed, next }: Collection, statement: Statement): ParsedFile | undefined {
  if (statement.kind !== 'parameter' || statement.keyword.text.toLowerCase() !== 'include') return undefined;
  const file = parsed[next];
  return file && file.source.name === statement.args[0]?.value ? file : undefined;
}

/** Words that touch one another are one: addresses are written in several tokens. */
export interface Phrase {
  readonly text: string;
  readonly span: Span;
}

export function phrases(tokens: readonly Token[]): readonly Phrase[] {
  const found: { text: string; span: Span }[] = [];
  let isJoined = false;
  for (const token of tokens) {
    const last = found.at(-1);
    if (token.text === ',') {
      isJoined = false;
      continue;
    }
    if (last && isJoined && last.span.end.offset === token.span.start.offset) {
      last.text += token.value;
      last.span = { ...last.span, end: token.span.end };
    } else found.push({ text: token.value, span: token.span });
    isJoined = true;
  }
  return found;
}

/** Statements of a block that begin with a word and have no braces. */
export function parameters(block: Block, keyword: string) {
  return block.statements
    .filter((statement) => statement.kind === 'parameter')
    .filter((statement) => statement.keyword.text.toLowerCase() === keyword);
}

export interface Addressed {
  readonly address: Ipv4;
  readonly span: Span;
}

/** The IPv4 addresses among the words. */
export function addresses(tokens: readonly Token[]): readonly Addressed[] {
  return phrases(tokens).flatMap(({ text, span }) => {
    const address = parseIpv4(text);
    return address === undefined ? [] : [{ address, span }];
  });
}

export interface SubnetPlace {
  readonly network: Ipv4;
  readonly netmask: Ipv4;
}

/** The subnet that a `subnet` block declares; one with host bits in its number is none, as the reference says itself. */
function subnetOf({ keyword, declaration }: Block): SubnetPlace | undefined {
  if (keyword !== 'subnet' || !declaration) return undefined;
  const [network, netmask] = addresses(declaration.head);
  if (!network || !netmask || (network.address & ~netmask.address) !== 0) return undefined;
  return { network: network.address, netmask: netmask.address };
}

/** The subnet around a block, itself included. */
export function subnetAround(block: Block): SubnetPlace | undefined {
  for (let outer: Block | undefined = block; outer; outer = outer.parent) {
    const subnet = subnetOf(outer);
    if (subnet) return subnet;
  }
  return undefined;
}
