import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** A file that only grows, as the journal needs it. Methods throw what the system reports. */
export interface AppendFile {
  readonly length: number;
  /** Writes at the end; may write less than all of it. */
  write(bytes: Uint8Array): number;
  truncate(length: number): void;
  /** Calls back when everything written is on the disk. */
  sync(done: (error: Error | null) => void): void;
  close(): void;
}

/** Opens an existing file, or takes over a descriptor, for appending. */
export function openAppendFile(file: string | number): AppendFile {
  const fd = typeof file === 'number' ? file : openSync(file, 'a', 0o664);
  let length = fstatSync(fd).size;
  return {
    get length() {
      return length;
    },
    write(bytes) {
      const written = writeSync(fd, bytes, 0, bytes.length, null);
      length += written;
      return written;
    },
    truncate(to) {
      ftruncateSync(fd, to);
      length = to;
    },
    sync: (done) => fdatasync(fd, done),
    close: () => closeSync(fd),
  };
}

/** Writes all of it; throws when the disk takes no more, with a part possibly written. */
export function writeAll(file: AppendFile, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) {
    const written = file.write(at === 0 ? bytes : bytes.subarray(at));
    if (written === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC', errno: -28 });
    at += written;
  }
}
