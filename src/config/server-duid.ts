import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { concat, octets, u16, u32 } from '../kernel/bytes.ts';
import { HTYPE_INFINIBAND } from '../kernel/hardware.ts';
import type { ServerDuidSetting } from './config.ts';
import { hardwareType } from './hardware.ts';
import { readHexList } from './number.ts';
import { complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

/** DUID types (RFC 8415 §11). */
const DUID_LLT = 1;
const DUID_EN = 2;
const DUID_LL = 3;

/** `server-duid …;` (dhcpd.conf(5), "The server-duid statement"). */
export function readServerDuid(resolver: Resolver): boolean {
  const { stream } = resolver;
  stream.next();
  const kind = stream.next();
  let setting: ServerDuidSetting | undefined;
  if (isKeyword(kind, 'en')) setting = readEnterprise(resolver);
  else if (isKeyword(kind, 'll')) setting = readLinkLayer(resolver, 'LL');
  else if (isKeyword(kind, 'llt')) setting = readLinkLayer(resolver, 'LLT');
  else if (isNumber(kind)) setting = readNumbered(resolver, leadingInteger(kind.text));
  else setting = refuse(resolver, say.duidTypeExpected());
  if (!setting) return false;
  resolver.draft.serverDuid = setting;
  expectSemicolon(resolver, say.semicolonExpectedStopless());
  return false;
}

function refuse(resolver: Resolver, message: Message): undefined {
  complainAndSkip(resolver, message);
}

function readIdentifier(resolver: Resolver): Uint8Array | undefined {
  const word = resolver.stream.next();
  return word.type === 'string' ? octets(word.value) : refuse(resolver, say.identifierExpected());
}

function readEnterprise(resolver: Resolver): ServerDuidSetting | undefined {
  const number = resolver.stream.next();
  if (!isNumber(number)) return refuse(resolver, say.enterpriseNumberExpected());
  const identifier = readIdentifier(resolver);
  if (!identifier) return undefined;
  const enterprise = u32(leadingInteger(number.text) >>> 0);
  return { kind: 'octets', duid: concat(u16(DUID_EN), enterprise, identifier) };
}

function readNumbered(resolver: Resolver, type: number): ServerDuidSetting | undefined {
  const identifier = readIdentifier(resolver);
  return identifier && { kind: 'octets', duid: concat(u16(type & 0xffff), identifier) };
}

function readLinkLayer(resolver: Resolver, type: 'LL' | 'LLT'): ServerDuidSetting | undefined {
  const { stream } = resolver;
  if (isPunctuation(stream.peek(), ';')) return { kind: 'generate', type };
  const word = stream.next();
  const hardware = word.text.startsWith('unknown-') ? undefined : hardwareType(word);
  if (hardware === undefined || hardware === HTYPE_INFINIBAND) return refuse(resolver, say.hardwareTypeExpected());
  const time = type === 'LLT' ? stream.next() : undefined;
  if (time && !isNumber(time)) return refuse(resolver, say.timestampExpected());
  const address = readHexList(resolver);
  if (!address) return undefined;
  const head = time ? concat(u16(DUID_LLT), u16(hardware), u32(leadingInteger(time.text) >>> 0)) : undefined;
  return { kind: 'octets', duid: concat(head ?? concat(u16(DUID_LL), u16(hardware)), address) };
}
