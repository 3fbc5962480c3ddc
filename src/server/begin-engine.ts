import type { Event4, Event6 } from '../effects/effects.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import { type Memory4, newEngine4 } from '../engine/v4/engine.ts';
import { newEngine6, type Recollection6 } from '../engine/v6/engine.ts';
import { systemClock } from '../host/clock.ts';
import type { LeaseDatabase } from './lease-database.ts';
import type { Begun } from './machinery.ts';

/** An engine at work, with what it would hand over to a successor. */
export type BegunEngine =
  | { readonly family: 4; readonly engine: Begun<Event4>; readonly memory: Memory4 }
  | { readonly family: 6; readonly engine: Begun<Event6>; readonly memory: Recollection6 };

/** The engine over the leases at hand; those that ended meanwhile end now. */
export function beginEngine(
  database: LeaseDatabase,
  environment: EngineEnvironment,
  serverDuid: Uint8Array,
  predecessor?: BegunEngine,
): BegunEngine {
  const { config } = database.origin;
  const now = systemClock.now();
  if (database.family === 4) {
    const memory = predecessor?.family === 4 ? predecessor.memory : undefined;
    const engine = newEngine4(config, database.store, environment, memory);
    return { family: 4, engine: { engine, effects: engine.start(now) }, memory: engine.memory };
  }
  const memory = predecessor?.family === 6 ? predecessor.memory : undefined;
  const engine = newEngine6(config, database.store, environment, serverDuid, memory);
  return { family: 6, engine: { engine, effects: engine.start(now) }, memory: engine.memory };
}
