import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { readClass } from './class.ts';
import type { Outcome } from './executable.ts';
import { readExecutable } from './executable.ts';
import { readFailoverPeer } from './failover-peer.ts';
import { readFixedAddress, readFixedPrefix6 } from './fixed-address.ts';
import { readGroup } from './group.ts';
import { readHardware } from './hardware.ts';
import { readHost } from './host.ts';
import { readOptionDefinition } from './option-definition.ts';
import { readOptionName } from './option-name.ts';
import { readOptionSpace } from './option-space.ts';
import { readOptionStatement } from './option-statement.ts';
import { readPool } from './pool.ts';
import { readPool6 } from './pool6.ts';
import { readSubnetRange } from './range.ts';
import { readSubnetRange6 } from './range6.ts';
import { type Context, complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { readServerDuid } from './server-duid.ts';
import { readSharedNetwork } from './shared-network.ts';
import { readSubnet } from './subnet.ts';
import { isKeyword, isPunctuation } from './token-class.ts';

/** Reads one statement; returns whether the next one still may be a parameter (false) or a declaration has been seen. */
type Reader = (resolver: Resolver, context: Context, declarationSeen: boolean) => boolean;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['include', readInclude],
  ['host', readHost],
  ['group', readGroup],
  ['shared-network', readSharedNetwork],
  ['subnet', readSubnet],
  ['subnet6', readSubnet],
  ['class', readClass],
  ['subclass', readClass],
  ['vendor-class', readClass],
  ['user-class', readClass],
  ['hardware', readHardware],
  ['fixed-address', readFixedAddress],
  ['fixed-address6', readFixedAddress],
  ['fixed-prefix6', readFixedPrefix6],
  ['pool', readPool],
  ['pool6', readPool6],
  ['range', readSubnetRange],
  ['range6', readSubnetRange6],
  ['prefix6', readSubnetRange6],
  ['authoritative', readAuthoritative],
  ['not', readNotAuthoritative],
  ['server-identifier', readServerIdentifier],
  ['option', readOption],
  ['failover', readFailoverPeer],
  ['server-duid', readServerDuid],
  ['lease-id-format', readLeaseIdFormat],
]);

/** One statement or declaration of dhcpd.conf(5), wherever it stands. */
export function readStatement(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  const { stream } = resolver;
  const word = stream.peek();
  const read = word.type === 'word' && !stream.tree() ? READERS.get(word.text.toLowerCase()) : undefined;
  if (read) return read(resolver, context, declarationSeen);
  // keama(8) directives: not for dhcpd.
  if (isPunctuation(word, '%')) {
    stream.skipToSemicolon();
    return false;
  }
  keep(resolver, context, readExecutable(resolver), declarationSeen);
  return declarationSeen;
}

function keep(resolver: Resolver, context: Context, outcome: Outcome, declarationSeen: boolean): void {
  if (outcome.ok) {
    if (outcome.statement) context.scope.statements.push(outcome.statement);
  } else if (!outcome.told)
    complainAndSkip(resolver, declarationSeen ? say.expectingDeclaration() : say.expectingParameterOrDeclaration());
}

function readInclude(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  stream.next();
  const name = stream.next();
  if (name.type !== 'string') {
    complainAndSkip(resolver, say.filenameExpected());
    return true;
  }
  if (!resolver.include(name.value, context)) complain(resolver, say.badParse(name.value));
  expectSemicolon(resolver);
  return true;
}

function readAuthoritative(resolver: Resolver, context: Context): boolean {
  resolver.stream.next();
  setAuthoritative(resolver, context, true);
  return false;
}

function readNotAuthoritative(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  stream.next();
  if (isKeyword(stream.next(), 'authoritative')) setAuthoritative(resolver, context, false);
  else complainAndSkip(resolver, say.expectingAssertion());
  return false;
}

function setAuthoritative(resolver: Resolver, context: Context, authoritative: boolean): void {
  context.scope.authoritative = authoritative;
  if (context.kind === 'host') complain(resolver, say.authorityMakesNoSense());
  expectSemicolon(resolver);
}

/** `server-identifier A;` is option 54 under another name. */
function readServerIdentifier(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  resolver.stream.next();
  const option = resolver.options.byName('dhcp', 'dhcp-server-identifier');
  const statement = option && readOptionStatement(resolver, option, 'supersede');
  if (statement) context.scope.statements.push(statement);
  return declarationSeen;
}

/** `option …`: a space, a definition, or a value. */
function readOption(resolver: Resolver, context: Context, declarationSeen: boolean): boolean {
  const { stream } = resolver;
  stream.next();
  if (isKeyword(stream.peek(), 'space')) {
    if (context.kind === 'root') {
      readOptionSpace(resolver);
      return declarationSeen;
    }
    complainAndSkip(resolver, say.optionSpaceScoped());
    return false;
  }
  const named = readOptionName(resolver);
  if (!named) return declarationSeen;
  if (isKeyword(stream.peek(), 'code')) {
    if (context.kind !== 'root') {
      complainAndSkip(resolver, say.optionDefinitionScoped());
      return false;
    }
    stream.next();
    readOptionDefinition(resolver, named);
    return declarationSeen;
  }
  if (!named.definition) {
    complainAndSkip(resolver, say.unknownOption(named.space, named.name));
    return declarationSeen;
  }
  const statement = readOptionStatement(resolver, named.definition, 'supersede');
  if (statement) context.scope.statements.push(statement);
  return declarationSeen;
}

function readLeaseIdFormat(resolver: Resolver): boolean {
  const { stream, draft, report } = resolver;
  stream.next();
  const word = stream.next();
  if (!isKeyword(word, 'octal') && !isKeyword(word, 'hex')) {
    complainAndSkip(resolver, say.leaseIdFormatInvalid());
    return false;
  }
  draft.leaseIdFormat = isKeyword(word, 'octal') ? 'octal' : 'hex';
  report.remark(say.leaseIdFormatIs(draft.leaseIdFormat));
  expectSemicolon(resolver, say.corruptExpectingSemicolon());
  return false;
}
