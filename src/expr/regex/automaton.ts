import type { OctetSet } from './octet-set.ts';
import type { Pattern } from './pattern.ts';

/**
 * Matches in time proportional to the subject, whatever the pattern: subjects come from clients, and a backtracking matcher could
 * be made to run for years by one packet. States are sets of positions in a program, found as they are needed.
 */
type Instruction =
  | { readonly op: 'octet'; readonly set: OctetSet; readonly next: number }
  | { readonly op: 'fork'; readonly targets: number[] }
  | { readonly op: 'start' | 'end'; readonly next: number }
  | { readonly op: 'match' };

interface State {
  readonly positions: readonly number[];
  /** A match has been found. */
  readonly isMatch: boolean;
  /** It would be one if the subject ended here. */
  readonly isMatchAtEnd: boolean;
  readonly next: (State | undefined)[];
}

const MOST_INSTRUCTIONS = 20_000;
const MOST_STATES = 1_000;

class Program {
  readonly instructions: Instruction[] = [{ op: 'match' }];

  /** Adds the instructions of a pattern that goes on at `next`; gives where it begins. */
  add(pattern: Pattern, next: number): number {
    switch (pattern.kind) {
      case 'octet':
        return this.#push({ op: 'octet', set: pattern.set, next });
      case 'sequence':
        return pattern.parts.reduceRight((after, part) => this.add(part, after), next);
      case 'choice':
        return this.#push({ op: 'fork', targets: pattern.parts.map((part) => this.add(part, next)) });
      case 'repeat':
        return this.#repeat(pattern.part, pattern.min, pattern.max, next);
      case 'group':
        return this.add(pattern.part, next);
      case 'start':
      case 'end':
        return this.#push({ op: pattern.kind, next });
      case 'word-edge':
      case 'back-reference':
        return next;
    }
  }

  #push(instruction: Instruction): number {
    return this.instructions.push(instruction) - 1;
  }

  #repeat(part: Pattern, min: number, max: number | undefined, next: number): number {
    let entry = next;
    if (max === undefined) {
      const targets = [next];
      entry = this.#push({ op: 'fork', targets });
      targets.push(this.add(part, entry));
    }
    for (let i = min; max !== undefined && i < max && this.#hasRoom(); i++) {
      entry = this.#push({ op: 'fork', targets: [next, this.add(part, entry)] });
    }
    for (let i = 0; i < min && this.#hasRoom(); i++) entry = this.add(part, entry);
    return entry;
  }

  #hasRoom(): boolean {
    return this.instructions.length <= MOST_INSTRUCTIONS;
  }
}

class Automaton {
  readonly #program: readonly Instruction[];
  readonly #entry: number;
  readonly #states = new Map<string, State>();
  readonly #first: State;

  constructor(program: readonly Instruction[], entry: number) {
    this.#program = program;
    this.#entry = entry;
    this.#first = this.#state(this.#closure([entry], { atStart: true, atEnd: false }), true);
  }

  matches(subject: string): boolean {
    let state = this.#first;
    for (let i = 0; i < subject.length && !state.isMatch; i++) {
      const octet = subject.charCodeAt(i);
      state = state.next[octet] ??= this.#step(state, octet);
    }
    return state.isMatch || state.isMatchAtEnd;
  }

  /** A match may begin anywhere: every step also enters the program anew. */
  #step(from: State, octet: number): State {
    const targets = [this.#entry];
    for (const position of from.positions) {
      const instruction = this.#program[position];
      if (instruction?.op === 'octet' && instruction.set[octet]) targets.push(instruction.next);
    }
    return this.#state(this.#closure(targets, { atStart: false, atEnd: false }), false);
  }

  #state(positions: readonly number[], atStart: boolean): State {
    const key = `${atStart ? '^' : ''}${positions.join()}`;
    const known = this.#states.get(key);
    if (known) return known;
    const atEnd = this.#closure(positions, { atStart, atEnd: true });
    const state = { positions, isMatch: positions.includes(0), isMatchAtEnd: atEnd.includes(0), next: [] };
    if (this.#states.size >= MOST_STATES) this.#forget();
    this.#states.set(key, state);
    return state;
  }

  /** Patterns with very many states find them again and again instead of keeping them. */
  #forget(): void {
    this.#states.clear();
    this.#first.next.length = 0;
  }

  /** All positions reachable without reading an octet, in ascending order. */
  #closure(seeds: readonly number[], place: { atStart: boolean; atEnd: boolean }): number[] {
    const seen = new Set<number>(seeds);
    for (const position of seen) {
      const instruction = this.#program[position];
      if (instruction?.op === 'fork') for (const target of instruction.targets) seen.add(target);
      if (instruction?.op === 'start' && place.atStart) seen.add(instruction.next);
      if (instruction?.op === 'end' && place.atEnd) seen.add(instruction.next);
    }
    return [...seen].sort((a, b) => a - b);
  }
}

/** A matcher for a pattern without back references and word edges; undefined when it would become too large. */
export function newAutomaton(pattern: Pattern): ((subject: string) => boolean) | undefined {
  const program = new Program();
  const entry = program.add(pattern, 0);
  if (program.instructions.length > MOST_INSTRUCTIONS) return undefined;
  const automaton = new Automaton(program.instructions, entry);
  return (subject) => automaton.matches(subject);
}
