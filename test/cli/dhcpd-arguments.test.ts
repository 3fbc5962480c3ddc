import { describe, expect, it } from 'vitest';
import { parseDhcpdArguments } from '../../src/cli/dhcpd-arguments.ts';
import type { DhcpdArguments } from '../../src/server/arguments.ts';

function run(line: string): DhcpdArguments {
  const command = parseDhcpdArguments(line.split(' ').filter(Boolean));
  if (command.kind !== 'run') throw new Error(`${line}: ${command.kind}`);
  return command.arguments;
}

function refusal(...words: string[]): { first: string | undefined; usage: boolean } {
  const command = parseDhcpdArguments(words);
  if (command.kind !== 'refused') throw new Error(`${words.join(' ')}: ${command.kind}`);
  return { first: command.messages.at(-1)?.text(), usage: command.usage };
}

describe('the command line of dhcpd(8)', () => {
  it('takes the single-dash words, with their arguments, in any order', () => {
    const given = run('-f -d -6 -4o6 6769 -cf dhcpd.conf6 -lf /tmp/l -pf /tmp/p eth0 eth1');
    expect(given).toMatchObject({
      family: 6,
      dhcp4o6Port: 6769,
      configFile: 'dhcpd.conf6',
      leaseFile: '/tmp/l',
      pidFile: '/tmp/p',
      foreground: true,
      logToStderr: true,
      interfaces: ['eth0', 'eth1'],
    });
  });

  it('serves DHCPv4 as a daemon when nothing is said', () => {
    expect(run('')).toMatchObject({
      family: 4,
      foreground: false,
      logToStderr: false,
      test: 'none',
      usePidFile: true,
      interfaces: [],
    });
  });

  it.each([
    ['-t', { test: 'config', foreground: true, logToStderr: true }],
    ['-T', { test: 'leases', foreground: true, logToStderr: true }],
    ['-q -t', { test: 'config', quiet: true }],
    ['--no-pid', { usePidFile: false }],
    ['-user dhcpd -group dhcpd -chroot /srv', { user: 'dhcpd', group: 'dhcpd', chroot: '/srv' }],
    ['-s 192.0.2.9', { replyAddress: '192.0.2.9' }],
    ['-p 1067', { port: 1067 }],
  ])('%s', (line, wanted) => {
    expect(run(line)).toMatchObject(wanted);
  });

  it.each([
    [['-p', 'abc'], 'Invalid port number specification: abc'],
    [['-p', '0'], 'Port number specified is out of range (1-65535).'],
    [['-p', '70000'], 'Port number specified is out of range (1-65535).'],
    [['-p', '-5'], 'Port number specified is out of range (1-65535).'],
    [['-4o6', '12x'], 'Invalid port pair specification: 12x'],
    [['-4o6', '65535'], 'Port pair specified is out of range (1-65534).'],
    [['-4o6', ''], 'Port pair specified is out of range (1-65534).'],
    [['-4', '-6'], 'Server cannot run in both IPv4 and IPv6 mode at the same time.'],
    [['-4', '-4o6', '6769', 'eth0'], 'DHCPv4 server in DHPv4 over DHCPv6 mode with command line specified interfaces.'],
    [['a-very-long-interface'], 'a-very-long-interface: interface name too long (is 21)'],
    [['-tf', 'file'], '-tf: the binary trace of ISC dhcpd is not supported; use tcpdump and the log instead'],
  ])('refuses %j with the text of the reference', (words, text) => {
    expect(refusal(...words)).toEqual({ first: text, usage: false });
  });

  it.each(['-cf', '-lf', '-pf', '-p', '-s', '-4o6'])('misses the argument of a final %s', (flag) => {
    expect(refusal(flag)).toEqual({ first: `No argument for command: ${flag} `, usage: true });
  });

  it('does not know other words with a dash', () => {
    expect(refusal('-Z')).toEqual({ first: 'Unknown command -Z', usage: true });
  });

  it('names the first fault of several', () => {
    expect(refusal('-p', 'abc', '-Z').first).toBe('Invalid port number specification: abc');
  });

  it('lets --version and --help win over everything else on the line', () => {
    expect(parseDhcpdArguments(['-Z', '--version'])).toEqual({ kind: 'version' });
    expect(parseDhcpdArguments(['-p', '-h'])).toEqual({ kind: 'help' });
  });

  it('asks for the family with -4o6 and goes on as -4', () => {
    const command = parseDhcpdArguments(['-4o6', '6769']);
    expect(command.kind === 'run' && command.messages.map((message) => message.text())).toEqual([
      'DHCPv4 over DHCPv6 over ::1 port 6769 and 6770',
      'please specify the address family with DHPv4 over DHCPv6 [-4|-6].',
    ]);
  });
});

describe('looking at a config', () => {
  it.each([
    ['--lint -cf c', { kind: 'inspect', task: 'lint', format: 'text' }],
    ['--lint --format sarif', { kind: 'inspect', task: 'lint', format: 'sarif' }],
    ['--print-config', { kind: 'inspect', task: 'print-config' }],
  ])('%s', (line, wanted) => {
    expect(parseDhcpdArguments(line.split(' '))).toMatchObject(wanted);
  });

  it('knows no other format', () => {
    expect(refusal('--lint', '--format', 'xml').first).toBe('xml: unknown format; text, json or sarif');
  });
});
