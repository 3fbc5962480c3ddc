import type { Config } from '../config/config.ts';
import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import { octets } from '../kernel/bytes.ts';
import type { LeaseStore4, LeaseStore6 } from '../leases/store.ts';
import { LEASE_FILE_HEADER } from './header.ts';
import type { DynamicDeclaration } from './read-declaration.ts';
import { referenceHash } from './reference-hash.ts';
import type { LeaseFileSettings } from './settings.ts';
import { inQueueOrder } from './snapshot-order4.ts';
import { inHashOrder } from './snapshot-order6.ts';
import { renderChange } from './write.ts';
import { writeIa } from './write-ia.ts';
import { writeLease4 } from './write-lease4.ts';

/**
 * The contents of a rewritten lease file, piece by piece, with an empty piece wherever the caller may turn to other work; the
 * result says what was written. Leases that change meanwhile are written in either form: the caller appends every change made
 * since the first piece.
 */
export type Snapshot = Generator<string, readonly Message[]>;

/** About so many characters are given at once. */
const PIECE = 1 << 14;

export interface SnapshotSource {
  readonly config: Config;
  /** From the file that was read at start. */
  readonly declarations: readonly DynamicDeclaration[];
}

export function* snapshot4(source: SnapshotSource, store: LeaseStore4, settings: LeaseFileSettings): Snapshot {
  const messages = yield* writeDeclarations(source);
  let written = 0;
  let piece = '';
  for (const lease of inQueueOrder(source.config, store)) {
    if (lease) {
      piece += writeLease4(lease, settings);
      written++;
    }
    if (lease && piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
  return [...messages, say.wroteLeases(written)];
}

export function* snapshot6(
  source: SnapshotSource & { readonly serverDuid: Uint8Array | undefined },
  store: LeaseStore6,
  settings: LeaseFileSettings,
): Snapshot {
  const messages = yield* writeDeclarations(source);
  if (source.serverDuid) yield renderChange({ kind: 'server-duid', duid: source.serverDuid }, settings);
  const written = { na: 0, ta: 0, pd: 0 };
  for (const kind of ['na', 'ta', 'pd'] as const) {
    let piece = '';
    for (const ia of inHashOrder(store.all(kind))) {
      if (ia) {
        piece += writeIa(ia, settings);
        written[kind]++;
      }
      if (ia && piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  return [...messages, say.wroteLeases6(written.na, written.ta, written.pd)];
}

function* writeDeclarations({ config, declarations }: SnapshotSource): Snapshot {
  const messages: Message[] = [];
  const of = (keyword: DynamicDeclaration['keyword']) => declarations.filter((found) => found.keyword === keyword);
  yield LEASE_FILE_HEADER;

  const classes = [...of('class'), ...of('subclass')].filter((found) => found.isDynamic || found.isDeleted);
  for (const { text } of classes) yield `${text}\n\n`;
  if (config.classes.length > 0 || classes.length > 0) messages.push(say.wroteClasses(classes.length));

  const groups = of('group').filter((found) => found.isDynamic || found.isDeleted);
  for (const { text } of groups) yield `${text}\n`;
  if (groups.length > 0) messages.push(say.wroteGroups(groups.length));

  const hosts = of('host').sort((a, b) => hostBucket(a) - hostBucket(b));
  const deleted = hosts.filter((found) => found.isDeleted);
  const added = hosts.filter((found) => !found.isDeleted);
  for (const { text } of [...deleted, ...added]) yield `${text}\n`;
  if (hosts.length > 0 || hasHosts(config)) {
    // The reference counts only the dynamic hosts that it could not write.
    messages.push(say.wroteDeletedHosts(deleted.length), say.wroteDynamicHosts(0));
  }

  if (config.failoverPeers.length > 0) for (const { text } of of('failover')) yield `\n${text}\n`;
  return messages;
}

/** Size of the reference's table of hosts. */
const HOST_BUCKETS = 22501;

const hostBucket = ({ name }: DynamicDeclaration): number => referenceHash(octets(name)) % HOST_BUCKETS;

function hasHosts({ hosts }: Config): boolean {
  for (const _ of hosts.all()) return true;
  return false;
}
