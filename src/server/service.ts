import type { Config } from '../config/config.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import type { ServedNetwork } from './interface-selection.ts';
import type { Begun } from './machinery.ts';
import type { Outcome } from './outcome.ts';

/** A server at work, as a new config meets it. */
export interface Service<Event> {
  /** Opens what the interfaces of a new config need and closes what they do not; refused: all is as before. */
  listen(served: readonly ServedNetwork[]): Outcome<void>;
  takeOver(next: NextConfig<Event>): void;
}

/** What takes over between two turns. */
interface NextConfig<Event> {
  readonly config: Config;
  readonly environment: EngineEnvironment;
  readonly engine: Begun<Event>;
}
