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
  const read = readConfiguration(paths.value.config, options, log);
  if (!read.ok) return read;
  const { config, startFindings, mustNotStart } = read.value;
  const chosen = applySettings(paths.value, config.settings);
  announce(given, config, chosen, log);
  startFindings.forEach(log);
  if (mustNotStart) return refused();
  const refusal = given.chroot === undefined ? undefined : changeRoot(given.chroot);
  if (refusal) return refused(refusal);
  return done({
    given,
    config,
    paths: chosen,
    ports: portsOf(config, ports.value),
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
}

/** `local-port` and `remote-port` of the config win over the command line. */
function portsOf({ settings }: Config, ports: Ports): Ports {
  return { server: settings.localPort ?? ports.server, client: settings.remotePort ?? ports.client };
}
