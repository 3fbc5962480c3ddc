import type { Message } from '../diagnostics/message.ts';
import type { Destination4, Destination6, Effect } from '../effects/effects.ts';
import { unreachable } from '../kernel/assert.ts';
import type { EpochMillis, Ipv4 } from '../kernel/scalars.ts';

/** A DHCPv4 message to send. */
export interface Reply4 {
  readonly bytes: Uint8Array;
  readonly to: Destination4;
}

export interface Reply6 {
  readonly bytes: Uint8Array;
  readonly to: Destination6;
}

/** What the interpreter acts through; a server has sockets and files behind it, a test has lists. */
export interface InterpreterPorts {
  /** The lease file's text of a change. */
  render(change: Extract<Effect, { kind: 'persist' }>['change']): string;
  append(text: string): void;
  /** Calls back when everything appended is durable (true) or was given up (false); at once when nothing is outstanding. */
  commit(done: (durable: boolean) => void): void;
  /** All replies that may leave now, in order. */
  send4(replies: readonly Reply4[]): void;
  send6(replies: readonly Reply6[]): void;
  log(message: Message): void;
  ping(address: Ipv4): void;
  setTimer(name: string, at: EpochMillis | undefined): void;
  execute(command: string, args: readonly string[]): void;
  /** Ends the server. */
  fatal(message: Message): void;
  /** Stops and restarts the reading of packets when too many replies wait for the disk. */
  pauseInput(): void;
  resumeInput(): void;
}

/** Replies that may wait for the disk before no more packets are read: at 20,000 packets/s a tenth of a second. */
const MOST_WAITING = 2048;
/** Below this many reading goes on. */
const FEW_WAITING = 1024;

/** Effects that must not be seen before the records of their batch and of all batches before it are on the disk. */
type Visible = Extract<Effect, { kind: 'send4' | 'send6' | 'execute' | 'fatal' | 'log' }>;

/** Carries out what the engines ask for. */
export interface Interpreter {
  /** The effects of one batch of events, in the engine's order. */
  run(effects: readonly Effect[]): void;
  /** Replies and commands that wait for the disk. */
  readonly waiting: number;
}

/**
 * Durable before visible: all records of a batch are written and synced, then its replies leave, in order. A batch without
 * records waits as well while an earlier one is under way: its answer may rest on a lease that is not on the disk yet.
 * Replies whose records could not be saved are dropped; the clients ask again.
 */
export function newInterpreter(ports: InterpreterPorts): Interpreter {
  let waiting = 0;
  let paused = false;

  function release(visible: readonly Visible[], durable: boolean): void {
    waiting -= visible.length;
    if (durable) show(ports, visible);
    else showOnlyWords(ports, visible);
    if (paused && waiting < FEW_WAITING) {
      paused = false;
      ports.resumeInput();
    }
  }

  function hold(visible: readonly Visible[]): void {
    waiting += visible.length;
    if (!paused && waiting > MOST_WAITING) {
      paused = true;
      ports.pauseInput();
    }
    ports.commit((durable) => release(visible, durable));
  }

  return {
    get waiting() {
      return waiting;
    },
    run(effects) {
      const { text, visible } = actNow(ports, effects);
      if (text !== '') ports.append(text);
      if (text !== '' || visible.length > 0) hold(visible);
    },
  };
}

/**
 * Does what may be done at once and gives what has to wait. Log lines are written at once until the first effect that has to
 * wait; those behind it wait too, so that the log tells the story in its order.
 */
function actNow(ports: InterpreterPorts, effects: readonly Effect[]): { text: string; visible: Visible[] } {
  const visible: Visible[] = [];
  let text = '';
  for (const effect of effects) {
    switch (effect.kind) {
      case 'persist':
        text += ports.render(effect.change);
        break;
      case 'log':
        if (visible.length === 0) ports.log(effect.message);
        else visible.push(effect);
        break;
      case 'ping':
        ports.ping(effect.address);
        break;
      case 'timer':
        ports.setTimer(effect.name, effect.at);
        break;
      case 'send4':
      case 'send6':
      case 'execute':
      case 'fatal':
        visible.push(effect);
        break;
      default:
        unreachable(effect);
    }
  }
  return { text, visible };
}

/** Neighbouring replies go out together. */
function show(ports: InterpreterPorts, visible: readonly Visible[]): void {
  let replies4: Reply4[] = [];
  let replies6: Reply6[] = [];
  const flush = (): void => {
    if (replies4.length > 0) ports.send4(replies4);
    if (replies6.length > 0) ports.send6(replies6);
    replies4 = [];
    replies6 = [];
  };
  for (const effect of visible) {
    switch (effect.kind) {
      case 'send4':
        if (effect.log) ports.log(effect.log);
        replies4.push(effect);
        break;
      case 'send6':
        if (effect.log) ports.log(effect.log);
        replies6.push(effect);
        break;
      case 'log':
        ports.log(effect.message);
        break;
      case 'execute':
        ports.execute(effect.command, effect.args);
        break;
      case 'fatal':
        flush();
        ports.fatal(effect.message);
        return;
      default:
        unreachable(effect);
    }
  }
  flush();
}

/** After a failed commit: `log(fatal, …)` still ends the server, nothing else that clients could see happens. */
function showOnlyWords(ports: InterpreterPorts, visible: readonly Visible[]): void {
  for (const effect of visible) {
    if (effect.kind === 'log') ports.log(effect.message);
    else if (effect.kind === 'fatal') ports.fatal(effect.message);
  }
}
