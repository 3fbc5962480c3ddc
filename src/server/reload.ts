import type { Config } from '../config/config.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Event4, Event6 } from '../effects/effects.ts';
import { carryOver4, carryOver6 } from '../leasefile/carry-over.ts';
import type { Lease4 } from '../leases/lease4.ts';
import type { Ia6 } from '../leases/lease6.ts';
import { newLeaseStore4 } from '../leases/store4.ts';
import { newLeaseStore6 } from '../leases/store6.ts';
import type { NetIo } from '../net/net-io.ts';
import { type BegunEngine, beginEngine } from './begin-engine.ts';
import { readConfiguration } from './configuration.ts';
import { engineEnvironment } from './engine-environment.ts';
import { chooseInterfaces, type InterfaceSelection } from './interface-selection.ts';
import { declarationsOf, type LeaseDatabase } from './lease-database.ts';
import type { Preparation } from './preparation.ts';
import type { Service } from './service.ts';

/** The service of either family. */
export type RunningService =
  | { readonly family: 4; readonly service: Service<Event4> }
  | { readonly family: 6; readonly service: Service<Event6> };

export interface ReloadOptions {
  readonly prepared: Preparation;
  readonly net: NetIo;
  readonly log: (message: Message) => void;
  readonly serverDuid: Uint8Array;
  readonly database: LeaseDatabase;
  readonly begun: BegunEngine;
}

/** Leases whose pools a reload took away: another reload may bring the pools back. They are not written again. */
interface StrandedLeases {
  readonly v4: readonly Lease4[];
  readonly v6: readonly Ia6[];
}

/** What a running server is at present, and how it takes over another config. */
export class Reloader {
  readonly #options: ReloadOptions;
  #database: LeaseDatabase;
  #begun: BegunEngine;
  #stranded: StrandedLeases = { v4: [], v6: [] };

  constructor(options: ReloadOptions) {
    this.#options = options;
    this.#database = options.database;
    this.#begun = options.begun;
  }

  get database(): LeaseDatabase {
    return this.#database;
  }

  /** Reads the config again. A bad one changes nothing; a good one takes over before the next packet. */
  reload(running: RunningService): void {
    const { log, prepared } = this.#options;
    const { config: file } = prepared.paths;
    const next = this.#read();
    const selection = next && this.#listen(next, running);
    if (!next || !selection) {
      log(serverLog.reloadRefused(file));
      return;
    }
    const parameters = startParameters(this.#options.database.origin.config, next);
    if (parameters.length > 0) log(serverLog.restartNeeded(parameters.join(', ')));
    this.#takeOver(next, selection, running);
    log(serverLog.reloaded(file));
  }

  #read(): Config | undefined {
    const { log, prepared } = this.#options;
    const { given, paths } = prepared;
    const leaseFile = declarationsOf(this.#database.found, paths.leases);
    const options = { family: given.family, dhcp4o6: given.dhcp4o6Port !== undefined, ...(leaseFile && { leaseFile }) };
    const read = readConfiguration(paths.config, options, log);
    if (!read.ok) return undefined;
    const { config, startFindings, mustNotStart } = read.value;
    startFindings.forEach(log);
    const [peer] = config.failoverPeers;
    if (peer !== undefined) log(serverLog.failoverUnsupported(peer));
    return mustNotStart || peer !== undefined ? undefined : config;
  }

  #listen(config: Config, { service }: RunningService): InterfaceSelection | undefined {
    const { log, net, prepared } = this.#options;
    const selection = chooseInterfaces(prepared.given, config, net.interfaces());
    selection.messages.forEach(log);
    if (selection.fatal) {
      log(selection.fatal);
      return undefined;
    }
    const listening = service.listen(selection.served);
    if (!listening.ok) listening.messages.forEach(log);
    return listening.ok ? selection : undefined;
  }

  #takeOver(config: Config, { served }: InterfaceSelection, running: RunningService): void {
    const { prepared, serverDuid } = this.#options;
    this.#database = this.#carryOver(config);
    const environment = engineEnvironment({ ...prepared, config }, served);
    const begun = beginEngine(this.#database, environment, serverDuid, this.#begun);
    this.#begun = begun;
    if (begun.family === 4 && running.family === 4)
      running.service.takeOver({ config, environment, engine: begun.engine });
    else if (begun.family === 6 && running.family === 6)
      running.service.takeOver({ config, environment, engine: begun.engine });
  }

  #carryOver(config: Config): LeaseDatabase {
    const { log } = this.#options;
    const database = this.#database;
    const origin = { ...database.origin, config };
    if (database.family === 4) {
      const store = newLeaseStore4();
      const { leases, messages } = carryOver4([...this.#stranded.v4, ...database.store.all()], config, store);
      messages.forEach(log);
      this.#stranded = { v4: leases, v6: [] };
      return { ...database, origin, store };
    }
    const store = newLeaseStore6();
    const present = (['na', 'ta', 'pd'] as const).flatMap((kind) => [...database.store.all(kind)]);
    const { leases, messages } = carryOver6([...present, ...this.#stranded.v6], config, store);
    messages.forEach(log);
    this.#stranded = { v4: [], v6: leases };
    return { ...database, origin, store };
  }
}

/** Parameters that count only at the start of the server, and have changed. */
const START_PARAMETERS: readonly (readonly [name: string, of: (config: Config) => unknown])[] = [
  ['lease-file-name', ({ settings }) => settings.leaseFileName],
  ['pid-file-name', ({ settings }) => settings.pidFileName],
  ['local-port', ({ settings }) => settings.localPort],
  ['remote-port', ({ settings }) => settings.remotePort],
  ['local-address', ({ settings }) => settings.localAddress],
  ['local-address6', ({ settings }) => settings.localAddress6],
  ['bind-local-address6', ({ settings }) => settings.bindLocalAddress6],
  ['log-facility', ({ settings }) => settings.logFacility],
  ['dont-use-fsync', ({ settings }) => settings.dontUseFsync],
];

const startParameters = (first: Config, next: Config): readonly string[] =>
  START_PARAMETERS.filter(([, of]) => of(first) !== of(next)).map(([name]) => name);
