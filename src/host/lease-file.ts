import { hostLog } from '../diagnostics/catalogue/host.ts';
import { epochSeconds } from '../kernel/scalars.ts';
import { type AppendFile, openAppendFile } from './append-file.ts';
import type { Clock } from './clock.ts';
import { errorText } from './error-text.ts';
import { type Committed, Journal, type JournalOwner } from './journal.ts';
import {
  createNewFile,
  discard,
  install,
  type NewFile,
  type RewriteSettings,
  syncDirectory,
  writeSlices,
} from './rewrite.ts';

/** The lease file of a running server. */
export interface LeaseFile {
  /** False while the disk does not take records; nothing is granted then. */
  readonly working: boolean;
  append(text: string): void;
  commit(done: Committed): void;
  /** Writes the file anew from the state in memory while service goes on. False: it failed or one is under way. */
  rewrite(): Promise<boolean>;
}

export interface LeaseFileSettings extends RewriteSettings {
  readonly clock: Clock;
  /** Header and all records, rendered as they are asked for; the state may change meanwhile. */
  readonly records: () => Iterable<string>;
}

export type OpenedLeaseFile =
  | { readonly ok: true; readonly leases: LeaseFile }
  | { readonly ok: false; readonly reason: string };

/** Opens an existing lease file for appending. */
export function openLeaseFile(settings: LeaseFileSettings): OpenedLeaseFile {
  let file: AppendFile;
  try {
    file = openAppendFile(settings.path);
  } catch (error) {
    return { ok: false, reason: errorText(error) };
  }
  let rewriting = false;
  const exclusively = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (rewriting) return undefined;
    rewriting = true;
    try {
      return await work();
    } finally {
      rewriting = false;
    }
  };
  const journal: Journal = new Journal(
    file,
    settings,
    journalOwner(settings, () => exclusively(() => rebuild(settings))),
  );
  return {
    ok: true,
    leases: {
      get working() {
        return journal.working;
      },
      append: (text) => journal.append(text),
      commit: (done) => journal.commit(done),
      rewrite: async () => (await exclusively(() => rewriteUnderLoad(settings, journal))) ?? false,
    },
  };
}

function journalOwner(settings: LeaseFileSettings, rebuildFile: () => Promise<AppendFile | undefined>): JournalOwner {
  const { log, path } = settings;
  return {
    failed(step, error) {
      const reason = errorText(error);
      log(step === 'write' ? hostLog.cannotWriteLeases(reason) : hostLog.cannotSyncLeases(reason));
      log(hostLog.leasesHeldBack(path));
    },
    recovered: () => log(hostLog.leasesSavedAgain(path)),
    rebuild(done) {
      void rebuildFile().then(done);
    },
  };
}

const begin = (settings: LeaseFileSettings): NewFile | undefined =>
  createNewFile(settings, epochSeconds(Math.floor(settings.clock.now() / 1000)));

/** The file written anew and in place, for a journal that is at a standstill. */
async function rebuild(settings: LeaseFileSettings): Promise<AppendFile | undefined> {
  const created = begin(settings);
  if (!created) return undefined;
  if ((await writeSlices(settings, created, settings.records())) && install(settings, created)) {
    if (settings.fsync) await syncDirectory(settings.path);
    return created.file;
  }
  discard(created);
  return undefined;
}

/**
 * Records that come in meanwhile go to both files. Only for the last of them, already few, is the journal held, for as long
 * as one commit takes.
 */
async function rewriteUnderLoad(settings: LeaseFileSettings, journal: Journal): Promise<boolean> {
  const created = begin(settings);
  if (!created) return false;
  const copy = journal.copy();
  let done =
    (await writeSlices(settings, created, settings.records())) && (await writeSlices(settings, created, [copy.take()]));
  if (done) {
    const last = await new Promise<string>((resolve) => journal.hold(() => resolve(copy.take())));
    done = (await writeSlices(settings, created, [last])) && install(settings, created);
    if (done && settings.fsync) await syncDirectory(settings.path);
    if (done) journal.adopt(created.file);
    else journal.release();
  }
  copy.end();
  if (!done) discard(created);
  return done;
}
