import { Command, Option } from 'commander';
import { lintMessages } from '../diagnostics/catalogue/lint.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { DhcpdArguments } from '../server/arguments.ts';

export type DhcpdCommand =
  | { readonly kind: 'run'; readonly arguments: DhcpdArguments; readonly messages: readonly Message[] }
  /** `--lint`, `--print-config`: looks at the config and serves nobody. */
  | {
      readonly kind: 'inspect';
      readonly task: InspectTask;
      readonly format: Format;
      readonly arguments: DhcpdArguments;
    }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' }
  /** The line is wrong; `usage` says whether the reference explains its flags after it. */
  | { readonly kind: 'refused'; readonly messages: readonly Message[]; readonly usage: boolean };

type InspectTask = 'lint' | 'print-config';
export type Format = 'text' | 'json' | 'sarif';

interface Flag {
  readonly flag: string;
  readonly long: string;
  readonly value?: string;
  /** Judges the flag in its place on the line, as the reference does while it reads its arguments. */
  readonly check?: (value: string) => Message | undefined;
}

const FLAGS: readonly Flag[] = [
  { flag: '-p', long: '--port', value: 'udp-port', check: (text) => portFault(text, 65535, 'port') },
  { flag: '-f', long: '--foreground' },
  { flag: '-d', long: '--log-to-stderr' },
  { flag: '-q', long: '--quiet' },
  { flag: '-t', long: '--test-config' },
  { flag: '-T', long: '--test-leases' },
  { flag: '-4', long: '--ipv4' },
  { flag: '-6', long: '--ipv6' },
  { flag: '-4o6', long: '--dhcp4o6', value: 'port', check: (text) => portFault(text, 65534, 'pair') },
  { flag: '-cf', long: '--config-file', value: 'file' },
  { flag: '-lf', long: '--lease-file', value: 'file' },
  { flag: '-pf', long: '--pid-file', value: 'file' },
  { flag: '--no-pid', long: '--without-pid-file' },
  { flag: '-user', long: '--user', value: 'user' },
  { flag: '-group', long: '--group', value: 'group' },
  { flag: '-chroot', long: '--chroot', value: 'directory' },
  { flag: '-s', long: '--reply-address', value: 'address' },
  { flag: '-tf', long: '--trace-file', value: 'file', check: () => serverLog.traceUnsupported('-tf') },
  { flag: '-play', long: '--play-trace', value: 'file', check: () => serverLog.traceUnsupported('-play') },
  { flag: '--log-format', long: '--log-format', value: 'text|json' },
  { flag: '--lint', long: '--lint' },
  { flag: '--print-config', long: '--print-config' },
  { flag: '--format', long: '--format', value: 'text|json|sarif', check: formatFault },
];

const BY_FLAG = new Map(FLAGS.map((flag) => [flag.flag, flag]));
/** IFNAMSIZ of Linux, with the final NUL. */
const INTERFACE_NAME_SIZE = 16;

/** Reads the words after the program's name. */
export function parseDhcpdArguments(words: readonly string[]): DhcpdCommand {
  for (const word of words) {
    if (word === '--version') return { kind: 'version' };
    if (word === '--help' || word === '-h') return { kind: 'help' };
  }
  const normalised = normalise(words);
  if (!normalised.ok) return normalised.refusal;
  const program = new Command().exitOverride().allowExcessArguments().argument('[interfaces...]');
  for (const { long, value } of FLAGS) program.addOption(new Option(value === undefined ? long : `${long} <${value}>`));
  program.parse([...normalised.words], { from: 'user' });
  return complete(program.opts<Record<string, string | true | undefined>>(), program.args);
}

type Normalised =
  | { readonly ok: true; readonly words: readonly string[] }
  | { readonly ok: false; readonly refusal: DhcpdCommand };

/**
 * The reference's single-dash words as long options with `=`, checked from left to right: the first fault on the line is the
 * one it names.
 */
function normalise(words: readonly string[]): Normalised {
  const result: string[] = [];
  const interfaces: string[] = [];
  let family: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    const flag = BY_FLAG.get(word);
    if (!flag) {
      if (word.startsWith('-')) return refuse(serverLog.unknownCommand(word), true);
      if (word.length >= INTERFACE_NAME_SIZE) return refuse(serverLog.interfaceNameTooLong(word), false);
      interfaces.push(word);
      continue;
    }
    if ((word === '-4' || word === '-6') && family !== undefined && family !== word)
      return refuse(serverLog.bothFamilies(), false);
    if (word === '-4' || word === '-6') family = word;
    if (flag.value === undefined) {
      result.push(flag.long);
      continue;
    }
    const value = words[++i];
    if (value === undefined) return refuse(serverLog.noArgument(word), true);
    const fault = flag.check?.(value);
    if (fault) return refuse(fault, false);
    result.push(`${flag.long}=${value}`);
  }
  return { ok: true, words: [...result, '--', ...interfaces] };
}

function refuse(message: Message, usage: boolean): Normalised {
  return { ok: false, refusal: { kind: 'refused', messages: [message], usage } };
}

/** strtol(3) with the reference's bounds. */
function portFault(text: string, upper: number, what: 'port' | 'pair'): Message | undefined {
  const invalid = what === 'port' ? serverLog.invalidPort : serverLog.invalidPortPair;
  const outOfRange = what === 'port' ? serverLog.portOutOfRange : serverLog.portPairOutOfRange;
  if (text !== '' && !/^\s*[-+]?\d{1,18}$/.test(text)) return invalid(text);
  const port = Number(text);
  return port < 1 || port > upper ? outOfRange() : undefined;
}

function formatFault(text: string): Message | undefined {
  return ['text', 'json', 'sarif'].includes(text) ? undefined : lintMessages.unknownFormat(text);
}

function complete(
  given: Readonly<Record<string, string | true | undefined>>,
  interfaces: readonly string[],
): DhcpdCommand {
  const text = (name: string) => given[name] as string | undefined;
  const number = (name: string) => (given[name] === undefined ? undefined : Number(given[name]));
  const has = (name: string) => given[name] !== undefined;
  const options: DhcpdArguments = {
    family: has('ipv6') ? 6 : 4,
    familyGiven: has('ipv6') || has('ipv4'),
    port: number('port'),
    foreground: has('foreground') || has('logToStderr') || has('testConfig') || has('testLeases'),
    logToStderr: has('logToStderr') || has('testConfig') || has('testLeases'),
    quiet: has('quiet'),
    test: has('testLeases') ? 'leases' : has('testConfig') ? 'config' : 'none',
    configFile: text('configFile'),
    leaseFile: text('leaseFile'),
    pidFile: text('pidFile'),
    usePidFile: !has('withoutPidFile'),
    user: text('user'),
    group: text('group'),
    chroot: text('chroot'),
    replyAddress: text('replyAddress'),
    dhcp4o6Port: number('dhcp4o6'),
    logFormat: text('logFormat') === 'json' ? 'json' : 'text',
    interfaces,
  };
  const task = has('lint') ? 'lint' : has('printConfig') ? 'print-config' : undefined;
  if (task) return { kind: 'inspect', task, format: (text('format') ?? 'text') as Format, arguments: options };
  return checkTogether(options);
}

/** What only the whole line shows. */
function checkTogether(options: DhcpdArguments): DhcpdCommand {
  const messages: Message[] = [];
  if (options.port !== undefined) messages.push(serverLog.bindingToPort(options.port));
  if (options.dhcp4o6Port !== undefined) {
    messages.push(serverLog.dhcp4o6Ports(options.dhcp4o6Port));
    if (!options.familyGiven) messages.push(serverLog.dhcp4o6FamilyMissing());
    if (options.family === 4 && options.interfaces.length > 0)
      return { kind: 'refused', messages: [...messages, serverLog.dhcp4o6CommandLineInterfaces()], usage: false };
  }
  return { kind: 'run', arguments: options, messages };
}
