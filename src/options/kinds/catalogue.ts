import type { KindName } from '../definition.ts';
import { domainList, domainListCompressed } from './domain-list.ts';
import { domainName } from './domain-name.ts';
import { enumeration } from './enumeration.ts';
import { flag, impliedFlag } from './flag.ts';
import { integerKind } from './integer.ts';
import { ip4 } from './ip4.ts';
import { ip6 } from './ip6.ts';
import type { Kind } from './kind.ts';
import { leaseTime } from './lease-time.ts';
import { string } from './string.ts';
import { keyName, spaceName, text } from './text.ts';
import { zeroLength } from './zero-length.ts';

/** Every kind of value. An encapsulated space as a whole is written like a string. */
export const KINDS: Readonly<Record<KindName, Kind>> = {
  ip4,
  ip6,
  int8: integerKind(8, true),
  int16: integerKind(16, true),
  int32: integerKind(32, true),
  uint8: integerKind(8, false),
  uint16: integerKind(16, false),
  uint32: integerKind(32, false),
  leaseTime,
  flag,
  impliedFlag,
  text,
  string,
  domainName,
  domainList,
  domainListCompressed,
  zeroLength,
  spaceName,
  encapsulated: string,
  enumeration,
  keyName,
};
