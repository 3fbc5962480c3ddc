import { describe, expect, it } from 'vitest';
import { defineMessages, row } from '../../src/diagnostics/message.ts';
import type { Effect } from '../../src/effects/effects.ts';
import { type InterpreterPorts, newInterpreter } from '../../src/host/interpreter.ts';
import { ipv4, ipv6 } from '../../src/kernel/address.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';

const says = defineMessages('test', { line: row('info', (text: string) => text) });
const log = (text: string): Effect => ({ kind: 'log', message: says.line(text) });
const persist = (name: string): Effect => ({
  kind: 'persist',
  change: { kind: 'subclass', className: name, value: new Uint8Array() },
});
const send4 = (name: string, text?: string): Effect => ({
  kind: 'send4',
  bytes: Buffer.from(name),
  to: { kind: 'routed', address: ipv4(1), port: 68, interfaceName: 'eth0' },
  ...(text === undefined ? {} : { log: says.line(text) }),
});
const send6 = (name: string): Effect => ({
  kind: 'send6',
  bytes: Buffer.from(name),
  to: { interfaceName: 'eth0', interfaceIndex: 2, address: ipv6(1n), port: 546 },
});
const execute = (command: string): Effect => ({ kind: 'execute', command, args: ['x'] });
const fatal = (text: string): Effect => ({ kind: 'fatal', message: says.line(text) });

/** Ports that write down what happens; commits end when the test says so. */
function setUp() {
  const story: string[] = [];
  const commits: ((durable: boolean) => void)[] = [];
  const names = (replies: readonly { bytes: Uint8Array }[]) => replies.map(({ bytes }) => Buffer.from(bytes)).join('+');
  let appended = false;
  const ports: InterpreterPorts = {
    render: (change) => (change.kind === 'subclass' ? `<${change.className}>` : ''),
    append(text) {
      appended = true;
      story.push(`append ${text}`);
    },
    commit(done) {
      if (!appended && commits.length === 0) done(true);
      else commits.push(done);
    },
    send4: (replies) => story.push(`send4 ${names(replies)}`),
    send6: (replies) => story.push(`send6 ${names(replies)}`),
    log: (message) => story.push(`log ${message.text()}`),
    ping: (address) => story.push(`ping ${address}`),
    setTimer: (name, at) => story.push(`timer ${name} ${at}`),
    execute: (command, args) => story.push(`execute ${command} ${args.join(' ')}`),
    fatal: (message) => story.push(`fatal ${message.text()}`),
    pauseInput: () => story.push('pause'),
    resumeInput: () => story.push('resume'),
  };
  const endCommit = (durable = true) => {
    appended = commits.length > 1;
    commits.shift()?.(durable);
  };
  return { story, endCommit, commits, interpreter: newInterpreter(ports) };
}

describe('durable before visible', () => {
  it.each([
    ['a DHCPv4 reply', send4('ack'), 'send4 ack'],
    ['a DHCPv6 reply', send6('reply'), 'send6 reply'],
    ['a command', execute('/bin/x'), 'execute /bin/x x'],
    ['the end by log(fatal)', fatal('end'), 'fatal end'],
  ])('%s leaves only after the commit', (_, effect, line) => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([persist('a'), effect]);
    expect(story).toEqual(['append <a>']);
    endCommit();
    expect(story).toEqual(['append <a>', line]);
  });

  it('holds even a reply that the engine put before its record', () => {
    const { story, interpreter } = setUp();
    interpreter.run([send4('ack'), persist('a')]);
    expect(story).toEqual(['append <a>']);
  });

  it('writes all records of a batch in one go', () => {
    const { story, interpreter } = setUp();
    interpreter.run([persist('a'), send4('x'), persist('b'), send4('y'), persist('c')]);
    expect(story).toEqual(['append <a><b><c>']);
  });

  it('never sends the replies of a failed commit, nor runs its commands', () => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([persist('a'), send4('ack'), send6('reply'), execute('x'), log('after'), send4('late')]);
    endCommit(false);
    expect(story).toEqual(['append <a>', 'log after']);
    expect(interpreter.waiting).toBe(0);
  });

  it('ends the server after log(fatal) even when the disk is broken', () => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([persist('a'), fatal('end')]);
    endCommit(false);
    expect(story.at(-1)).toBe('fatal end');
  });

  it('makes a reply without a record wait for earlier records: it may rest on them', () => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([persist('a'), send4('ack')]);
    interpreter.run([send4('cached ack')]);
    expect(story).toEqual(['append <a>']);
    endCommit();
    endCommit();
    expect(story).toEqual(['append <a>', 'send4 ack', 'send4 cached ack']);
  });

  it('sends at once when nothing is outstanding', () => {
    const { story, interpreter } = setUp();
    interpreter.run([send4('offer')]);
    expect(story).toEqual(['send4 offer']);
  });

  it('goes on with the next batch while a commit is under way', () => {
    const { story, interpreter, commits } = setUp();
    interpreter.run([persist('a'), send4('1')]);
    interpreter.run([persist('b'), send4('2')]);
    expect(story).toEqual(['append <a>', 'append <b>']);
    expect(commits).toHaveLength(2);
  });
});

describe('order', () => {
  it('acts at once where nothing has to wait', () => {
    const { story, interpreter } = setUp();
    interpreter.run([
      persist('a'),
      { kind: 'ping', address: ipv4(7) },
      { kind: 'timer', name: 'offer', at: epochMillis(5) },
      { kind: 'timer', name: 'gone', at: undefined },
    ]);
    expect(story).toEqual(['ping 7', 'timer offer 5', 'timer gone undefined', 'append <a>']);
  });

  it('keeps log lines in their order: before the reply at once, behind it with it', () => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([log('DHCPREQUEST'), persist('a'), send4('ack', 'DHCPACK'), log('pool is full')]);
    expect(story).toEqual(['log DHCPREQUEST', 'append <a>']);
    endCommit();
    expect(story.slice(2)).toEqual(['log DHCPACK', 'log pool is full', 'send4 ack']);
  });

  it('sends the replies of a batch together, in order', () => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([persist('a'), send4('1'), send4('2'), send4('3')]);
    endCommit();
    expect(story.at(-1)).toBe('send4 1+2+3');
  });

  it('sends what came before log(fatal) and nothing behind it', () => {
    const { story, interpreter } = setUp();
    interpreter.run([send4('1'), fatal('end'), send4('2')]);
    expect(story).toEqual(['send4 1', 'fatal end']);
  });
});

describe('back-pressure', () => {
  it('stops reading packets when thousands of replies wait, and goes on when they have left', () => {
    const { story, endCommit, interpreter } = setUp();
    interpreter.run([persist('a'), ...Array.from({ length: 1500 }, () => send4('x'))]);
    expect(story).not.toContain('pause');
    interpreter.run([persist('b'), ...Array.from({ length: 1500 }, () => send4('y'))]);
    expect(story.at(-1)).toBe('pause');
    expect(interpreter.waiting).toBe(3000);
    endCommit();
    expect(story).not.toContain('resume');
    endCommit();
    expect(story.at(-1)).toBe('resume');
    expect(interpreter.waiting).toBe(0);
  });
});
