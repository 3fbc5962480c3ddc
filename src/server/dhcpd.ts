import type { Config } from '../config/config.ts';
import { hostLog } from '../diagnostics/catalogue/host.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Source } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import { systemClock } from '../host/clock.ts';
import type { LeaseFile } from '../host/lease-file.ts';
import { isAlreadyRunning, writePidFile } from '../host/pid-file.ts';
import { dropPrivileges } from '../host/privileges.ts';
import { type EpochSeconds, epochSeconds } from '../kernel/scalars.ts';
import { renderChange } from '../leasefile/write.ts';
import { openNativeNet } from '../net/native.ts';
import type { DhcpdArguments } from './arguments.ts';
import { type BegunEngine, beginEngine } from './begin-engine.ts';
import { readConfiguration } from './configuration.ts';
import { engineEnvironment } from './engine-environment.ts';
import { chooseInterfaces } from './interface-selection.ts';
import { type LeaseDatabase, openRewritten, readLeaseDatabase, testLeaseDatabase } from './lease-database.ts';
import { leaseFileStyle } from './lease-file-style.ts';
import type { ServerLog } from './log.ts';
import { aboutTrouble } from './net-trouble.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { newPeriodicRewrite } from './periodic-rewrite.ts';
import { type Preparation, prepare } from './preparation.ts';
import type { ProcessContext } from './process-context.ts';
import { Reloader, type RunningService } from './reload.ts';
import { chooseServerDuid } from './server-duid.ts';
import { type Service4Options, startService4 } from './service4.ts';
import { startService6 } from './service6.ts';

/** How a start went: the process has done what it was asked for (`-t`, `-T`), or it serves on. */
export type Started = { readonly kind: 'tested' } | Reins;

/** dhcpd's start, in the reference's order: config, leases, interfaces, sockets, pid file, rights, service. */
export async function startDhcpd(given: DhcpdArguments, context: ProcessContext): Promise<Outcome<Started>> {
  const prepared = prepare(given, context);
  if (!prepared.ok) return prepared;
  switch (given.test) {
    case 'config':
      return done({ kind: 'tested' });
    case 'leases':
      return testLeases(prepared.value, context);
    case 'none':
      return serve(prepared.value, context);
  }
}

function now(): EpochSeconds {
  return epochSeconds(Math.floor(systemClock.now() / 1000));
}

function readLeases({ given, config, paths, account }: Preparation, { log }: ServerLog): Outcome<LeaseDatabase> {
  const reloadWith = (leaseFile: Source): Config => {
    const options = { family: given.family, dhcp4o6: given.dhcp4o6Port !== undefined, leaseFile };
    // What is wrong with the config itself has been said.
    const read = readConfiguration(paths.config, options, () => {});
    if (!read.ok) return config;
    read.value.leaseFileFindings.forEach(log);
    return read.value.config;
  };
  return readLeaseDatabase({
    config,
    reloadWith,
    path: paths.leases,
    clock: systemClock,
    log,
    account,
    isTest: given.test === 'leases',
  });
}

/** `-T`: what a start would do with the lease file. */
async function testLeases(prepared: Preparation, context: ProcessContext): Promise<Outcome<Started>> {
  const database = readLeases(prepared, context.log);
  if (!database.ok) return database;
  beginEngine(database.value, engineEnvironment(prepared, []), new Uint8Array(0));
  await testLeaseDatabase(database.value);
  return done({ kind: 'tested' });
}

async function serve(prepared: Preparation, context: ProcessContext): Promise<Outcome<Started>> {
  const { given, paths } = prepared;
  const { log } = context.log;
  const [peer] = prepared.config.failoverPeers;
  if (peer !== undefined) return refused(serverLog.failoverUnsupported(peer));
  if (given.usePidFile && isAlreadyRunning(paths.pid)) return refused(hostLog.alreadyRunning());
  const read = readLeases(prepared, context.log);
  if (!read.ok) return read;
  const database = read.value;
  const { config } = database.origin;
  const opened = openNativeNet((trouble) => log(aboutTrouble(trouble)));
  if (!opened.ok) return refused(serverLog.cannotLoadNet(opened.reason));
  const { net } = opened;
  context.log.connectSyslog(net, config.settings.logFacility);
  const selection = chooseInterfaces(given, config, net.interfaces());
  const environment = engineEnvironment({ ...prepared, config }, selection.served);
  const serverDuid = chooseServerDuid(config, database.found.serverDuid, {
    environment,
    interfaces: net.interfaces(),
    now: now(),
  });
  if (!serverDuid) return refused(serverLog.noServerDuid());
  const begun = beginEngine(database, environment, serverDuid);
  const reloader = new Reloader({ prepared, net, log, serverDuid, database, begun });
  const file = await openRewritten(() => reloader.database, serverDuid);
  if (!file.ok) return file;
  selection.messages.forEach(log);
  if (selection.fatal) return refused(selection.fatal);
  const leaseFile = newPeriodicRewrite(file.value, systemClock);
  const surroundings = { config, net, clock: systemClock, log, leaseFile, fatal: context.fatal };
  const running = startService(begun, {
    surroundings,
    environment,
    served: selection.served,
    quiet: given.quiet,
    dhcp4o6Port: given.dhcp4o6Port,
  });
  if (!running.ok) return running;
  recordServerDuid(prepared, file.value, serverDuid);
  const obstacle = settleDown(prepared, context);
  if (obstacle) return refused(obstacle);
  return done({
    kind: 'serving',
    settle: (settled) => leaseFile.commit(settled),
    reload: () => reloader.reload(running.value),
    rewriteLeases: () => void leaseFile.rewrite(),
  });
}

function startService(begun: BegunEngine, options: Omit<Service4Options, 'engine'>): Outcome<RunningService> {
  if (begun.family === 4) {
    const started = startService4({ ...options, engine: begun.engine });
    return started.ok ? done({ family: 4, service: started.value }) : started;
  }
  const started = startService6({ ...options, engine: begun.engine });
  return started.ok ? done({ family: 6, service: started.value }) : started;
}

/** The server's answer to signals, once it serves. */
interface Reins {
  readonly kind: 'serving';
  /** Calls back when nothing is under way to the disk any more. */
  readonly settle: (settled: () => void) => void;
  /** Reads the config again (SIGHUP). */
  readonly reload: () => void;
  /** Writes the lease file anew (SIGUSR1). */
  readonly rewriteLeases: () => void;
}

/** Every start appends the DUID, in DHCPv4 too; like the reference it is not worth a sync of its own. */
function recordServerDuid({ config }: Preparation, leaseFile: LeaseFile, duid: Uint8Array): void {
  leaseFile.append(renderChange({ kind: 'server-duid', duid }, leaseFileStyle(config, systemClock)));
}

/** The last steps, when everything is open: pid file, rights, terminal. */
function settleDown({ given, paths, account }: Preparation, context: ProcessContext): Message | undefined {
  const { log } = context.log;
  if (given.usePidFile) {
    const reason = writePidFile(paths.pid);
    if (reason !== undefined) log(hostLog.cannotCreatePidFile(paths.pid, reason));
  }
  const obstacle = dropPrivileges(account);
  if (obstacle) return obstacle;
  context.ready();
  log(serverLog.started());
  return undefined;
}
