import type { Config } from '../../config/config.ts';
import type { Effect, Event4 } from '../../effects/effects.ts';
import { unreachable } from '../../kernel/assert.ts';
import type { LeaseStore4 } from '../../leases/store.ts';
import type { EngineEnvironment, Now } from '../environment.ts';
import { Billing } from './billing.ts';
import { findEncapsulations } from './encapsulations.ts';
import type { EngineState } from './engine-state.ts';
import { Evaluation } from './evaluation.ts';
import { Exchange, secondsOf } from './exchange.ts';
import { EXPIRY_TIMER, expireDue, scheduleExpiry } from './expiry.ts';
import { networksOfInterfaces } from './locate.ts';
import { handleMessage } from './messages/dispatch.ts';
import { pingAnswered, pingedAddress, pingTimedOut } from './ping-check.ts';
import { runScope, ScopeChains } from './scopes.ts';

/**
 * The DHCPv4 server as a machine without clock, sockets or files: events in, effects out (RFC 2131 §4.3). It changes nothing but its
 * lease store.
 */
export interface Engine4 {
  /** To be called once, when the leases have been loaded. */
  start(now: Now): Effect[];
  step(event: Event4, now: Now): Effect[];
  /** What the engine of another config needs of this one when it takes its place. */
  readonly memory: Memory4;
}

/** What lives longer than a config, beside the leases: the OFFERs under a ping check, and the reference's global variables. */
export type Memory4 = Pick<EngineState, 'pendingOffers' | 'notReusable' | 'globals'>;

/** An engine over a configuration and the leases read from the lease file. */
export function newEngine4(
  config: Config,
  store: LeaseStore4,
  environment: EngineEnvironment,
  predecessor?: Memory4,
): Engine4 {
  const state: EngineState = {
    ...newState(config, store, environment),
    ...(predecessor && {
      pendingOffers: predecessor.pendingOffers,
      notReusable: predecessor.notReusable,
      globals: predecessor.globals,
    }),
  };
  for (const ip of state.pendingOffers.keys()) if (!config.pool4(ip)) state.pendingOffers.delete(ip);
  return {
    memory: state,
    start: (now) => start(state, now),
    step: (event, now) => step(state, event, now),
  };
}

function newState(config: Config, store: LeaseStore4, environment: EngineEnvironment): EngineState {
  return {
    config,
    store,
    environment,
    networks: networksOfInterfaces(config, environment),
    chains: new ScopeChains(),
    encapsulations: findEncapsulations(config.options),
    billing: new Billing(),
    spawned: new Map(),
    pendingOffers: new Map(),
    notReusable: new Set(),
    crowdedPools: new Map(),
    globals: new Map(),
    nakReason: '',
    informsRefused: 0,
    expiryTimer: undefined,
  };
}

function start(state: EngineState, now: Now): Effect[] {
  const effects: Effect[] = [];
  // The reference runs the global statements once more before it serves; what they log or execute is seen.
  runScope(state.chains, state.config.root, undefined, new Evaluation(state, secondsOf(now), effects));
  for (const lease of state.store.all()) if (lease.state === 'active') state.billing.restore(lease);
  expireDue(state, now, effects);
  scheduleExpiry(state, effects, true);
  return effects;
}

function step(state: EngineState, event: Event4, now: Now): Effect[] {
  const effects: Effect[] = [];
  expireDue(state, now, effects);
  switch (event.kind) {
    case 'packet':
      handleMessage(new Exchange(state, event, now, effects));
      break;
    case 'ping-answered':
      pingAnswered(state, event.address, now, effects);
      break;
    case 'timer':
      timerRang(state, event.name, effects);
      break;
    default:
      unreachable(event);
  }
  scheduleExpiry(state, effects, event.kind === 'timer' && event.name === EXPIRY_TIMER);
  return effects;
}

function timerRang(state: EngineState, name: string, effects: Effect[]): void {
  const pinged = pingedAddress(name);
  if (pinged !== undefined) pingTimedOut(state, pinged, effects);
}
