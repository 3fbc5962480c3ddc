import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { colonHex, latin1, octets } from '../kernel/bytes.ts';
import { readHostName } from './address.ts';
import { type HostDraft, scopeBelow } from './draft.ts';
import { readHostIdentifier } from './host-identifier.ts';
import { readAggregate } from './number.ts';
import {
  type Context,
  complain,
  complainAndSkip,
  expectLeftBrace,
  expectSemicolon,
  type Resolver,
  readBody,
} from './resolver.ts';
import { isIdentifier } from './token-class.ts';

/** Option 61, by which hosts are found as by `uid` (RFC 2132 §9.14). */
const CLIENT_IDENTIFIER = 61;

/** `host NAME { … }`. */
export function readHost(resolver: Resolver, context: Context): boolean {
  const { stream, report } = resolver;
  stream.next();
  if (context.kind === 'host' || context.kind === 'class') {
    complainAndSkip(resolver, say.hostNotAllowedHere());
    return true;
  }
  if (!resolver.warnedOfScopedHost && (context.kind === 'subnet' || context.kind === 'shared-network')) {
    resolver.warnedOfScopedHost = true;
    report.remark(say.hostsAreGlobal());
  }
  const span = stream.here();
  const name = readHostName(resolver);
  if (name === undefined) {
    complainAndSkip(resolver, say.expectingHostName());
    return true;
  }
  if (!expectLeftBrace(resolver)) return true;
  const host = newHost(name, scopeBelow(context.scope, 'host', span));
  readHostBody(resolver, { ...context, kind: 'host', scope: host.scope, host }, host);
  enter(resolver, host);
  return true;
}

function newHost(name: string, scope: HostDraft['scope']): HostDraft {
  return {
    name,
    scope,
    hardware: undefined,
    clientId: undefined,
    identifier: undefined,
    fixedAddress: undefined,
    fixedPrefixes: [],
    deleted: false,
  };
}

/** True to go on in the body, false to leave it. */
type PartReader = (resolver: Resolver, host: HostDraft) => boolean;

const PARTS: ReadonlyMap<string, PartReader> = new Map<string, PartReader>([
  ['dynamic', readFlag],
  ['deleted', readDeleted],
  ['group', readGroupName],
  ['uid', readUid],
  ['host-identifier', readHostIdentifier],
]);

function readHostBody(resolver: Resolver, context: Context, host: HostDraft): void {
  readBody(resolver, (seen) => {
    const word = resolver.stream.peek();
    const read = word.type === 'word' ? PARTS.get(word.text.toLowerCase()) : undefined;
    if (!read) return resolver.statement(context, seen);
    return read(resolver, host) ? seen : 'stop';
  });
}

function readFlag(resolver: Resolver): boolean {
  resolver.stream.next();
  return expectSemicolon(resolver);
}

function readDeleted(resolver: Resolver, host: HostDraft): boolean {
  host.deleted = true;
  return readFlag(resolver);
}

/** `group NAME;`: the options of a named group, which take the place of those around the host. */
function readGroupName(resolver: Resolver, host: HostDraft): boolean {
  const { stream } = resolver;
  stream.next();
  const name = stream.next();
  if (name.type !== 'string' && !isIdentifier(name)) {
    complain(resolver, say.expectingStringOrIdentifier());
    stream.skipToRightBrace(1);
    return false;
  }
  const group = resolver.draft.groups.get(name.value);
  if (group) host.scope.parent = group;
  else complain(resolver, say.unknownGroup(name.value, host.name));
  return expectSemicolon(resolver);
}

function readUid(resolver: Resolver, host: HostDraft): boolean {
  const { stream } = resolver;
  stream.next();
  if (host.clientId?.length) {
    complain(resolver, say.hostHasUid(host.name, shownIdentifier(host.clientId)));
    stream.skipToRightBrace(1);
    return false;
  }
  if (stream.peek().type === 'string') host.clientId = octets(stream.next().value);
  else {
    host.clientId = readAggregate(resolver, { count: 0, separator: ':', base: 16 });
    if (!host.clientId) complainAndSkip(resolver, say.expectingHexList());
  }
  return expectSemicolon(resolver);
}

/** A deleted host takes an earlier one of its name away. */
function enter(resolver: Resolver, host: HostDraft): void {
  const { hosts, hostNames } = resolver.draft;
  const existing = hostNames.get(host.name);
  if (host.deleted) {
    if (existing) existing.deleted = true;
    hostNames.delete(host.name);
    return;
  }
  if (existing) {
    complain(resolver, say.hostExists(host.name));
    return;
  }
  hostNames.set(host.name, host);
  hosts.push(host);
  takeClientIdentifier(resolver, host);
}

/** `option dhcp-client-identifier` in a host names the client, as `uid` does. */
function takeClientIdentifier(resolver: Resolver, host: HostDraft): void {
  for (const statement of host.scope.statements) {
    if (statement.op !== 'option' || statement.option.space !== 'dhcp') continue;
    if (statement.option.code !== CLIENT_IDENTIFIER || statement.value.op !== 'const') continue;
    const { value } = statement.value;
    if (host.clientId?.length && value.length > 0)
      resolver.report.remark(ignoresClientIdentifier(host.name, host.clientId, value));
    else host.clientId = value;
    return;
  }
}

const ignoresClientIdentifier = (host: string, uid: Uint8Array, ignored: Uint8Array) =>
  say.hostIgnoresClientIdentifier(host, shownIdentifier(uid), shownIdentifier(ignored));

/** As text if it is printable, else in hexadecimal. */
function shownIdentifier(identifier: Uint8Array): string {
  return identifier.every((octet) => octet >= 0x20 && octet < 0x7f) ? `"${latin1(identifier)}"` : colonHex(identifier);
}
