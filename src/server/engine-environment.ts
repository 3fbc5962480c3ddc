import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { EngineEnvironment, ServedInterface } from '../engine/environment.ts';
import { systemClock } from '../host/clock.ts';
import { systemDigests } from '../host/digests.ts';
import { newSystemRng } from '../host/random.ts';
import { askSystem, type HostResolver, newResolver } from '../host/resolver.ts';
import { parseIpv4 } from '../kernel/address.ts';
import type { ServedNetwork } from './interface-selection.ts';
import type { Preparation } from './preparation.ts';

/** What an engine is given of the machine it runs on. */
export function engineEnvironment(
  { given, ports, config }: Preparation,
  served: readonly ServedNetwork[],
): EngineEnvironment {
  const resolver = systemResolver();
  const replyAddress = given.replyAddress === undefined ? undefined : parseIpv4(given.replyAddress);
  return {
    interfaces: new Map(served.map((one) => [one.network.name, servedInterface(one)])),
    rng: newSystemRng(),
    digests: systemDigests,
    hostname: hostname(),
    serverPort: ports.server,
    clientPort: ports.client,
    replyAddress: config.settings.limitedBroadcastAddress ?? replyAddress,
    lookupHost: (name, family) => resolver.lookup(name, family),
  };
}

function servedInterface({ network }: ServedNetwork): ServedInterface {
  const { name, index, hardwareType, hardwareAddress, addresses4, addresses6 } = network;
  return {
    name,
    index,
    hardwareType,
    hardwareAddress,
    addresses4: addresses4.map(({ address }) => address),
    addresses6,
  };
}

/** Names of hosts(5) are known at once, others once the name service has answered. */
function systemResolver(): HostResolver {
  let hosts = '';
  try {
    hosts = readFileSync('/etc/hosts', 'latin1');
  } catch {
    // A machine without hosts(5): every name is asked for.
  }
  return newResolver({ clock: systemClock, ask: askSystem, hosts });
}
