import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import type { DataExpr } from '../expr/ir.ts';
import { ipv4FromBytes, ipv6FromBytes } from '../kernel/address.ts';
import { readAddressOrHostName, readHostName, readIpv6Value } from './address.ts';
import type { Zone } from './config.ts';
import { complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword, isPunctuation } from './token-class.ts';

type ServerList = 'primary' | 'secondary' | 'primary6' | 'secondary6';
const SERVER_LISTS: readonly ServerList[] = ['primary', 'secondary', 'primary6', 'secondary6'];

interface ZoneParts {
  readonly name: string;
  readonly servers: Map<ServerList, readonly DataExpr[]>;
  key: string | undefined;
}

/** `zone NAME { … }`; false after a complaint. */
export function readZone(resolver: Resolver): boolean {
  const { stream } = resolver;
  stream.next();
  const name = readHostName(resolver);
  if (name === undefined) return lose(resolver, say.expectingHostname());
  const zone: ZoneParts = { name: name.endsWith('.') ? name : `${name}.`, servers: new Map(), key: undefined };
  if (!isPunctuation(stream.next(), '{')) return lose(resolver, say.expectingLeftBrace());
  if (!readParts(resolver, zone)) {
    stream.skipToSemicolon();
    return false;
  }
  if (!isPunctuation(stream.next(), '}')) return lose(resolver, say.expectingRightBrace());
  resolver.draft.zones.set(zone.name, zoneOf(zone));
  return true;
}

function lose(resolver: Resolver, message: Message): false {
  complainAndSkip(resolver, message);
  return false;
}

function readParts(resolver: Resolver, zone: ZoneParts): boolean {
  const { stream } = resolver;
  for (;;) {
    const word = stream.peek();
    const list = SERVER_LISTS.find((keyword) => isKeyword(word, keyword));
    if (!list && !isKeyword(word, 'key')) return true;
    if (list && zone.servers.has(list)) return lose(resolver, say.moreThanOne(list));
    stream.next();
    if (!(list ? readServers(resolver, zone, list) : readKeyName(resolver, zone))) return false;
  }
}

function readServers(resolver: Resolver, zone: ZoneParts, list: ServerList): boolean {
  const isIpv6 = list.endsWith('6');
  const servers: DataExpr[] = [];
  for (;;) {
    const server = isIpv6 ? readIpv6Value(resolver) : readAddressOrHostName(resolver);
    if (!server) return lose(resolver, isIpv6 ? say.expectingIpv6Address() : say.expectingAddressOrName());
    servers.push(server);
    const word = resolver.stream.next();
    if (isPunctuation(word, ',')) continue;
    zone.servers.set(list, servers);
    return isPunctuation(word, ';') || lose(resolver, say.expectingSemicolonStop());
  }
}

function readKeyName(resolver: Resolver, zone: ZoneParts): boolean {
  const { stream } = resolver;
  const name = stream.peek().type === 'string' ? stream.next().value : readHostName(resolver);
  if (name === undefined) return lose(resolver, say.expectingKeyName());
  if (zone.key !== undefined) resolver.report.fatal(say.multipleZoneKeys(zone.name));
  if (resolver.draft.keys.has(name.toLowerCase())) zone.key = name;
  else complain(resolver, say.unknownKey(name));
  return expectSemicolon(resolver);
}

function zoneOf(zone: ZoneParts): Zone {
  const octets = (list: ServerList): readonly Uint8Array[] =>
    (zone.servers.get(list) ?? []).flatMap((server) => (server.op === 'const' ? [server.value] : []));
  return {
    name: zone.name,
    primary: octets('primary').map((bytes) => ipv4FromBytes(bytes)),
    primary6: octets('primary6').map((bytes) => ipv6FromBytes(bytes)),
    secondary: octets('secondary').map((bytes) => ipv4FromBytes(bytes)),
    secondary6: octets('secondary6').map((bytes) => ipv6FromBytes(bytes)),
    key: zone.key,
  };
}
