import { compileStatements } from '../expr/compile.ts';
import type { EvalContext, OptionState } from '../expr/context.ts';
import { newOptionState } from '../expr/option-state.ts';
import { newVariables } from '../expr/variables.ts';
import { ipv4FromBytes, ipv6FromBytes } from '../kernel/address.ts';
import { latin1, readU16, readU32 } from '../kernel/bytes.ts';
import { epochSeconds } from '../kernel/scalars.ts';
import type { OptionRegistry } from '../options/definition.ts';
import { enumerationName, enumerationNamed } from '../options/enumerations.ts';
import type { Settings } from './config.ts';
import type { ConfigDraft } from './draft.ts';
import type { Report } from './report.ts';

const SPACE = 'server';

/** An address abandoned after a conflict is left alone for a day unless the config says otherwise. */
const ABANDON_LEASE_SECONDS = 86400;

/** Parameters of the root scope by name, evaluated without a packet. */
class Parameters {
  readonly #registry: OptionRegistry;
  readonly #state: OptionState;
  readonly #context: EvalContext;

  constructor(registry: OptionRegistry, state: OptionState, context: EvalContext) {
    this.#registry = registry;
    this.#state = state;
    this.#context = context;
  }

  octets(name: string): Uint8Array | undefined {
    const option = this.#registry.byName(SPACE, name);
    const entry = option && this.#state.get(SPACE, option.code);
    return entry && (entry.constant ?? entry.value(this.#context));
  }

  /** Octets of a fixed length; other values count as missing, start-checks.ts complains of them. */
  #exactly(name: string, length: number): Uint8Array | undefined {
    const value = this.octets(name);
    return value?.length === length ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.octets(name);
    return value && latin1(value);
  }

  flag(name: string): boolean {
    return this.octets(name)?.[0] === 1;
  }

  u16(name: string): number | undefined {
    const value = this.#exactly(name, 2);
    return value && readU16(value, 0);
  }

  u32(name: string): number | undefined {
    const value = this.#exactly(name, 4);
    return value && readU32(value, 0);
  }

  ipv4(name: string) {
    const value = this.#exactly(name, 4);
    return value && ipv4FromBytes(value);
  }

  ipv6(name: string) {
    const value = this.#exactly(name, 16);
    return value && ipv6FromBytes(value);
  }

  /** The name of a value of an enumeration. */
  member<Name extends string>(name: string, names: readonly Name[]): Name | undefined {
    const [value] = this.#exactly(name, 1) ?? [];
    const enumeration = enumerationNamed(this.#registry.byName(SPACE, name)?.format.fields[0]?.ref);
    const found = enumeration && value !== undefined ? enumerationName(enumeration, value) : undefined;
    return names.find((candidate) => candidate === found);
  }
}

/** What the server asks of its config once, at start (postconf_initialization of the reference). */
export interface RootParameters {
  readonly settings: Settings;
  octets(name: string): Uint8Array | undefined;
}

/** Reads the parameters of the root scope. Its statements run once without a packet, as at every start of the reference. */
export function readRootParameters(
  draft: ConfigDraft,
  family: 4 | 6,
  registry: OptionRegistry,
  report: Report,
): RootParameters {
  const state = newOptionState();
  const context = contextWithoutPacket(state, report);
  compileStatements(draft.root.statements).run(context);
  const parameters = new Parameters(registry, state, context);
  return { settings: settingsOf(draft, family, parameters), octets: (name) => parameters.octets(name) };
}

function settingsOf(draft: ConfigDraft, family: 4 | 6, parameters: Parameters): Settings {
  return {
    ...filesOf(family, parameters),
    ...socketsOf(parameters),
    logFacility: parameters.member('log-facility', LOG_FACILITIES),
    omapiPort: parameters.u16('omapi-port'),
    omapiKey: parameters.text('omapi-key'),
    ddnsUpdateStyle:
      parameters.member('ddns-update-style', ['none', 'ad-hoc', 'interim', 'standard'] as const) ?? 'none',
    dontUseFsync: parameters.flag('dont-use-fsync'),
    serverIdCheck: parameters.flag('server-id-check'),
    checkSecsByteOrder: parameters.flag('check-secs-byte-order'),
    releaseOnRoam: parameters.flag('release-on-roam'),
    prefixLengthMode:
      parameters.member('prefix-length-mode', ['ignore', 'prefer', 'exact', 'minimum', 'maximum'] as const) ?? 'prefer',
    abandonLeaseTime: parameters.u32('abandon-lease-time') ?? ABANDON_LEASE_SECONDS,
    delayedAck: parameters.u16('delayed-ack') ?? 0,
    dbTimeFormat: draft.dbTimeFormat,
    leaseIdFormat: draft.leaseIdFormat,
    serverDuid: draft.serverDuid,
  };
}

const LOG_FACILITIES: readonly string[] = (
  'kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ' +
  'local0 local1 local2 local3 local4 local5 local6 local7'
).split(' ');

function filesOf(family: 4 | 6, parameters: Parameters): Pick<Settings, 'leaseFileName' | 'pidFileName'> {
  const own = (name: string): string | undefined => (family === 6 ? parameters.text(`dhcpv6-${name}`) : undefined);
  return {
    leaseFileName: own('lease-file-name') ?? parameters.text('lease-file-name'),
    pidFileName: own('pid-file-name') ?? parameters.text('pid-file-name'),
  };
}

type Sockets =
  | 'localPort'
  | 'remotePort'
  | 'localAddress'
  | 'localAddress6'
  | 'bindLocalAddress6'
  | 'limitedBroadcastAddress';

function socketsOf(parameters: Parameters): Pick<Settings, Sockets> {
  return {
    localPort: parameters.u16('local-port'),
    remotePort: parameters.u16('remote-port'),
    localAddress: parameters.ipv4('local-address'),
    localAddress6: parameters.ipv6('local-address6'),
    bindLocalAddress6: parameters.flag('bind-local-address6'),
    limitedBroadcastAddress: parameters.ipv4('limited-broadcast-address'),
  };
}

/** There is no packet, no lease and no name service yet, and checking a config runs no programs. */
function contextWithoutPacket(reply: OptionState, report: Report): EvalContext {
  return {
    now: epochSeconds(0),
    request: undefined,
    reply,
    leaseVariables: undefined,
    packetVariables: newVariables(),
    leasedAddress: undefined,
    leaseTime: undefined,
    hostDeclName: undefined,
    isKnown: undefined,
    isStatic: undefined,
    clientState: undefined,
    hasClass: () => false,
    addClass: () => {},
    log: (message) => report.remark(message),
    fatal: (message) => report.fatal(message),
    execute: () => {},
    lookupHost: () => undefined,
    hostname: '',
    onEvent: () => {},
    parseVendorOption: () => {},
  };
}
