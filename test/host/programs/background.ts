/** A program with a foreground and a background half, as dhcpd is; the argument says how the background half fares. */
import { daemonIsReady, isDaemon, startDaemon } from '../../../src/host/daemon.ts';

if (!isDaemon()) {
  process.exitCode = await startDaemon((error) => process.stderr.write(`${error.message}\n`));
} else if (process.argv[2] === 'serve') {
  process.stderr.write(`serving as ${process.pid}\n`);
  daemonIsReady();
  process.stderr.write('nobody sees this\n');
  setTimeout(() => {}, 60_000);
} else {
  process.stderr.write('cannot serve\n');
  process.exitCode = 1;
}
