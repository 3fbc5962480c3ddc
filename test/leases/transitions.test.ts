import { describe, expect, it } from 'vitest';
import { epochSeconds } from '../../src/kernel/scalars.ts';
import {
  abandonLease4,
  expireLease4,
  isAllowedMove,
  nextStateOf,
  releaseLease4,
} from '../../src/leases/transitions.ts';
import { ip, lease4 } from './lease-examples.ts';

const bound = lease4({
  ip: ip('192.0.2.1'),
  state: 'active',
  ends: epochSeconds(50),
  uid: Uint8Array.of(1),
  clientHostname: 'pc',
  variables: new Map([['x', { type: 'boolean', boolean: true }]]),
});

describe('binding states', () => {
  it('an ended lease is free, keeps identity and variables, and tells when it ended', () => {
    expect(expireLease4(bound)).toMatchObject({ state: 'free', nextState: 'free', ends: 50, tstp: 50, uid: bound.uid });
    expect(expireLease4(bound).clientHostname).toBeUndefined();
    expect(expireLease4(bound).variables.size).toBe(1);
  });

  it('an abandoned address whose time is over becomes free without a word about when', () => {
    expect(expireLease4({ ...bound, state: 'abandoned', tstp: undefined }).tstp).toBeUndefined();
  });

  it('a released lease ends now and loses its variables', () => {
    const released = releaseLease4(bound, epochSeconds(20));
    expect(released).toMatchObject({ state: 'free', ends: 20, tstp: 20, uid: bound.uid });
    expect(released.variables.size).toBe(0);
  });

  it('an abandoned address belongs to nobody', () => {
    const abandoned = abandonLease4(bound, epochSeconds(99));
    expect(abandoned).toMatchObject({ state: 'abandoned', nextState: 'free', ends: 99, uid: undefined });
  });

  it('every state leads to a state that its end allows', () => {
    for (const state of ['free', 'active', 'expired', 'released', 'abandoned', 'reset'] as const) {
      expect(isAllowedMove(state, nextStateOf(state))).toBe(true);
    }
    expect(isAllowedMove('released', 'expired')).toBe(false);
  });
});
