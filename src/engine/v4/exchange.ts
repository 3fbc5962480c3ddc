import type { SharedNetwork } from '../../config/config.ts';
import type { Sender } from '../../diagnostics/catalogue/dhcp4.ts';
import { dhcp4Log, dhcp4Texts } from '../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../diagnostics/message.ts';
import type { Arrival4, Effect } from '../../effects/effects.ts';
import { formatIpv4, formatIpv6 } from '../../kernel/address.ts';
import { colonHex, EMPTY } from '../../kernel/bytes.ts';
import { formatHardwareAddress } from '../../kernel/hardware.ts';
import type { EpochMillis, EpochSeconds } from '../../kernel/scalars.ts';
import { epochSeconds } from '../../kernel/scalars.ts';
import type { LeaseChange } from '../../leases/change.ts';
import type { Lease4 } from '../../leases/lease4.ts';
import type { Packet4 } from '../../wire/v4/packet.ts';
import type { ServedInterface } from '../environment.ts';
import type { ClassMembership } from './classify.ts';
import { ClientRequest } from './client/request-view.ts';
import type { EngineState } from './engine-state.ts';

/** A message is in five classes at most (PACKET_MAX_CLASSES of the reference). */
const MOST_CLASSES = 5;

/** The work on one message: what came, what is known about it, and the effects collected so far. */
export class Exchange {
  readonly state: EngineState;
  readonly packet: Packet4;
  readonly arrival: Arrival4;
  readonly request: ClientRequest;
  readonly millis: EpochMillis;
  readonly now: EpochSeconds;
  readonly effects: Effect[];
  /** First octet of option 53; 0 for BOOTP. */
  readonly type: number;
  network: SharedNetwork | undefined;
  readonly classes: ClassMembership[] = [];
  /** A host declaration matches the client. */
  known = false;
  /** Option 82 comes from the lease, not from the message: it is not echoed. */
  agentOptionsStashed = false;
  /** `echo-client-id` is on for this client (RFC 6842). */
  echoesClientId = false;

  constructor(
    state: EngineState,
    arrived: { packet: Packet4; arrival: Arrival4 },
    millis: EpochMillis,
    effects: Effect[],
  ) {
    this.state = state;
    this.packet = arrived.packet;
    this.arrival = arrived.arrival;
    this.request = new ClientRequest(arrived.packet, state.config.options, state.encapsulations);
    this.millis = millis;
    this.now = secondsOf(millis);
    this.effects = effects;
    this.type = (arrived.packet.hasCookie && arrived.packet.options.get(53)?.[0]) || 0;
  }

  get interface(): ServedInterface | undefined {
    return this.state.environment.interfaces.get(this.arrival.interfaceName);
  }

  /** The network of the interface the message came in on, whatever the relay says. */
  get arrivalNetwork(): SharedNetwork | undefined {
    return this.state.networks.get(this.arrival.interfaceName);
  }

  /** `DHCP4o6 ` ahead of the lines about messages that came in a DHCPV4-QUERY (RFC 7341). */
  get prefix(): string {
    return this.arrival.dhcp4o6 ? 'DHCP4o6 ' : '';
  }

  /** The way the message came, as the log names it. */
  get via(): string {
    if (this.arrival.dhcp4o6) return formatIpv6(this.arrival.dhcp4o6.source);
    return this.link;
  }

  /** Relay agent or interface. */
  get link(): string {
    return this.packet.giaddr ? formatIpv4(this.packet.giaddr) : this.arrival.interfaceName;
  }

  get mac(): string {
    return formatHardwareAddress(this.request.hardware);
  }

  /** The sender, with what the lease tells about it. */
  sender(lease: Lease4 | undefined): Sender {
    const client = this.packet.htype ? this.mac : lease ? identifierText(lease) : dhcp4Texts.noIdentifier;
    return { prefix: this.prefix, client, hostname: hostnameText(lease?.clientHostname), via: this.via };
  }

  /** Adds one class membership, by matching or by an `add` statement. */
  join(membership: ClassMembership): void {
    if (this.classes.length < MOST_CLASSES) this.classes.push(membership);
    else this.log(dhcp4Log.tooManyClasses(this.mac));
  }

  log(message: Message): void {
    this.effects.push({ kind: 'log', message });
  }

  persist(change: LeaseChange): void {
    this.effects.push({ kind: 'persist', change });
  }
}

/** The whole seconds of a moment. */
export const secondsOf = (millis: EpochMillis): EpochSeconds => epochSeconds(Math.floor(millis / 1000));

/** `(NAME) `, or what the reference writes in place of a name that would spoil the line. */
export function hostnameText(name: string | undefined): string {
  if (name === undefined) return '';
  return `(${name.length <= 64 && /^[ !#-[\]-~]*$/.test(name) ? name : dhcp4Texts.unsuitableHostname}) `;
}

/** A client identifier as the log shows it: text when printable, else hexadecimal octets; 60 characters at most. */
export function octetsText(data: Uint8Array): string {
  const shown = data.subarray(0, 57);
  if (shown.every((octet) => octet >= 0x20 && octet < 0x7f)) return `"${String.fromCharCode(...shown)}"`;
  return data.length * 3 > 60 ? '' : colonHex(data);
}

/** The client identifier of a lease for the log. */
const identifierText = (lease: Lease4): string => octetsText(lease.uid ?? EMPTY);
