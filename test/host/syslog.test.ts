import { describe, expect, it } from 'vitest';
import { formatSyslog, openSyslog, type SyslogSocket } from '../../src/host/syslog.ts';

const NOW = new Date(2026, 10, 3, 9, 5, 7);
const who = { ident: 'dhcpd', pid: 42, facility: 'daemon' } as const;

describe('syslog line', () => {
  it.each([
    ['info', 'daemon', '<30>Nov  3 09:05:07 dhcpd[42]: text'],
    ['error', 'daemon', '<27>Nov  3 09:05:07 dhcpd[42]: text'],
    ['debug', 'local7', '<191>Nov  3 09:05:07 dhcpd[42]: text'],
    ['info', 'kern', '<6>Nov  3 09:05:07 dhcpd[42]: text'],
  ] as const)('%s of %s', (level, facility, line) => {
    expect(formatSyslog({ ...who, facility }, { level, text: 'text', now: NOW })).toBe(line);
  });

  it('has days of two digits without padding', () => {
    const line = formatSyslog(who, { level: 'info', text: '', now: new Date(2026, 0, 31, 23, 59, 59) });
    expect(line).toBe('<30>Jan 31 23:59:59 dhcpd[42]: ');
  });
});

describe('connection to the log daemon', () => {
  function setUp() {
    const taken: string[] = [];
    let listening = true;
    let connects = 0;
    const connect = (): SyslogSocket | undefined => {
      connects++;
      const generation = connects;
      if (!listening) return undefined;
      return {
        send(message) {
          if (!listening || generation !== connects) return { code: 'ECONNREFUSED' };
          taken.push(
            Buffer.from(message)
              .toString('latin1')
              .replace(/^.*?: /, ''),
          );
          return undefined;
        },
        close: () => {},
      };
    };
    const daemon = {
      stop: () => {
        listening = false;
      },
      start: () => {
        listening = true;
      },
    };
    return { taken, daemon, syslog: openSyslog({ ...who, connect }) };
  }

  it('hides debug lines, as the reference masks them', () => {
    const { taken, syslog } = setUp();
    syslog.send('debug', 'secret', NOW);
    syslog.send('info', 'seen', NOW);
    expect(taken).toEqual(['seen']);
  });

  it('is looked for once a second while the daemon is away, and made anew when it came back', () => {
    const { taken, daemon, syslog } = setUp();
    const later = (millis: number) => new Date(NOW.getTime() + millis);
    syslog.send('info', '1', NOW);
    daemon.stop();
    syslog.send('info', '2', later(1));
    daemon.start();
    syslog.send('info', '3', later(999));
    syslog.send('info', '4', later(1001));
    expect(taken).toEqual(['1', '4']);
  });

  it('takes a message of several lines as several messages', () => {
    const { taken, syslog } = setUp();
    syslog.send('error', '\nfirst\n\nsecond', NOW);
    expect(taken).toEqual(['first', 'second']);
  });
});
