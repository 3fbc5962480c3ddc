import { closeSync, copyFileSync, openSync, readSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { newEventCompiler } from '../config/event-body.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Source } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Clock } from '../host/clock.ts';
import { errorCode, errorText } from '../host/error-text.ts';
import { type LeaseFile, openLeaseFile } from '../host/lease-file.ts';
import type { Account } from '../host/privileges.ts';
import { createNewFile, discard, writeSlices } from '../host/rewrite.ts';
import { epochSeconds } from '../kernel/scalars.ts';
import { readLeaseFile } from '../leasefile/read.ts';
import { replayLeases4 } from '../leasefile/replay4.ts';
import { replayLeases6 } from '../leasefile/replay6.ts';
import type { ReplayedFile } from '../leasefile/replayed.ts';
import { type Snapshot, snapshot4, snapshot6 } from '../leasefile/snapshot.ts';
import type { LeaseStore4, LeaseStore6 } from '../leases/store.ts';
import { newLeaseStore4 } from '../leases/store4.ts';
import { newLeaseStore6 } from '../leases/store6.ts';
import { leaseFileStyle } from './lease-file-style.ts';
import { aboutFinding } from './lease-findings.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** The leases of a server: in memory, and where they came from. */
export type LeaseDatabase = DatabaseOf<4, LeaseStore4> | DatabaseOf<6, LeaseStore6>;

interface DatabaseOf<Family, Store> extends DatabaseOrigin {
  readonly family: Family;
  readonly store: Store;
}

interface DatabaseOrigin {
  readonly origin: DatabaseOptions;
  /** What the file held besides leases. */
  readonly found: ReplayedFile;
}

export interface DatabaseOptions {
  readonly config: Config;
  /** Reads the config again, together with declarations of the lease file (omapi(3), `spawn with`). */
  readonly reloadWith: (leaseFile: Source) => Config;
  readonly path: string;
  readonly clock: Clock;
  readonly log: (message: Message) => void;
  /** Whom a new lease file shall belong to. */
  readonly account: Account;
  /** `-T`: nothing is kept of what is found. */
  readonly isTest: boolean;
}

const CHUNK = 1 << 20;

/** Reads the lease file into memory. What is wrong with it is logged; the file as it was found is then kept as FILE.damaged. */
export function readLeaseDatabase(options: DatabaseOptions): Outcome<LeaseDatabase> {
  const { path, log } = options;
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    return refused(serverLog.leaseFileMissing(path, errorText(error)));
  }
  try {
    const first = replay(options, fd, options.config);
    const declared = declarationsOf(first.found, path);
    // What the file declares decides about its leases too (pools do not change, but classes do): they are read once more.
    const database = declared
      ? replay({ ...options, config: options.reloadWith(declared) }, fd, options.config)
      : first;
    for (const finding of database.found.findings) log(aboutFinding(finding, path));
    if (database.found.isDamaged && !options.isTest) keepDamaged(path, log);
    return done(database);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return refused(serverLog.leaseFileMissing(path, errorText(error)));
  } finally {
    closeSync(fd);
  }
}

function replay(origin: DatabaseOptions, fd: number, written: Config): LeaseDatabase {
  const { config, clock } = origin;
  const items = readLeaseFile(chunksOf(fd), {
    family: config.family,
    options: config.options,
    now: epochSeconds(Math.floor(clock.now() / 1000)),
    compileEvent: newEventCompiler(config),
  });
  if (config.family === 4) {
    const store = newLeaseStore4();
    return { family: 4, origin, store, found: replayLeases4(items, config, store, written) };
  }
  const store = newLeaseStore6();
  return { family: 6, origin, store, found: replayLeases6(items, config, store, written) };
}

/** The hosts, groups, classes and subclasses of a lease file, as a text to be read like a config. */
export function declarationsOf({ declarations }: ReplayedFile, name: string): Source | undefined {
  const texts = declarations.filter(({ keyword }) => keyword !== 'failover').map(({ text }) => text);
  return texts.length === 0 ? undefined : { name, text: `${texts.join('\n')}\n` };
}

function* chunksOf(fd: number): Generator<Uint8Array> {
  for (let position = 0; ; ) {
    const chunk = new Uint8Array(CHUNK);
    const length = readSync(fd, chunk, 0, CHUNK, position);
    if (length === 0) return;
    position += length;
    yield chunk.subarray(0, length);
  }
}

function keepDamaged(path: string, log: (message: Message) => void): void {
  const copy = `${path}.damaged`;
  try {
    copyFileSync(path, copy);
    log(serverLog.keptDamaged(path, copy));
  } catch (error) {
    log(serverLog.cannotKeepDamaged(copy, errorText(error)));
  }
}

/** Header and all records of the present state. */
function snapshotOf(database: LeaseDatabase, serverDuid: Uint8Array | undefined): Snapshot {
  const { config, clock } = database.origin;
  const source = { config, declarations: database.found.declarations };
  const style = leaseFileStyle(config, clock);
  return database.family === 4
    ? snapshot4(source, database.store, style)
    : snapshot6({ ...source, serverDuid }, database.store, style);
}

/** The pieces of a snapshot; its closing messages ("Wrote 3 leases to leases file.") are logged when all were given. */
function* logged(snapshot: Snapshot, log: (message: Message) => void): Generator<string> {
  const messages = yield* snapshot;
  messages.forEach(log);
}

/** Opens the lease file for appending and writes it anew, as every start does; later rewrites ask for the present leases. */
export async function openRewritten(current: () => LeaseDatabase, serverDuid: Uint8Array): Promise<Outcome<LeaseFile>> {
  const { config, path, clock, log, account } = current().origin;
  const opened = openLeaseFile({
    path,
    clock,
    log,
    fsync: !config.settings.dontUseFsync,
    owner: ownerOf(account),
    records: () => logged(snapshotOf(current(), serverDuid), log),
  });
  if (!opened.ok) return refused(serverLog.cannotAppendLeases(path));
  await opened.leases.rewrite();
  return done(opened.leases);
}

function ownerOf({ uid, gid }: Account): { readonly uid: number; readonly gid: number } | undefined {
  if (uid === undefined && gid === undefined) return undefined;
  return { uid: uid ?? process.getuid?.() ?? 0, gid: gid ?? process.getgid?.() ?? 0 };
}

/** `-T`: the file that a start would write is written beside the real one, and removed again. */
export async function testLeaseDatabase(database: LeaseDatabase): Promise<void> {
  const { path, clock, log } = database.origin;
  const settings = { path, log, fsync: false };
  const created = createNewFile(settings, epochSeconds(Math.floor(clock.now() / 1000)));
  if (!created) return;
  if (await writeSlices(settings, created, logged(snapshotOf(database, database.found.serverDuid), log)))
    log(serverLog.leaseTestDone(created.name));
  discard(created);
}
