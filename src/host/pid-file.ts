import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { errorCode, errorText } from './error-text.ts';

/**
 * Whether the pid file names another living process; a file with no number in it counts as one, as the reference takes it.
 */
export function isAlreadyRunning(path: string): boolean {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch {
    return false;
  }
  if (text === '') return false;
  const pid = Number.parseInt(/^\s*[+-]?\d+/.exec(text)?.[0] ?? '0', 10);
  return pid === 0 || (pid !== process.pid && isAlive(pid));
}

/** A process of somebody else that may not be signalled is not one of ours. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === undefined;
  }
}

/** Undefined, or why it could not be written. */
export function writePidFile(path: string): string | undefined {
  try {
    writeFileSync(path, `${process.pid}\n`, { mode: 0o644 });
    return undefined;
  } catch (error) {
    return errorText(error);
  }
}

export function removePidFile(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Somebody removed it already, or we may not: both are fine at the end.
  }
}
