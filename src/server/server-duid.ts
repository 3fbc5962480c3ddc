import type { Config } from '../config/config.ts';
import { generateDuid } from '../engine/v6/duid.ts';
import type { EpochSeconds } from '../kernel/scalars.ts';
import type { NetworkInterface } from '../net/net-io.ts';

/**
 * The server's identity: from the config's `option dhcp6.server-id`, else the lease file, else `server-duid` in the config, else
 * made from the first interface that has a link-layer address. Undefined when there is none to make it from.
 */
export function chooseServerDuid(
  { settings }: Config,
  recorded: Uint8Array | undefined,
  interfaces: readonly NetworkInterface[],
  now: EpochSeconds,
): Uint8Array | undefined {
  const { serverDuid } = settings;
  if (recorded) return recorded;
  if (serverDuid?.kind === 'octets') return serverDuid.duid;
  const source = interfaces.find(({ hardwareAddress, isLoopback }) => !isLoopback && hardwareAddress.length > 0);
  return source && generateDuid(serverDuid?.type ?? 'LLT', source, now);
}
