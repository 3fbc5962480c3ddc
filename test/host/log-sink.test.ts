import { describe, expect, it } from 'vitest';
import { defineMessages, row } from '../../src/diagnostics/message.ts';
import { newLogSink } from '../../src/host/log-sink.ts';
import type { Syslog } from '../../src/host/syslog.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';

const says = defineMessages('test', {
  info: row('info', (text: string) => text),
  error: row('error', (text: string) => text),
  debug: row('debug', (text: string) => text),
});

function setUp(format: 'isc' | 'json' = 'isc') {
  let text = '';
  let flushed = 0;
  const stderr = {
    write(more: string) {
      text += more;
    },
    flush() {
      flushed++;
    },
  };
  const sink = newLogSink({ stderr, format, clock: { now: () => epochMillis(Date.UTC(2026, 10, 3, 9, 5, 7, 8)) } });
  return { sink, text: () => text, flushed: () => flushed };
}

function listSyslog(lines: string[]): Syslog {
  return {
    send: (level, text, now) => lines.push(`${level} ${text} ${now.toISOString()}`),
    close: () => lines.push('closed'),
  };
}

describe('log', () => {
  it('writes the bare text with a newline on standard error, debug lines too', () => {
    const { sink, text } = setUp();
    for (const say of [says.info, says.error, says.debug]) sink.log(say('line'));
    expect(text()).toBe('line\nline\nline\n');
  });

  it('cuts lines where the buffer of the reference ends', () => {
    const { sink, text } = setUp();
    sink.log(says.info('x'.repeat(5000)));
    expect(text()).toBe(`${'x'.repeat(1023)}\n`);
  });

  it('says nothing on standard error once it is switched off, and does not build the text', () => {
    const { sink, text } = setUp();
    sink.showOnStderr(false);
    sink.log({ ...says.info('x'), text: () => expect.unreachable('text was built') });
    expect(text()).toBe('');
  });

  it('goes to syslog with level and time, and to another facility on request', () => {
    const { sink } = setUp();
    const first: string[] = [];
    const second: string[] = [];
    sink.useSyslog(listSyslog(first));
    sink.log(says.error('a'));
    sink.useSyslog(listSyslog(second));
    sink.log(says.info('b'));
    expect(first).toEqual(['error a 2026-11-03T09:05:07.008Z', 'closed']);
    expect(second).toEqual(['info b 2026-11-03T09:05:07.008Z']);
  });

  it('is one JSON object a line on request', () => {
    const { sink, text } = setUp('json');
    sink.log(says.error('say "hello"'));
    sink.log(says.debug('x'));
    const lines = text()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toEqual([
      { level: 'error', time: '2026-11-03T09:05:07.008Z', code: 'test.error', msg: 'say "hello"' },
      { level: 'debug', time: '2026-11-03T09:05:07.008Z', code: 'test.debug', msg: 'x' },
    ]);
  });

  it('brings out the last lines when asked', () => {
    const { sink, flushed } = setUp();
    sink.flush();
    expect(flushed()).toBe(1);
  });
});
