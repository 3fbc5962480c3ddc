import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { complain, type Resolver } from './resolver.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Octets in base 64, as one string or as words and signs in sequence (RFC 4648 §4). */
export function readBase64(resolver: Resolver): Uint8Array | undefined {
  const { stream } = resolver;
  let text = '';
  do text += stream.next().value;
  while (stream.peek().type !== 'eof' && /^[A-Za-z0-9+/=]*$/.test(stream.peek().value));
  return decode(resolver, text);
}

function decode(resolver: Resolver, text: string): Uint8Array | undefined {
  const octets: number[] = [];
  let pending = 0;
  let bits = 0;
  let ended = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const value = ALPHABET.indexOf(character);
    if (ended && character !== '=') return refuse(resolver, say.base64AfterEnd(text.slice(i)));
    if (character === '=') ended = true;
    else if (value < 0) return refuse(resolver, say.base64Invalid(signedOctet(character)));
    else {
      pending = (pending << 6) | value;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        octets.push((pending >> bits) & 255);
        pending &= (1 << bits) - 1;
      }
    }
  }
  if (text.length % 4 !== 0 && pending !== 0) complain(resolver, say.base64Partial(pending));
  return octets.length > 0 ? Uint8Array.from(octets) : undefined;
}

const signedOctet = (character: string): number => (character.charCodeAt(0) << 24) >> 24;

function refuse(resolver: Resolver, message: ReturnType<typeof say.base64Partial>): undefined {
  complain(resolver, message);
}
