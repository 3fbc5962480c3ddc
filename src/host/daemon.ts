import { spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';

/** Tells a process that it is the background half, and that the foreground half reads descriptor 3. */
const MARK = 'LONGLEASE_DAEMON';
const READY_FD = 3;

/** Whether this process was started by `startDaemon`. */
export const isDaemon = (): boolean => process.env[MARK] !== undefined;

/**
 * Starts this program again in the background, in a session of its own, and waits until it serves or ends.
 * The result is the exit code for the foreground half: 0 when the server is up, else the server's own.
 */
export function startDaemon(failed: (error: Error) => void): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
      env: { ...process.env, [MARK]: '1' },
    });
    child.once('error', (error) => {
      failed(error);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
    child.stdio[READY_FD]?.once('data', () => {
      child.unref();
      resolve(0);
    });
  });
}

/** In the background half: the server is up. Lets the foreground half end and lets go of the terminal. */
export function daemonIsReady(): void {
  delete process.env[MARK];
  writeSync(READY_FD, '0');
  closeSync(READY_FD);
  for (const fd of [0, 1, 2]) closeSync(fd);
  for (const flags of ['r', 'w', 'w']) openSync('/dev/null', flags);
}
