import { closeSync, constants, fchownSync, fsync, linkSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { hostLog } from '../diagnostics/catalogue/host.ts';
import type { Message } from '../diagnostics/message.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import { type AppendFile, openAppendFile, writeAll } from './append-file.ts';
import { errorCode, errorText } from './error-text.ts';

/** Text written between two turns of the event loop: rendering and writing it takes less than a millisecond. */
const SLICE = 32 << 10;
/** Unsynced text that may gather: a commit meanwhile may have to wait for the disk to take it (4 MiB cost it 3 ms at the median). */
const MOST_DIRTY = 512 << 10;

export interface RewriteSettings {
  readonly path: string;
  /** `dont-use-fsync`: nothing is forced to the disk. */
  readonly fsync: boolean;
  /** Whom the file shall belong to when root gives up its rights later (`-user`, `-group`). */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  readonly log: (message: Message) => void;
}

/** A new lease file that is being written beside the one in use. */
export interface NewFile {
  readonly name: string;
  readonly file: AppendFile;
}

/** Creates FILE.EPOCH, the name under which the reference writes it too. */
export function createNewFile(settings: RewriteSettings, now: EpochSeconds): NewFile | undefined {
  const name = `${settings.path}.${now}`;
  const { O_WRONLY, O_CREAT, O_TRUNC, O_APPEND } = constants;
  let fd: number;
  try {
    fd = openSync(name, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o664);
  } catch (error) {
    settings.log(hostLog.cannotCreateLeaseFile(errorText(error)));
    return undefined;
  }
  const created = { name, file: openAppendFile(fd) };
  if (settings.owner === undefined) return created;
  try {
    fchownSync(fd, settings.owner.uid, settings.owner.gid);
    return created;
  } catch (error) {
    settings.log(hostLog.cannotChownLeaseFile(errorText(error)));
    discard(created);
    return undefined;
  }
}

/** Gives a new file up. */
export function discard({ name, file }: NewFile): void {
  file.close();
  try {
    unlinkSync(name);
  } catch {
    // Already gone: nothing to tidy up.
  }
}

/** Writes records a slice at a time, letting the event loop turn in between, and syncs. False when the disk refuses. */
export async function writeSlices(
  settings: RewriteSettings,
  { name, file }: NewFile,
  records: Iterable<string>,
): Promise<boolean> {
  let slice = '';
  let synced = file.length;
  try {
    for (const record of records) {
      slice += record;
      if (slice.length < SLICE) continue;
      writeAll(file, Buffer.from(slice, 'latin1'));
      slice = '';
      await nextTurn();
      if (settings.fsync && file.length - synced > MOST_DIRTY) {
        await synchronise(file);
        synced = file.length;
      }
    }
    writeAll(file, Buffer.from(slice, 'latin1'));
    if (settings.fsync) await synchronise(file);
    return true;
  } catch (error) {
    settings.log(hostLog.cannotWriteNewLeaseFile(name, errorText(error)));
    return false;
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const synchronise = (file: AppendFile): Promise<void> =>
  new Promise((resolve, reject) => {
    file.sync((error) => (error ? reject(error) : resolve()));
  });

/**
 * Puts the new file in place of the old one, which stays as FILE~. At every moment there is a complete file under the name.
 */
export function install(settings: RewriteSettings, { name }: NewFile): boolean {
  const { path, log } = settings;
  const backup = `${path}~`;
  if (!removeBackup(backup, log) || !keepBackup(path, backup, log)) return false;
  try {
    renameSync(name, path);
    return true;
  } catch (error) {
    log(hostLog.cannotInstall(name, path, errorText(error)));
    return false;
  }
}

function removeBackup(backup: string, log: (message: Message) => void): boolean {
  try {
    unlinkSync(backup);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      log(hostLog.cannotRemoveBackup(backup, errorText(error)));
      return false;
    }
  }
  return true;
}

function keepBackup(path: string, backup: string, log: (message: Message) => void): boolean {
  try {
    linkSync(path, backup);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      log(hostLog.cannotBackUp(path, backup, errorText(error)));
      return false;
    }
    log(hostLog.noLeaseFileToBackUp(path));
  }
  return true;
}

/** The rename itself is only durable once the directory is on the disk. */
export function syncDirectory(path: string): Promise<void> {
  return new Promise((resolve) => {
    let fd: number;
    try {
      fd = openSync(dirname(path), 'r');
    } catch {
      resolve();
      return;
    }
    fsync(fd, () => {
      closeSync(fd);
      resolve();
    });
  });
}
