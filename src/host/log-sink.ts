import { pino } from 'pino';
import type { Message } from '../diagnostics/message.ts';
import type { Clock } from './clock.ts';
import type { LineWriter } from './line-writer.ts';
import type { Syslog } from './syslog.ts';

/** The reference formats every line into a buffer of this many octets. */
const LONGEST_LINE = 1023;

/** Where log lines go. */
export interface LogSink {
  log(message: Message): void;
  /** Lines on standard error: `-d` and `-f` keep them, `-q` and the daemon end them. */
  showOnStderr(shown: boolean): void;
  /** Takes another way to syslog (`log-facility`); undefined: none. */
  useSyslog(syslog: Syslog | undefined): void;
  /** Brings the last lines out; for the end of the process. */
  flush(): void;
}

export interface LogSettings {
  readonly stderr: LineWriter;
  readonly clock: Clock;
  /** `isc`: the reference's text; `json`: one object a line. */
  readonly format: 'isc' | 'json';
}

/** The log of the whole process, to standard error until told otherwise. */
export function newLogSink({ stderr, clock, format }: LogSettings): LogSink {
  let shown = true;
  let syslog: Syslog | undefined;
  const write = format === 'json' ? jsonLines(stderr, clock) : textLines(stderr);
  return {
    log(message) {
      if (shown) write(message);
      syslog?.send(message.level, shorten(message.text()), new Date(clock.now()));
    },
    showOnStderr(value) {
      shown = value;
    },
    useSyslog(next) {
      syslog?.close();
      syslog = next;
    },
    flush: () => stderr.flush(),
  };
}

const shorten = (text: string): string => (text.length > LONGEST_LINE ? text.slice(0, LONGEST_LINE) : text);

function textLines(stderr: LineWriter): (message: Message) => void {
  return (message) => stderr.write(`${shorten(message.text())}\n`);
}

function jsonLines(stderr: LineWriter, clock: Clock): (message: Message) => void {
  const logger = pino(
    {
      level: 'debug',
      base: null,
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => stderr.write(line) },
  );
  return (message) => logger[message.level]({ code: message.code }, message.text());
}
