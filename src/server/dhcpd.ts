import { hostLog } from '../diagnostics/catalogue/host.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Event4, Event6 } from '../effects/effects.ts';
import type { EngineEnvironment } from '../engine/environment.ts';
import { newEngine4 } from '../engine/v4/engine.ts';
import { newEngine6 } from '../engine/v6/engine.ts';
import { systemClock } from '../host/clock.ts';
import type { LeaseFile } from '../host/lease-file.ts';
import { isAlreadyRunning, writePidFile } from '../host/pid-file.ts';
import { dropPrivileges } from '../host/privileges.ts';
import { type EpochSeconds, epochSeconds } from '../kernel/scalars.ts';
import { renderChange } from '../leasefile/write.ts';
import { openNativeNet } from '../net/native.ts';
import type { NetIo } from '../net/net-io.ts';
import type { DhcpdArguments } from './arguments.ts';
import { engineEnvironment } from './engine-environment.ts';
import { type InterfaceSelection, selectInterfaces, selectInterfaces4o6 } from './interface-selection.ts';
import { type LeaseDatabase, openRewritten, readLeaseDatabase, testLeaseDatabase } from './lease-database.ts';
import { leaseFileStyle } from './lease-file-style.ts';
import type { ServerLog } from './log.ts';
import type { Begun } from './machinery.ts';
import { aboutTrouble } from './net-trouble.ts';
import { done, type Outcome, refused } from './outcome.ts';
import { type Preparation, prepare } from './preparation.ts';
import type { ProcessContext } from './process-context.ts';
import { chooseServerDuid } from './server-duid.ts';
import { startService4 } from './service4.ts';
import { startService6 } from './service6.ts';

/** How a start went: the process has done what it was asked for (`-t`, `-T`), or it serves on. */
export type Started =
  | { readonly kind: 'tested' }
  /** `settle` calls back when nothing is under way to the disk any more. */
  | { readonly kind: 'serving'; readonly settle: (settled: () => void) => void };

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
  return readLeaseDatabase({
    config,
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
  const { given, config, paths } = prepared;
  const { log } = context.log;
  const [peer] = config.failoverPeers;
  if (peer !== undefined) return refused(serverLog.failoverUnsupported(peer));
  if (given.usePidFile && isAlreadyRunning(paths.pid)) return refused(hostLog.alreadyRunning());
  const database = readLeases(prepared, context.log);
  if (!database.ok) return database;
  const opened = openNativeNet((trouble) => log(aboutTrouble(trouble)));
  if (!opened.ok) return refused(serverLog.cannotLoadNet(opened.reason));
  const { net } = opened;
  context.log.connectSyslog(net, config.settings.logFacility);
  const selection = chooseInterfaces(prepared, net);
  const environment = engineEnvironment(prepared, selection.served);
  const serverDuid = chooseServerDuid(config, database.value.found.serverDuid, {
    environment,
    interfaces: net.interfaces(),
    now: now(),
  });
  if (!serverDuid) return refused(serverLog.noServerDuid());
  const engine = beginEngine(database.value, environment, serverDuid);
  const leaseFile = await openRewritten(database.value, serverDuid);
  if (!leaseFile.ok) return leaseFile;
  selection.messages.forEach(log);
  if (selection.fatal) return refused(selection.fatal);
  const surroundings = { config, net, clock: systemClock, log, leaseFile: leaseFile.value, fatal: context.fatal };
  const options = {
    surroundings,
    environment,
    served: selection.served,
    quiet: given.quiet,
    dhcp4o6Port: given.dhcp4o6Port,
  };
  const started =
    engine.family === 4 ? startService4({ ...options, ...engine }) : startService6({ ...options, ...engine });
  if (!started.ok) return started;
  recordServerDuid(prepared, leaseFile.value, serverDuid);
  const obstacle = settleDown(prepared, context);
  if (obstacle) return refused(obstacle);
  return done({ kind: 'serving', settle: (settled) => leaseFile.value.commit(settled) });
}

/** The DHCPv4 half of a pair has no interfaces of its own to choose (RFC 7341). */
function chooseInterfaces({ given, config }: Preparation, net: NetIo): InterfaceSelection {
  if (given.dhcp4o6Port !== undefined && given.family === 4)
    return { served: selectInterfaces4o6(config, net.interfaces()), messages: [], fatal: undefined };
  return selectInterfaces(config, net.interfaces(), given.interfaces);
}

type BegunEngine =
  | { readonly family: 4; readonly engine: Begun<Event4> }
  | { readonly family: 6; readonly engine: Begun<Event6> };

/** The engine over the leases of the file; those that ended meanwhile end now, before the file is written anew. */
function beginEngine(database: LeaseDatabase, environment: EngineEnvironment, serverDuid: Uint8Array): BegunEngine {
  const { config } = database.origin;
  if (database.family === 4) {
    const engine = newEngine4(config, database.store, environment);
    return { family: 4, engine: { engine, effects: engine.start(systemClock.now()) } };
  }
  const engine = newEngine6(config, database.store, environment, serverDuid);
  return { family: 6, engine: { engine, effects: engine.start(systemClock.now()) } };
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
