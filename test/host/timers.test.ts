import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/host/clock.ts';
import { newTimers } from '../../src/host/timers.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

const at = (millis: number) => epochMillis(1_000_000 + millis);

describe('timers', () => {
  function setUp() {
    const rung: string[] = [];
    return { rung, timers: newTimers(systemClock, (name) => rung.push(name)) };
  }

  it('ring once, at their time', () => {
    const { rung, timers } = setUp();
    timers.set('a', at(500));
    vi.advanceTimersByTime(499);
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(rung).toEqual(['a']);
    vi.advanceTimersByTime(10_000);
    expect(rung).toEqual(['a']);
  });

  it('are replaced by one of the same name, and removed without a time', () => {
    const { rung, timers } = setUp();
    timers.set('a', at(100));
    timers.set('a', at(200));
    timers.set('b', at(100));
    timers.set('b', undefined);
    vi.advanceTimersByTime(150);
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(rung).toEqual(['a']);
  });

  it('of the past ring at the next turn, never from within set', () => {
    const { rung, timers } = setUp();
    timers.set('a', at(-5000));
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(0);
    expect(rung).toEqual(['a']);
  });

  it('farther away than setTimeout can count still ring at their time', () => {
    const { rung, timers } = setUp();
    const years = 3 * 365 * 86_400_000;
    timers.set('a', at(years));
    vi.advanceTimersByTime(years - 1);
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(rung).toEqual(['a']);
  });

  it('wait for the clock when it was set back', () => {
    const { rung, timers } = setUp();
    timers.set('a', at(1000));
    vi.setSystemTime(1_000_000 - 5000);
    vi.advanceTimersByTime(1000);
    expect(rung).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(rung).toEqual(['a']);
  });

  it('all stop with clear', () => {
    const { rung, timers } = setUp();
    timers.set('a', at(10));
    timers.clear();
    vi.advanceTimersByTime(100);
    expect(rung).toEqual([]);
  });
});
