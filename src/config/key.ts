import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import { readHostName } from './address.ts';
import { readBase64 } from './base64.ts';
import { complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isKeyword, isPunctuation } from './token-class.ts';

interface KeyParts {
  readonly name: string;
  algorithm: string | undefined;
  secret: Uint8Array | undefined;
}

/** `key NAME { algorithm A; secret B; }[;]`; false after a complaint. */
export function readKey(resolver: Resolver): boolean {
  const { stream } = resolver;
  stream.next();
  const name = stream.peek().type === 'string' ? stream.next().value : readHostName(resolver);
  if (name === undefined) {
    complainAndSkip(resolver, say.expectingKeyName());
    return false;
  }
  if (!isPunctuation(stream.next(), '{')) {
    complain(resolver, say.expectingLeftBrace());
    return false;
  }
  const key: KeyParts = { name, algorithm: undefined, secret: undefined };
  if (!readParts(resolver, key)) {
    stream.skipToRightBrace(1);
    return false;
  }
  if (isPunctuation(stream.peek(), ';')) stream.next();
  enter(resolver, key);
  return true;
}

function enter(resolver: Resolver, { name, algorithm, secret }: KeyParts): void {
  const { keys } = resolver.draft;
  if (!algorithm || !secret) {
    // The reference crashes here: a key is of no use without both.
    complain(resolver, say.keyIncomplete(name, algorithm ? 'secret' : 'algorithm'));
    return;
  }
  if (!keys.has(name.toLowerCase())) keys.set(name.toLowerCase(), { name, algorithm, secret });
}

function readParts(resolver: Resolver, key: KeyParts): boolean {
  for (;;) {
    const word = resolver.stream.next();
    if (isKeyword(word, 'algorithm')) {
      if (!readAlgorithm(resolver, key)) return false;
    } else if (isKeyword(word, 'secret')) {
      if (!readSecret(resolver, key)) return false;
    } else if (isPunctuation(word, '}')) return true;
    else {
      complain(resolver, say.expectingRightBrace());
      return false;
    }
  }
}

function readAlgorithm(resolver: Resolver, key: KeyParts): boolean {
  if (key.algorithm !== undefined) complain(resolver, say.tooManyOfKey(key.name, 'algorithms'));
  else {
    key.algorithm = readHostName(resolver);
    if (key.algorithm !== undefined) return expectSemicolon(resolver);
    complain(resolver, say.expectingKeyAlgorithm());
  }
  return false;
}

function readSecret(resolver: Resolver, key: KeyParts): boolean {
  if (key.secret) {
    complain(resolver, say.tooManyOfKey(key.name, 'secrets'));
    return false;
  }
  key.secret = readBase64(resolver);
  return key.secret !== undefined && expectSemicolon(resolver);
}
