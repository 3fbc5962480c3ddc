import type { Level } from '../diagnostics/message.ts';

/** A connected datagram socket; net/ has it. */
export interface SyslogSocket {
  /** Undefined when the message was taken. */
  send(message: Uint8Array): { readonly code: string } | undefined;
  close(): void;
}

export interface SyslogSettings {
  /** The name in front of each line: the basename of the program. */
  readonly ident: string;
  readonly pid: number;
  readonly facility: Facility;
  /** Connects to /dev/log; undefined while nobody listens there. */
  readonly connect: () => SyslogSocket | undefined;
}

/** `log-facility` of dhcpd.conf(5) with the numbers of syslog(3). */
export const FACILITIES = {
  kern: 0,
  user: 1,
  mail: 2,
  daemon: 3,
  auth: 4,
  syslog: 5,
  lpr: 6,
  news: 7,
  uucp: 8,
  cron: 9,
  authpriv: 10,
  ftp: 11,
  local0: 16,
  local1: 17,
  local2: 18,
  local3: 19,
  local4: 20,
  local5: 21,
  local6: 22,
  local7: 23,
} as const;
export type Facility = keyof typeof FACILITIES;

const PRIORITIES: Readonly<Record<Level, number>> = { error: 3, info: 6, debug: 7 };
/** The reference's mask: debug lines never reach syslog. */
const LOWEST_PRIORITY = PRIORITIES.info;

export interface Syslog {
  send(level: Level, text: string, now: Date): void;
  close(): void;
}

/** How long a log daemon that is away is left alone: looking for it costs more than answering a client. */
const LOOK_AGAIN_MILLIS = 1000;

/** Speaks to the local log daemon as syslog(3) does: while it is away lines are lost. */
export function openSyslog(settings: SyslogSettings): Syslog {
  let socket = settings.connect();
  let lookedAt = 0;
  const sendLine = (line: string): void => {
    const message = Buffer.from(line, 'latin1');
    if (socket && socket.send(message)?.code !== 'ECONNREFUSED') return;
    socket?.close();
    socket = settings.connect();
    socket?.send(message);
  };
  return {
    send(level, text, now) {
      if (PRIORITIES[level] > LOWEST_PRIORITY) return;
      if (!socket && now.getTime() - lookedAt < LOOK_AGAIN_MILLIS) return;
      lookedAt = now.getTime();
      for (const line of text.split('\n'))
        if (line !== '') sendLine(formatSyslog(settings, { level, text: line, now }));
    },
    close() {
      socket?.close();
      socket = undefined;
    },
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `<30>Nov  3 09:05:00 dhcpd[42]: text`, in local time (RFC 3164 §4.1). */
export function formatSyslog(
  settings: Pick<SyslogSettings, 'ident' | 'pid' | 'facility'>,
  { level, text, now }: { readonly level: Level; readonly text: string; readonly now: Date },
): string {
  const priority = FACILITIES[settings.facility] * 8 + PRIORITIES[level];
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = String(now.getDate()).padStart(2, ' ');
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  return `<${priority}>${MONTHS[now.getMonth()]} ${day} ${time} ${settings.ident}[${settings.pid}]: ${text}`;
}
