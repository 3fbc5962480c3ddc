import { getSystemErrorMessage } from 'node:util';

/** glibc's strerror(3) where libuv's own words differ by more than the first letter. */
const TEXTS: Readonly<Record<string, string>> = {
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EFAULT: 'Bad address',
  EIO: 'Input/output error',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  ENODEV: 'No such device',
  ENOMEM: 'Cannot allocate memory',
  ENOTEMPTY: 'Directory not empty',
  ENXIO: 'No such device or address',
  EPIPE: 'Broken pipe',
  EAGAIN: 'Resource temporarily unavailable',
  ETXTBSY: 'Text file busy',
  EXDEV: 'Invalid cross-device link',
};

/** The text the reference prints for `%m`, from an error thrown by `node:fs` and its like. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, errno } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : TEXTS[code];
  if (known !== undefined) return known;
  if (typeof errno !== 'number' || errno === 0) return error.message;
  // Calls of `process` report positive numbers, those of `fs` negative ones.
  const text = getSystemErrorMessage(-Math.abs(errno));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `ENOENT` and its like; undefined for errors that are none of the system's. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
