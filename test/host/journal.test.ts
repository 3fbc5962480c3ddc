import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppendFile } from '../../src/host/append-file.ts';
import { Journal, type JournalOwner } from '../../src/host/journal.ts';
import { EIO, FakeDisk } from '../support/fake-disk.ts';

function setUp({ fsync = true, text = '' } = {}) {
  const file = new FakeDisk(text);
  const story: string[] = [];
  const rebuilds: ((file: AppendFile | undefined) => void)[] = [];
  const owner: JournalOwner = {
    failed: (step) => story.push(`${step} failed`),
    recovered: () => story.push('recovered'),
    rebuild: (done) => {
      story.push('rebuild');
      rebuilds.push(done);
    },
  };
  const journal = new Journal(file, { fsync }, owner);
  const put = (text: string) => {
    journal.append(text);
    journal.commit((durable) => story.push(`${text} ${durable ? 'durable' : 'lost'}`));
  };
  return { file, journal, story, rebuilds, put };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('group commit', () => {
  it('calls back only when the sync has ended', () => {
    const { file, put, story } = setUp();
    put('a');
    expect(file.text).toBe('a');
    expect(story).toEqual([]);
    file.endSync();
    expect(story).toEqual(['a durable']);
  });

  it('gathers what comes in during a sync and covers it with one further sync', () => {
    const { file, put, story } = setUp();
    for (const text of ['a', 'b', 'c']) put(text);
    expect(file.text).toBe('a');
    file.endSync();
    expect(story).toEqual(['a durable']);
    expect(file.text).toBe('abc');
    expect(file.syncsUnderWay).toBe(1);
    file.endSync();
    expect(story).toEqual(['a durable', 'b durable', 'c durable']);
    expect(file.syncsUnderWay).toBe(0);
  });

  it('calls back at once when nothing is outstanding', () => {
    const { journal, file } = setUp();
    const done = vi.fn();
    journal.commit(done);
    expect(done).toHaveBeenCalledWith(true);
    expect(file.syncsUnderWay).toBe(0);
  });

  it('makes a commit without records wait for those under way', () => {
    const { journal, file, put } = setUp();
    put('a');
    const done = vi.fn();
    journal.commit(done);
    file.endSync();
    expect(done).not.toHaveBeenCalled();
    file.endSync();
    expect(done).toHaveBeenCalledWith(true);
  });

  it('writes all of a record that the disk takes in pieces', () => {
    const { file, put, story } = setUp();
    vi.spyOn(file, 'write').mockImplementation((bytes) => {
      file.text += String.fromCharCode(bytes[0] as number);
      return 1;
    });
    put('abc');
    file.endSync();
    expect(file.text).toBe('abc');
    expect(story).toEqual(['abc durable']);
  });

  it('writes each character as one octet', () => {
    const { file, put } = setUp();
    put('\xff\x00\x80');
    expect(file.text).toBe('\xff\x00\x80');
  });

  it('does not sync with dont-use-fsync', () => {
    const { file, put, story } = setUp({ fsync: false });
    put('a');
    expect(story).toEqual(['a durable']);
    expect(file.syncsUnderWay).toBe(0);
  });
});

describe('a full disk', () => {
  it('leaves no half record behind and fails the commit', () => {
    const { file, put, story, journal } = setUp({ text: 'old ' });
    file.room = 3;
    put('record');
    expect(file.text).toBe('old ');
    expect(story).toEqual(['write failed', 'record lost']);
    expect(journal.working).toBe(false);
  });

  it('fails every commit until the disk takes records again', () => {
    const { file, put, story } = setUp();
    file.room = 0;
    put('a');
    put('b');
    expect(story).toEqual(['write failed', 'a lost', 'b lost']);
  });

  it('writes what was kept once there is room, and only then resumes', () => {
    const { file, put, story, journal } = setUp();
    file.room = 0;
    put('a');
    put('b');
    vi.advanceTimersByTime(1000);
    expect(journal.working).toBe(false);
    file.room = 100;
    vi.advanceTimersByTime(1000);
    expect(file.text).toBe('ab');
    expect(journal.working).toBe(false);
    file.endSync();
    expect(journal.working).toBe(true);
    expect(story.at(-1)).toBe('recovered');
    put('c');
    file.endSync();
    expect(file.text).toBe('abc');
    expect(story.at(-1)).toBe('c durable');
  });

  it('asks for a new file when half a record cannot be cut off', () => {
    const { file, put, story } = setUp();
    file.room = 1;
    file.canTruncate = false;
    put('ab');
    vi.advanceTimersByTime(1000);
    expect(story).toEqual(['write failed', 'ab lost', 'rebuild']);
  });

  it('asks for a new file when more has gathered than it keeps', () => {
    const { file, journal, story, put } = setUp();
    file.room = 0;
    put('a');
    journal.append('x'.repeat(17 << 20));
    file.room = 100;
    vi.advanceTimersByTime(1000);
    expect(story).toEqual(['write failed', 'a lost', 'rebuild']);
  });
});

describe('a failed sync', () => {
  it('loses what it covered and what waited behind it, and writes the whole file anew', () => {
    const { file, put, story, rebuilds, journal } = setUp();
    put('a');
    put('b');
    file.endSync(EIO);
    expect(story).toEqual(['sync failed', 'a lost', 'b lost']);
    vi.advanceTimersByTime(1000);
    const fresh = new FakeDisk('all');
    rebuilds[0]?.(fresh);
    expect(story.slice(3)).toEqual(['rebuild', 'recovered']);
    expect(file.closed).toBe(true);
    expect(journal.working).toBe(true);
    put('c');
    expect(fresh.text).toBe('allc');
  });

  it('keeps records that come in while the file is written anew', () => {
    const { file, put, rebuilds } = setUp();
    put('a');
    file.endSync(EIO);
    vi.advanceTimersByTime(1000);
    put('during');
    const fresh = new FakeDisk('all ');
    rebuilds[0]?.(fresh);
    expect(fresh.text).toBe('all during');
  });

  it('tries again every second while the new file cannot be written', () => {
    const { file, put, story, rebuilds } = setUp();
    put('a');
    file.endSync(EIO);
    vi.advanceTimersByTime(1000);
    rebuilds[0]?.(undefined);
    vi.advanceTimersByTime(1000);
    expect(story.filter((line) => line === 'rebuild')).toHaveLength(2);
  });
});

describe('changing to a rewritten file', () => {
  it('is held back while a commit is under way', () => {
    const { file, put, journal } = setUp();
    put('a');
    const held = vi.fn();
    journal.hold(held);
    expect(held).not.toHaveBeenCalled();
    file.endSync();
    expect(held).toHaveBeenCalled();
  });

  it('goes on with the other file, and what came in before the halt counts as durable there', () => {
    const { file, put, journal, story } = setUp();
    const copy = journal.copy();
    put('a');
    put('b');
    let last = '';
    journal.hold(() => {
      last = copy.take();
    });
    file.endSync();
    expect(last).toBe('ab');
    put('c');
    const fresh = new FakeDisk(`all ${last}`);
    journal.adopt(fresh);
    copy.end();
    expect(story).toEqual(['a durable', 'b durable']);
    expect(file.text).toBe('a');
    expect(fresh.text).toBe('all abc');
    fresh.endSync();
    expect(story.at(-1)).toBe('c durable');
  });

  it('goes on with the old file when the other one came to nothing', () => {
    const { file, put, journal, story } = setUp();
    put('a');
    put('b');
    journal.hold(() => {});
    file.endSync();
    put('c');
    expect(file.text).toBe('a');
    journal.release();
    expect(file.text).toBe('abc');
    file.endSync();
    expect(story).toEqual(['a durable', 'b durable', 'c durable']);
  });

  it('repairs a failed journal', () => {
    const { file, put, journal, story } = setUp();
    put('a');
    file.endSync(EIO);
    journal.hold(() => {});
    journal.adopt(new FakeDisk('all'));
    expect(journal.working).toBe(true);
    expect(story.at(-1)).toBe('recovered');
  });

  it('does not take the file away under a sync of the recovery', () => {
    const { file, put, journal } = setUp();
    file.room = 0;
    put('a');
    file.room = 100;
    vi.advanceTimersByTime(1000);
    const held = vi.fn();
    journal.hold(held);
    expect(held).not.toHaveBeenCalled();
    file.endSync();
    expect(held).toHaveBeenCalled();
  });
});
