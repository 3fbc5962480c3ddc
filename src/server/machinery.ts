import type { Config } from '../config/config.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Effect } from '../effects/effects.ts';
import type { Clock } from '../host/clock.ts';
import { type Interpreter, type InterpreterPorts, newInterpreter } from '../host/interpreter.ts';
import type { LeaseFile } from '../host/lease-file.ts';
import { newCommandRunner } from '../host/process.ts';
import { newTimers } from '../host/timers.ts';
import type { EpochMillis } from '../kernel/scalars.ts';
import { renderChange } from '../leasefile/write.ts';
import type { NetIo } from '../net/net-io.ts';
import { leaseFileStyle } from './lease-file-style.ts';

/** An engine of either family, as the shell drives it. */
interface Engine<Event> {
  start(now: EpochMillis): readonly Effect[];
  step(event: Event, now: EpochMillis): readonly Effect[];
}

/** An engine that has read its leases, with what it asked for then. */
export interface Begun<Event> {
  readonly engine: Engine<Event>;
  readonly effects: readonly Effect[];
}

/** What both services need from the process around them. */
export interface Surroundings {
  readonly config: Config;
  readonly net: NetIo;
  readonly clock: Clock;
  readonly log: (message: Message) => void;
  readonly leaseFile: LeaseFile;
  /** Ends the server with a last message (`log(fatal, …)`). */
  readonly fatal: (message: Message) => void;
}

/** How a service's replies and pings leave. */
export type Outlets = Pick<InterpreterPorts, 'send4' | 'send6' | 'ping'>;

/** An engine with everything its effects act on: feed it events, the rest happens. */
export interface Machinery<Event> {
  /** One turn: all events that came together share one commit. */
  feed(events: readonly Event[]): void;
  /** Another config takes over between two turns; timers go on and ring at the new engine. */
  takeOver(config: Config, begun: Begun<Event>): void;
}

type TimerEvent = { readonly kind: 'timer'; readonly name: string };

export function newMachinery<Event>(
  first: Begun<Event | TimerEvent>,
  surroundings: Surroundings,
  outlets: Outlets,
): Machinery<Event> {
  const { clock, leaseFile, log, net } = surroundings;
  let { config } = surroundings;
  let { engine } = first;
  const timers = newTimers(clock, (name) => feed([{ kind: 'timer', name }]));
  const runner = newCommandRunner(log);
  const interpreter: Interpreter = newInterpreter({
    ...outlets,
    render: (change) => renderChange(change, leaseFileStyle(config, clock)),
    append: (text) => leaseFile.append(text),
    commit: (done) => leaseFile.commit(done),
    log,
    setTimer: (name, at) => timers.set(name, at),
    execute: (command, args) => runner.run(command, args),
    fatal: surroundings.fatal,
    pauseInput: () => net.pause(),
    resumeInput: () => net.resume(),
  });
  function feed(events: readonly (Event | TimerEvent)[]): void {
    const now = clock.now();
    const effects: Effect[] = [];
    for (const event of events) for (const effect of engine.step(event, now)) effects.push(effect);
    interpreter.run(effects);
  }
  // The records of what ended while the server was down are in the rewritten file already.
  interpreter.run(first.effects.filter(({ kind }) => kind !== 'persist'));
  return {
    feed,
    takeOver(next, begun) {
      config = next;
      engine = begun.engine;
      interpreter.run(begun.effects);
    },
  };
}
