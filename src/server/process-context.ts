import type { Message } from '../diagnostics/message.ts';
import type { ServerLog } from './log.ts';

/** What the process is told from outside. */
export interface ProcessContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: ServerLog;
  /** Ends the server with a last message. */
  readonly fatal: (message: Message) => void;
  /** The command line and its files are understood: the banner, or silence. */
  readonly begin: () => void;
  /** The server is up: the foreground half of a daemon may end, the terminal is let go. */
  readonly ready: () => void;
}
