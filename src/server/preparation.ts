import type { Config } from '../config/config.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import { type Account, changeRoot, findAccount } from '../host/privileges.ts';
import type { DhcpdArguments } from './arguments.ts';
import { readConfiguration } from './configuration.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { applySettings, choosePaths, type ServerPaths } from './paths.ts';
import { choosePorts, type Ports } from './ports.ts';
import type { ProcessContext } from './process-context.ts';

/** Everything that is settled before the leases are read: what `dhcpd -t` checks. */
export interface Preparation {
  readonly given: DhcpdArguments;
  readonly config: Config;
  readonly paths: ServerPaths;
  readonly ports: Ports;
  /** Whom the server becomes once its sockets are open. */
  readonly account: Account;
}

export function prepare(given: DhcpdArguments, context: ProcessContext): Outcome<Preparation> {
  const { environment } = context;
  const { log } = context.log;
  const paths = choosePaths(given, environment);
  if (!paths.ok) return paths;
  context.begin();
  const found = findAccount(given.user, given.group);
  if (!found.ok) return refused(found.message);
  const ports = choosePorts(given, environment, log);
  if (!ports.ok) return ports;
  if (given.replyAddress !== undefined && given.family === 6) return refused(serverLog.replyAddressNeedsIpv4());
  const options = { family: given.family, dhcp4o6: given.dhcp4o6Port !== undefined };
  const config = readConfiguration(paths.value.config, options, log);
  if (!config.ok) return config;
  const chosen = applySettings(paths.value, config.value.settings);
  announce(given, config.value, chosen, log);
  const refusal =
    refuseConfigInterfaces(given, config.value) ?? (given.chroot === undefined ? undefined : changeRoot(given.chroot));
  if (refusal) return refused(refusal);
  return done({
    given,
    config: config.value,
    paths: chosen,
    ports: portsOf(config.value, ports.value),
    account: found.account,
  });
}

/** The lines between a good config and everything else. */
function announce(
  given: DhcpdArguments,
  { settings }: Config,
  paths: ServerPaths,
  log: (message: Message) => void,
): void {
  if (!given.quiet) {
    log(serverLog.configFile(paths.config));
    log(serverLog.leaseFile(paths.leases));
    log(serverLog.pidFile(paths.pid));
  }
  if (given.dhcp4o6Port !== undefined && settings.delayedAck > 0) log(serverLog.dhcp4o6DelayedAck());
  if (settings.dontUseFsync) log(serverLog.fsyncOff());
  if (settings.serverIdCheck) log(serverLog.serverIdCheck());
}

/** The DHCPv4 half of a pair opens no interface, so naming one is a mistake. */
function refuseConfigInterfaces(
  { dhcp4o6Port, family }: DhcpdArguments,
  { sharedNetworks }: Config,
): Message | undefined {
  if (dhcp4o6Port === undefined || family === 6) return undefined;
  const bindsInterface = sharedNetworks.some(({ interfaceName }) => interfaceName !== undefined);
  return bindsInterface ? serverLog.dhcp4o6ConfigInterfaces() : undefined;
}

/** `local-port` and `remote-port` of the config win over the command line. */
function portsOf({ settings }: Config, ports: Ports): Ports {
  return { server: settings.localPort ?? ports.server, client: settings.remotePort ?? ports.client };
}
