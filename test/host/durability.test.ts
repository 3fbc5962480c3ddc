import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppendFile } from '../../src/host/append-file.ts';
import { type Interpreter, newInterpreter } from '../../src/host/interpreter.ts';
import { Journal } from '../../src/host/journal.ts';
import { ipv4 } from '../../src/kernel/address.ts';
import { EIO, FakeDisk } from '../support/fake-disk.ts';

/** Interpreter and journal together on a disk that fails at will: the promise to the client must hold in every order of events. */

type Step =
  | { readonly kind: 'grant'; readonly replies: number }
  | { readonly kind: 'answer from memory' }
  | { readonly kind: 'sync ends'; readonly well: boolean }
  | { readonly kind: 'room'; readonly octets: number }
  | { readonly kind: 'time passes' }
  | { readonly kind: 'new file'; readonly well: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('grant' as const), replies: fc.integer({ min: 0, max: 3 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'answer from memory' as const }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('sync ends' as const), well: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('room' as const), octets: fc.nat({ max: 40 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'time passes' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('new file' as const), well: fc.boolean() }) },
);

class Site {
  disk = new FakeDisk();
  /** Names of all records ever made: the state in memory. */
  readonly memory: string[] = [];
  readonly sent: string[] = [];
  readonly broken: string[] = [];
  #rebuild: ((file: AppendFile | undefined) => void) | undefined;
  readonly #journal: Journal;
  readonly #interpreter: Interpreter;

  constructor() {
    this.#journal = new Journal(
      this.disk,
      { fsync: true },
      {
        failed: () => {},
        recovered: () => {},
        rebuild: (done) => {
          this.#rebuild = done;
        },
      },
    );
    const nothing = (): void => {};
    this.#interpreter = newInterpreter({
      render: (change) => (change.kind === 'subclass' ? `<${change.className}>` : ''),
      append: (text) => this.#journal.append(text),
      commit: (done) => this.#journal.commit(done),
      send4: (replies) => {
        for (const { bytes } of replies) this.#leaves(Buffer.from(bytes).toString());
      },
      send6: nothing,
      log: nothing,
      ping: nothing,
      setTimer: nothing,
      execute: nothing,
      fatal: nothing,
      pauseInput: nothing,
      resumeInput: nothing,
    });
  }

  /** A reply is named after the number of records that it rests on; a crash right now must leave all of them. */
  #leaves(name: string): void {
    this.sent.push(name);
    const restsOn = Number(name.split('/')[0]);
    for (const record of this.memory.slice(0, restsOn)) {
      if (!this.disk.durable.includes(`<${record}>`)) this.broken.push(`${name} left without ${record}`);
    }
  }

  take(next: Step): void {
    switch (next.kind) {
      case 'grant':
        this.#grant(next.replies);
        break;
      case 'answer from memory':
        this.#run([], 1);
        break;
      case 'sync ends':
        if (this.disk.syncsUnderWay > 0) this.disk.endSync(next.well ? null : EIO);
        break;
      case 'room':
        this.disk.room = next.octets;
        break;
      case 'time passes':
        vi.advanceTimersByTime(1000);
        break;
      case 'new file':
        this.#writeAnew(next.well);
        break;
    }
  }

  #grant(replies: number): void {
    const record = `r${this.memory.length}`;
    this.memory.push(record);
    this.#run([record], replies);
  }

  #run(records: readonly string[], replies: number): void {
    this.#interpreter.run([
      ...records.map((className) => ({
        kind: 'persist' as const,
        change: { kind: 'subclass' as const, className, value: new Uint8Array() },
      })),
      ...Array.from({ length: replies }, (_, i) => ({
        kind: 'send4' as const,
        bytes: Buffer.from(`${this.memory.length}/${i}`),
        to: { kind: 'routed' as const, address: ipv4(1), port: 68, interfaceName: 'eth0' },
      })),
    ]);
  }

  #writeAnew(well: boolean): void {
    const done = this.#rebuild;
    if (!done) return;
    this.#rebuild = undefined;
    if (!well) {
      done(undefined);
      return;
    }
    this.disk = new FakeDisk(this.memory.map((record) => `<${record}>`).join(''));
    done(this.disk);
  }

  /** The disk is repaired and everything under way comes to its end. */
  heal(): void {
    for (let round = 0; round < 10; round++) {
      this.take({ kind: 'room', octets: Number.POSITIVE_INFINITY });
      this.take({ kind: 'time passes' });
      while (this.disk.syncsUnderWay > 0) this.disk.endSync();
      this.#writeAnew(true);
    }
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('no reply leaves before every record it rests on is on the disk, whatever the disk does', () => {
  void fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const site = new Site();
      for (const next of steps) site.take(next);
      site.heal();
      expect(site.broken).toEqual([]);
      vi.clearAllTimers();
    }),
    { numRuns: 500 },
  );
});

it('replies leave in the order of the batches, and none twice', () => {
  void fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const site = new Site();
      for (const next of steps.filter(({ kind }) => kind !== 'answer from memory')) site.take(next);
      site.heal();
      const places = site.sent.map((name) => Number(name.split('/')[0]) * 10 + Number(name.split('/')[1]));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      vi.clearAllTimers();
    }),
    { numRuns: 300 },
  );
});

it('service resumes when the disk works again, with every record in the file once it is quiet', () => {
  void fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const site = new Site();
      for (const next of steps) site.take(next);
      site.heal();
      const before = site.sent.length;
      site.take({ kind: 'grant', replies: 1 });
      while (site.disk.syncsUnderWay > 0) site.disk.endSync();
      expect(site.sent.length).toBe(before + 1);
      expect(new Set(site.disk.durable.match(/<r\d+>/g))).toEqual(new Set(site.memory.map((record) => `<${record}>`)));
      expect(site.disk.durable.replace(/<r\d+>/g, '')).toBe('');
      vi.clearAllTimers();
    }),
    { numRuns: 500 },
  );
});
