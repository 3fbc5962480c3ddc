import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { EMPTY } from '../kernel/bytes.ts';
import { type Hardware, HTYPE_ETHERNET, HTYPE_FDDI, HTYPE_INFINIBAND, HTYPE_TOKEN_RING } from '../kernel/hardware.ts';
import type { Token } from '../parser/ast.ts';
import { readAggregate } from './number.ts';
import { type Context, complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isPunctuation, leadingInteger } from './token-class.ts';

/** Names of hardware types (dhcpd.conf(5), "The hardware statement"). */
const HARDWARE_TYPES: ReadonlyMap<string, number> = new Map([
  ['ethernet', HTYPE_ETHERNET],
  ['token-ring', HTYPE_TOKEN_RING],
  ['fddi', HTYPE_FDDI],
  ['infiniband', HTYPE_INFINIBAND],
]);

/** Room for an address in the reference, without the octet for its type. */
const LONGEST_ADDRESS = 20;

/** The number of a hardware type word; `unknown-N` stands for any. */
export function hardwareType(word: Token): number | undefined {
  const known = word.type === 'word' ? HARDWARE_TYPES.get(word.text.toLowerCase()) : undefined;
  if (known !== undefined) return known;
  return word.text.startsWith('unknown-') ? leadingInteger(word.text.slice(8)) & 255 : undefined;
}

/** `hardware TYPE [ADDRESS];` in a host. */
export function readHardware(resolver: Resolver, context: Context): boolean {
  resolver.stream.next();
  const { host } = context;
  if (host?.hardware) {
    complain(resolver, say.hardwareAlreadyConfigured(host.name));
    return false;
  }
  const hardware = readHardwareValue(resolver);
  if (host) host.hardware = hardware;
  else complain(resolver, say.hardwareNotAllowedHere());
  return false;
}

function readHardwareValue(resolver: Resolver): Hardware | undefined {
  const { stream } = resolver;
  const type = hardwareType(stream.next());
  if (type === undefined) {
    complainAndSkip(resolver, say.expectingHardwareType());
    return undefined;
  }
  let address: Uint8Array | undefined = EMPTY;
  if (!isPunctuation(stream.peek(), ';')) {
    address = readAggregate(resolver, { count: 0, separator: ':', base: 16 });
    if (!address) return { type, address: EMPTY };
    if (address.length > LONGEST_ADDRESS) {
      complain(resolver, say.hardwareAddressTooLong());
      address = undefined;
    }
  }
  expectSemicolon(resolver, say.expectingSemicolonStop());
  return address && { type, address };
}
