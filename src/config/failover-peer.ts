import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Message } from '../diagnostics/message.ts';
import { readAddressOrHostName } from './address.ts';
import type { PeerDraft } from './draft.ts';
import { readAggregate } from './number.ts';
import { type Context, complain, complainAndSkip, expectSemicolon, type Resolver } from './resolver.ts';
import { isIdentifier, isKeyword, isNumber, isPunctuation, leadingInteger } from './token-class.ts';

/** How the reading of a statement in the declaration ended. */
type Outcome = 'read' | 'abandon';

/** `failover peer "NAME" { … }`, or a reference to one in a shared-network. */
export function readFailoverPeer(resolver: Resolver, context: Context): boolean {
  const { stream } = resolver;
  if (context.kind !== 'root' && context.kind !== 'shared-network') {
    stream.peek();
    complain(resolver, say.failoverOnlyInSharedNetwork());
    resolver.report.remark(say.failoverOnlyInSharedNetworkMore());
    stream.skipToSemicolon();
    return false;
  }
  stream.next();
  if (!isKeyword(stream.next(), 'peer')) return skip(resolver, say.expectingQuoted('peer'));
  const name = stream.next();
  if (!isIdentifier(name) && name.type !== 'string') return skip(resolver, say.expectingPeerName());
  const known = resolver.draft.peers.get(name.value);
  const opening = stream.next();
  if (isPunctuation(opening, ';')) return readReference(resolver, context, name.value, known);
  if (!isPunctuation(opening, '{')) complainAndSkip(resolver, say.expectingLeftBrace());
  if (known) {
    complain(resolver, say.peerRedeclared(name.value));
    stream.skipToRightBrace(1);
    return false;
  }
  readPeer(resolver, context, name.value);
  return false;
}

function skip(resolver: Resolver, message: Message): false {
  complainAndSkip(resolver, message);
  return false;
}

function readReference(resolver: Resolver, context: Context, name: string, known: PeerDraft | undefined): false {
  if (context.kind !== 'shared-network' || !context.network) complain(resolver, say.peerReferenceOutside());
  else if (known) context.network.peer = known;
  else complain(resolver, say.unknownPeer(name));
  return false;
}

function readPeer(resolver: Resolver, context: Context, name: string): void {
  const peer: PeerDraft = {
    name,
    role: undefined,
    hasSplit: false,
    hasMclt: false,
    hasPartnerAddress: false,
    loadBalanceSeconds: 0,
    pools: 0,
  };
  if (!readStatements(resolver, peer)) {
    resolver.stream.skipToRightBrace(1);
    return;
  }
  if (!peer.hasPartnerAddress) complain(resolver, say.peerAddressMissing());
  if (peer.role === 'primary' && !peer.hasSplit) complain(resolver, say.primaryNeedsSplit());
  else if (peer.role === 'primary' && !peer.hasMclt) complain(resolver, say.primaryNeedsMclt());
  if (context.network && context.kind === 'shared-network') context.network.peer = peer;
  resolver.draft.peers.set(name, peer);
}

function readStatements(resolver: Resolver, peer: PeerDraft): boolean {
  const { stream } = resolver;
  for (;;) {
    let word = stream.next();
    if (isPunctuation(word, '}')) return true;
    const ofPartner = isKeyword(word, 'peer');
    while (isKeyword(word, 'peer')) word = stream.next();
    const read = STATEMENTS.get(word.type === 'word' ? word.text.toLowerCase() : '');
    if (!read) {
      complain(resolver, say.invalidPeerStatement());
      return false;
    }
    if (read(resolver, peer, ofPartner) === 'abandon' || !expectSemicolon(resolver)) return false;
  }
}

type StatementReader = (resolver: Resolver, peer: PeerDraft, ofPartner: boolean) => Outcome;

const STATEMENTS: ReadonlyMap<string, StatementReader> = new Map<string, StatementReader>([
  ['primary', setPrimary],
  ['secondary', setSecondary],
  ['address', readAddress],
  ['port', readPort],
  ['mclt', readMclt],
  ['split', readSplit],
  ['hba', readHba],
  ['load', readLoad],
  ['max-lease-misbalance', readAmount],
  ['max-lease-ownership', readAmount],
  ['max-balance', readAmount],
  ['min-balance', readAmount],
  ['auto-partner-down', readAmount],
  ['max-response-delay', readAmount],
  ['max-unacked-updates', readAmount],
]);

function setPrimary(_resolver: Resolver, peer: PeerDraft): Outcome {
  peer.role = 'primary';
  return 'read';
}

function setSecondary(resolver: Resolver, peer: PeerDraft): Outcome {
  peer.role = 'secondary';
  if (peer.hasSplit) complain(resolver, say.secondaryMayNotBalance());
  return 'read';
}

function readAddress(resolver: Resolver, peer: PeerDraft, ofPartner: boolean): Outcome {
  if (!readAddressOrHostName(resolver)) return 'abandon';
  if (ofPartner) peer.hasPartnerAddress = true;
  return 'read';
}

function readPort(resolver: Resolver): Outcome {
  if (isNumber(resolver.stream.next())) return 'read';
  complain(resolver, say.expectingNumberStopless());
  resolver.stream.skipToRightBrace(1);
  return 'read';
}

function readNumberOf(resolver: Resolver, otherwise: Message): number | undefined {
  const word = resolver.stream.next();
  if (isNumber(word)) return leadingInteger(word.text);
  complain(resolver, otherwise);
  return undefined;
}

function readAmount(resolver: Resolver): Outcome {
  return readNumberOf(resolver, say.expectingNumberStop()) === undefined ? 'abandon' : 'read';
}

function readMclt(resolver: Resolver, peer: PeerDraft): Outcome {
  const value = readNumberOf(resolver, say.expectingNumberStop());
  if (value === undefined) return 'abandon';
  peer.hasMclt = value !== 0;
  return 'read';
}

function readSplit(resolver: Resolver, peer: PeerDraft): Outcome {
  const word = resolver.stream.next();
  if (peer.role === 'secondary') complain(resolver, say.secondaryMayNotBalance());
  if (!isNumber(word)) {
    complain(resolver, say.expectingNumberStopless());
    return 'abandon';
  }
  const split = leadingInteger(word.text);
  if (split < 0 || split > 256) complain(resolver, say.splitOutOfRange());
  else peer.hasSplit = true;
  return 'read';
}

function readHba(resolver: Resolver, peer: PeerDraft): Outcome {
  if (peer.role === 'secondary') complain(resolver, say.secondaryMayNotBalance());
  if (!readAggregate(resolver, { count: 32, separator: ':', base: 16 })) return 'abandon';
  peer.hasSplit = true;
  return 'read';
}

function readLoad(resolver: Resolver, peer: PeerDraft): Outcome {
  const { stream } = resolver;
  for (const keyword of ['balance', 'max', 'seconds'])
    if (!isKeyword(stream.next(), keyword)) {
      complain(resolver, say.expectingApostrophed(keyword === 'seconds' ? 'secs' : keyword));
      stream.skipToRightBrace(1);
      return 'read';
    }
  const value = readNumberOf(resolver, say.expectingNumberStopless());
  if (value === undefined) stream.skipToRightBrace(1);
  else peer.loadBalanceSeconds = value;
  return 'read';
}
