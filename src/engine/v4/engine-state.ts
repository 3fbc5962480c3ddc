import type { Config, Pool4, SharedNetwork } from '../../config/config.ts';
import type { Value } from '../../expr/context.ts';
import type { Ipv4 } from '../../kernel/scalars.ts';
import type { LeaseStore4 } from '../../leases/store.ts';
import type { EngineEnvironment } from '../environment.ts';
import type { Billing } from './billing.ts';
import type { SpawnedClasses } from './classify.ts';
import type { Encapsulations } from './encapsulations.ts';
import type { Send4 } from './reply/send.ts';
import type { ScopeChains } from './scopes.ts';

/** What the engine remembers between messages, beside the leases. */
export interface EngineState {
  readonly config: Config;
  readonly store: LeaseStore4;
  readonly environment: EngineEnvironment;
  /** The shared network of each interface the server listens on. */
  readonly networks: ReadonlyMap<string, SharedNetwork>;
  readonly chains: ScopeChains;
  readonly encapsulations: Encapsulations;
  readonly billing: Billing;
  readonly spawned: SpawnedClasses;
  /** OFFERs that wait for the end of their ping check, by address. */
  readonly pendingOffers: Map<Ipv4, Send4>;
  /** Addresses whose offer already differed from the running lease: the ACK must not answer with the old one. */
  readonly notReusable: Set<Ipv4>;
  /** Pools above their log-threshold-high, with the number of leases at which the alarm is reset. */
  readonly crowdedPools: Map<Pool4, number>;
  /** Variables set while no lease is at hand: they live as long as the server. */
  readonly globals: Map<string, Value>;
  /**
   * The text of the next DHCPNAK. The reference has one buffer for it and never clears it, so a NAK without a reason of its own
   * carries the last one found; log and wire comparisons see that, so it is kept.
   */
  nakReason: string;
  /** DHCPINFORMs refused for want of `authoritative`; the advice is logged at the first and then every hundredth. */
  informsRefused: number;
  /** The time for which the expiry timer is set. */
  expiryTimer: number | undefined;
}
