import type { Config } from '../config/config.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import { configuredDuid, generateDuid } from '../engine/v6/duid.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import type { NetworkInterface } from '../net/net-io.ts';

interface DuidSources {
  readonly environment: EngineEnvironment;
  readonly interfaces: readonly NetworkInterface[];
  readonly now: EpochSeconds;
}

/**
 * The server's identity: from the config's `option dhcp6.server-id`, else the lease file, else `server-duid` in the config, else
 * made from the first interface that has a link-layer address. Undefined when there is none to make it from.
 */
export function chooseServerDuid(
  config: Config,
  recorded: Uint8Array | undefined,
  { environment, interfaces, now }: DuidSources,
): Uint8Array | undefined {
  const { serverDuid } = config.settings;
  const known = configuredDuid(config, environment, now) ?? recorded;
  if (known) return known;
  if (serverDuid?.kind === 'octets') return serverDuid.duid;
  const source = interfaces.find(({ hardwareAddress, isLoopback }) => !isLoopback && hardwareAddress.length > 0);
  return source && generateDuid(serverDuid?.type ?? 'LLT', source, now);
}
