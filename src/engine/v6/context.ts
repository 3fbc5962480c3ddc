import type {
  CompiledStatements,
  DataFn,
  EvalContext,
  OptionState,
  RequestView,
  Variables,
} from '../../expr/context.ts';
import type { EventName } from '../../expr/ir.ts';
import { newOptionState } from '../../expr/option-state.ts';
import type { EngineEnvironment } from '../environment.ts';
import { classify } from './client/membership.ts';
import type { ParameterName } from './parameters.ts';
import { log, type Query6, type Step6 } from './state.ts';

type OnEvent = (events: readonly EventName[], body: CompiledStatements) => void;

/** What an evaluation may see and change beside the packet. */
export interface Surroundings {
  readonly reply: OptionState;
  readonly leaseVariables?: Variables | undefined;
  /** Where `on EVENT` bodies are kept; without a lease they are forgotten, as in the reference. */
  readonly onEvent?: OnEvent | undefined;
  readonly request?: RequestView | undefined;
}

const forget: OnEvent = () => {};

/** The part of a step that an evaluation without a packet needs. */
export interface BareStep extends Pick<Step6, 'now' | 'effects'> {
  readonly server: {
    readonly environment: Pick<EngineEnvironment, 'hostname' | 'lookupHost'>;
    readonly globals: Variables;
  };
}

/**
 * The surroundings of an evaluation without a packet (start of the server, expiry of a lease). Expressions on the lease itself
 * (leased-address, lease-time, host-decl-name, hardware) are NULL everywhere in DHCPv6, as in the reference.
 */
export function bareContext(step: BareStep, surroundings: Surroundings): EvalContext {
  const { environment, globals } = step.server;
  return {
    now: step.now,
    request: undefined,
    reply: surroundings.reply,
    leaseVariables: surroundings.leaseVariables,
    packetVariables: globals,
    leasedAddress: undefined,
    leaseTime: undefined,
    hostDeclName: undefined,
    isKnown: undefined,
    isStatic: undefined,
    clientState: undefined,
    hasClass: () => false,
    addClass: () => {},
    log: (message) => log(step, message),
    fatal: (message) => step.effects.push({ kind: 'fatal', message }),
    execute: (command, args) => step.effects.push({ kind: 'execute', command, args }),
    lookupHost: (name, family) => environment.lookupHost(name, family),
    hostname: environment.hostname,
    onEvent: surroundings.onEvent ?? forget,
    parseVendorOption: () => {},
  };
}

/** The surroundings of an evaluation on behalf of a client's message. */
export function contextOf(query: Query6, surroundings: Surroundings): EvalContext {
  return {
    ...bareContext(query.step, surroundings),
    request: surroundings.request ?? query.view,
    isKnown: query.isKnown,
    isStatic: false,
    hasClass: (name) => query.classes.some((membership) => membership.name === name),
    addClass: (name) => {
      const declaration = query.step.server.config.classes.find((known) => known.name === name);
      if (declaration) classify(query, { name, scope: declaration.scope });
    },
  };
}

/**
 * The context in which options are evaluated while they are written: `option X` then reads the reply being built, not the
 * packet (`option dhcp6.elapsed-time` is NULL there), and lease variables are out of sight. The reference does so.
 */
export function sendingContext(query: Query6, reply: OptionState): EvalContext {
  const request: RequestView = {
    raw: query.view.raw,
    hardware: undefined,
    relays: query.view.relays,
    option: (option) => reply.get(option.space, option.code)?.value(context),
  };
  const context = contextOf(query, { reply: newOptionState(), request });
  return context;
}

const evaluate = (value: DataFn, context: EvalContext) => value(context);

/** The octets of a parameter of the space `server`: undefined when it is not configured; `null` when it has no value. */
export function parameterData(
  query: Query6,
  name: ParameterName,
  surroundings: Surroundings,
): Uint8Array | null | undefined {
  const entry = surroundings.reply.get('server', query.step.server.parameters[name]);
  if (!entry) return undefined;
  return entry.constant ?? evaluate(entry.value, contextOf(query, surroundings)) ?? null;
}

/** A flag parameter: on only when it is configured so. */
export function parameterFlag(query: Query6, name: ParameterName, surroundings: Surroundings): boolean {
  return parameterData(query, name, surroundings)?.[0] === 1;
}
