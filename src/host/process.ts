import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { hostLog } from '../diagnostics/catalogue/host.ts';
import type { Message } from '../diagnostics/message.ts';
import { errorText } from './error-text.ts';

/** Commands that may wait for their turn; a server that gives out thousands of leases to a hanging script must not grow. */
const MOST_WAITING = 10_000;
/** What a shell's child exits with when the program cannot be run, as waitpid(2) reports it. */
const CANNOT_EXECUTE = 127 << 8;

/** Runs the commands of `execute()` in dhcp-eval(5). */
export interface CommandRunner {
  run(command: string, args: readonly string[]): void;
}

/**
 * One command after the other, in order, as the reference runs them; but the server does not wait (there it stands still
 * meanwhile). Statuses are logged as waitpid(2) gives them: exit code 1 is 256.
 */
export function newCommandRunner(log: (message: Message) => void): CommandRunner {
  const waiting: { command: string; args: readonly string[] }[] = [];
  let running = false;

  function next(): void {
    const first = waiting.shift();
    running = first !== undefined;
    if (first) start(first.command, first.args);
  }
  function start(command: string, args: readonly string[]): void {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', (error) => {
      log(hostLog.executeFailed(command, errorText(error)));
      log(hostLog.executeStatus(command, CANNOT_EXECUTE));
      next();
    });
    child.once('exit', (code, signal) => {
      const status = signal === null ? (code ?? 0) << 8 : constants.signals[signal];
      if (status !== 0) log(hostLog.executeStatus(command, status));
      next();
    });
  }
  return {
    run(command, args) {
      if (waiting.length >= MOST_WAITING) log(hostLog.executeOverload(command));
      else if (running) waiting.push({ command, args });
      else {
        running = true;
        start(command, args);
      }
    },
  };
}
