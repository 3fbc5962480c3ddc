import { describe, expect, it } from 'vitest';
import type { LeaseFile } from '../../src/host/lease-file.ts';
import { epochMillis } from '../../src/kernel/scalars.ts';
import { newPeriodicRewrite } from '../../src/server/periodic-rewrite.ts';

function world() {
  const calls: string[] = [];
  const time = { now: 0 };
  const file: LeaseFile = {
    working: true,
    append: (text) => calls.push(`append ${text}`),
    commit(done) {
      calls.push('commit');
      done(true);
    },
    async rewrite() {
      calls.push('rewrite');
      return true;
    },
  };
  const leases = newPeriodicRewrite(file, { now: () => epochMillis(time.now) });
  const commitAt = (seconds: number): readonly string[] => {
    time.now = seconds * 1000;
    leases.commit(() => {});
    return calls.splice(0);
  };
  return { leases, calls, commitAt };
}

describe('the hourly rewrite', () => {
  it('comes with the first commit more than an hour later', () => {
    const { leases, commitAt } = world();
    leases.append('a');
    expect(commitAt(3600)).toEqual(['append a', 'commit']);
    expect(commitAt(3601)).toEqual(['commit', 'rewrite']);
  });

  it('does not come when nothing was written', () => {
    expect(world().commitAt(9999)).toEqual(['commit']);
  });

  it('comes again an hour after the last one', () => {
    const { leases, commitAt } = world();
    leases.append('a');
    expect(commitAt(4000)).toContain('rewrite');
    leases.append('b');
    expect(commitAt(7600)).not.toContain('rewrite');
    expect(commitAt(7601)).toContain('rewrite');
  });

  it('counts its hour from a rewrite that was asked for', async () => {
    const { leases, commitAt, calls } = world();
    leases.append('a');
    commitAt(3000);
    expect(await leases.rewrite()).toBe(true);
    expect(calls.splice(0)).toEqual(['rewrite']);
    expect(leases.working).toBe(true);
    expect(commitAt(6000)).toEqual(['commit']);
  });
});
