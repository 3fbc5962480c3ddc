import { hostLog } from '../diagnostics/catalogue/host.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import { daemonIsReady, isDaemon, startDaemon } from '../host/daemon.ts';
import type { DhcpdArguments } from '../server/arguments.ts';
import type { Started } from '../server/dhcpd.ts';
import { newServerLog, type ServerLog } from '../server/log.ts';
import { parseDhcpdArguments } from './dhcpd-arguments.ts';
import { VERSION } from './version.ts';

/** The program dhcpd(8). */

function end(log: ServerLog, code: number, ...messages: readonly Message[]): never {
  for (const message of messages) log.log(message);
  log.sink.flush();
  process.exit(code);
}

function say(message: Message): void {
  process.stderr.write(`${message.text()}\n`);
}

/** Fatal ends have the reference's closing words. */
function refuse(log: ServerLog, messages: readonly Message[]): never {
  return end(log, 1, ...messages, serverLog.fatalEnd());
}

async function run(given: DhcpdArguments, early: readonly Message[]): Promise<void> {
  const log = newServerLog(given.logFormat);
  if (!given.foreground && !isDaemon())
    process.exit(await startDaemon(({ message }) => say(hostLog.cannotForkDaemon(message))));
  for (const message of early) log.log(message);
  const { startDhcpd } = await import('../server/dhcpd.ts');
  const started = await startDhcpd(given, {
    environment: process.env,
    log,
    fatal: (message) => refuse(log, [message]),
    begin() {
      if (given.quiet) log.sink.showOnStderr(false);
      else log.log(serverLog.banner(VERSION));
    },
    ready() {
      log.sink.flush();
      log.sink.showOnStderr(given.logToStderr && !given.quiet);
      if (isDaemon()) daemonIsReady();
    },
  });
  if (!started.ok) refuse(log, started.messages);
  const server = started.value;
  if (server.kind === 'tested') end(log, 0);
  process.on('SIGHUP', () => server.reload());
  process.on('SIGUSR1', () => server.rewriteLeases());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => endBySignal(log, signal, server));
}

/** How long a disk that does not answer may hold up the end. */
const LAST_SYNC_MILLIS = 1000;

/**
 * Like the reference, which handles no signals, the process ends at once and its parent sees the signal; only a sync of the lease
 * file that is under way is waited for, so that its clients get their answers.
 */
function endBySignal(
  log: ServerLog,
  signal: 'SIGTERM' | 'SIGINT',
  server: Extract<Started, { kind: 'serving' }>,
): void {
  const die = (): void => {
    log.sink.flush();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  };
  setTimeout(die, LAST_SYNC_MILLIS);
  server.settle(die);
}

const command = parseDhcpdArguments(process.argv.slice(2));
switch (command.kind) {
  case 'version':
    process.stderr.write(`isc-dhcpd-4.4.3-P1 (longlease ${VERSION})\n`);
    break;
  case 'help':
    say(serverLog.usage('dhcpd'));
    break;
  case 'refused': {
    const log = newServerLog('text');
    const banner = command.usage ? [serverLog.banner(VERSION)] : [];
    const usage = command.usage ? [serverLog.usage('dhcpd')] : [];
    refuse(log, [...banner, ...command.messages, ...usage]);
    break;
  }
  case 'inspect': {
    const { inspect } = await import('./inspect.ts');
    process.exitCode = inspect(command);
    break;
  }
  case 'run':
    await run(command.arguments, command.messages);
    break;
}
