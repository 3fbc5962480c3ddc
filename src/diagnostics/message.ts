/** A log line as a value: what happened, with which facts. Words live in the catalogue, renderers print them. */
export type Level = 'error' | 'info' | 'debug';

export interface MessageRow<Args extends readonly unknown[]> {
  readonly level: Level;
  /** The reference's text, byte for byte: log parsers depend on it. */
  readonly text: (...args: Args) => string;
}

export interface Message {
  readonly code: string;
  readonly level: Level;
  readonly args: readonly unknown[];
  /** The text without level or date. Built when asked for, so that a suppressed line costs nothing. */
  text(): string;
}

type Catalogue = Readonly<Record<string, MessageRow<never>>>;
type Makers<Rows extends Catalogue> = {
  readonly [Name in keyof Rows]: Rows[Name] extends MessageRow<infer Args> ? (...args: Args) => Message : never;
};

/** Helper for one row: `row('info', (ip: string) => `…${ip}`)`. */
export function row<Args extends readonly unknown[]>(level: Level, text: (...args: Args) => string): MessageRow<Args> {
  return { level, text };
}

/**
 * Turns a table of rows into makers of messages: `log4.offer(ip, mac)` is a Message with code `area.offer`.
 * `area` is the code's first part; codes never change once released.
 */
export function defineMessages<Rows extends Catalogue>(area: string, rows: Rows): Makers<Rows> {
  const makers: Record<string, (...args: never[]) => Message> = {};
  for (const [name, entry] of Object.entries(rows)) {
    const code = `${area}.${name}`;
    const text = entry.text as (...args: unknown[]) => string;
    makers[name] = (...args: unknown[]): Message => ({ code, level: entry.level, args, text: () => text(...args) });
  }
  return makers as Makers<Rows>;
}
