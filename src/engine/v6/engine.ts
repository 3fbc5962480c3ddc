import type { Config } from '../../config/config.ts';
import { log6 } from '../../diagnostics/catalogue/dhcp6.ts';
import type { Arrival6, Effect, Event6 } from '../../effects/effects.ts';
import { newOptionState } from '../../expr/option-state.ts';
import { newVariables } from '../../expr/variables.ts';
import { isMulticast6 } from '../../kernel/address.ts';
import { type EpochSeconds, epochMillis, epochSeconds } from '../../kernel/scalars.ts';
import type { LeaseStore6 } from '../../leases/store.ts';
import { type Message6, MessageType6, type Packet6, type Relay6 } from '../../wire/v6/packet.ts';
import type { EngineEnvironment, Now } from '../environment.ts';
import { countLoaded } from './association/ia-record.ts';
import { networkByInterface } from './client/network.ts';
import { unwrap, wrap } from './client/relay.ts';
import { MessageView } from './client/view.ts';
import { bareContext } from './context.ts';
import { expireLeases, forgetEnded, nextLook } from './expiry.ts';
import { answer } from './message/dispatch.ts';
import { parameterCodes } from './parameters.ts';
import { Memory6 } from './pool/memory.ts';
import { Orphans6 } from './pool/orphans.ts';
import { gatherReserved, type Reserved6 } from './pool/reserved.ts';
import { newTopology } from './pool/topology.ts';
import { log, type Query6, type Server6, type Step6 } from './state.ts';

/** The DHCPv6 server's decisions: a machine without clock, sockets or files. It changes nothing but its lease store. */
export interface Engine6 {
  /** Reads what a store holds at start, and sets the first timer. */
  start(now: Now): Effect[];
  step(event: Event6, now: Now): Effect[];
  /** What the engine of another config needs of this one when it takes its place. */
  readonly memory: Recollection6;
}

/** What lives longer than a config, beside the leases. */
export type Recollection6 = Pick<Server6, 'orphans' | 'memory' | 'globals'>;

const TIMER = 'lease6-end';

const NOTHING_RESERVED: Reserved6 = { has: () => false };

const secondsOf = (now: Now): EpochSeconds => epochSeconds(Math.floor(now / 1000));

class Machine implements Engine6 {
  #server: Server6;
  /** When the timer runs out; undefined while none is set. */
  #timerAt: EpochSeconds | undefined;

  constructor(server: Server6) {
    this.#server = server;
  }

  get memory(): Recollection6 {
    return this.#server;
  }

  start(now: Now): Effect[] {
    const step = this.#begin(now);
    const { config, environment } = this.#server;
    const reserved = gatherReserved(config, environment, bareContext(step, { reply: newOptionState() }));
    this.#server = { ...this.#server, reserved };
    countLoaded(step);
    return this.#finish(step);
  }

  step(event: Event6, now: Now): Effect[] {
    const step = this.#begin(now);
    switch (event.kind) {
      case 'packet':
        receive(step, event.packet, event.arrival);
        break;
      case 'timer':
        this.#timerAt = undefined;
        expireLeases(step);
        forgetEnded(step);
        break;
    }
    return this.#finish(step);
  }

  #begin(now: Now): Step6 {
    return { server: this.#server, now: secondsOf(now), effects: [] };
  }

  #finish(step: Step6): Effect[] {
    const at = nextLook(step);
    if (at !== undefined && (this.#timerAt === undefined || at < this.#timerAt)) {
      this.#timerAt = at;
      step.effects.push({ kind: 'timer', name: TIMER, at: epochMillis(at * 1000) });
    }
    return step.effects;
  }
}

function logArrival(step: Step6, packet: Packet6, { source, sourcePort }: Arrival6): void {
  if (packet.kind === 'relay') {
    log(step, log6.receivedRelay(packet.type, source, sourcePort, packet.linkAddress, packet.peerAddress));
  } else if (packet.type === MessageType6.dhcpv4Query || packet.type === MessageType6.dhcpv4Response) {
    log(step, log6.receivedQuery4(packet.type, source, sourcePort));
  } else {
    log(step, log6.received(packet.type, source, sourcePort, packet.xid));
  }
}

function queryOf(step: Step6, message: Message6, relays: readonly Relay6[], arrival: Arrival6): Query6 {
  return {
    step,
    message,
    arrival,
    relays,
    view: new MessageView(message, relays, step.server.config.options),
    isUnicast: relays.length === 0 && !isMulticast6(arrival.destination),
    classes: [],
    isKnown: false,
  };
}

/** The answer in the layers of the request, or nothing. */
function reply(step: Step6, packet: Packet6, arrival: Arrival6): Uint8Array | undefined {
  if (packet.kind === 'message') return answer(queryOf(step, packet, [], arrival));
  const unwrapped = unwrap(step, packet, arrival);
  const inner = unwrapped && answer(queryOf(step, unwrapped.message, unwrapped.relays, arrival));
  return inner && wrap(step, unwrapped.relays, inner);
}

function receive(step: Step6, packet: Packet6, arrival: Arrival6): void {
  logArrival(step, packet, arrival);
  const bytes = reply(step, packet, arrival);
  if (!bytes) return;
  const { serverPort, clientPort } = step.server.environment;
  const { interfaceName, interfaceIndex, source } = arrival;
  // RFC 8415 §7.2: clients listen on 546, relays and servers on 547, whatever port they sent from.
  const port = packet.kind === 'relay' ? serverPort : clientPort;
  step.effects.push({
    kind: 'send6',
    bytes,
    to: { interfaceName, interfaceIndex, address: source, port },
    log: log6.sending(bytes[0] as number, source, port),
  });
}

/** A machine over a config and a store. `serverDuid` is what clients must name. */
export function newEngine6(
  config: Config,
  store: LeaseStore6,
  environment: EngineEnvironment,
  serverDuid: Uint8Array,
  predecessor?: Recollection6,
): Engine6 {
  return new Machine({
    config,
    store,
    environment,
    duid: serverDuid,
    topology: newTopology(config),
    networkOfInterface: networkByInterface(config, environment),
    reserved: NOTHING_RESERVED,
    orphans: new Orphans6(),
    memory: new Memory6(),
    parameters: parameterCodes(config.options),
    globals: newVariables(),
    said: { hardwareType: false },
    ...(predecessor && { orphans: predecessor.orphans, memory: predecessor.memory, globals: predecessor.globals }),
  });
}
