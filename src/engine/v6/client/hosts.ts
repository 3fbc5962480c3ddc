import type { HostDeclaration, SharedNetwork } from '../../../config/config.ts';
import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { newOptionState } from '../../../expr/option-state.ts';
import { ipv6FromBytes } from '../../../kernel/address.ts';
import { readU16 } from '../../../kernel/bytes.ts';
import type { Hardware } from '../../../kernel/hardware.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import { Option6, type RawOption6 } from '../../../wire/v6/packet.ts';
import { bareContext } from '../context.ts';
import { log, optionOf, type Query6 } from '../state.ts';

type Hosts = readonly HostDeclaration[];
const NONE: Hosts = [];

/** Longer addresses match no host. */
const MOST_HARDWARE_OCTETS = 20;
/** RFC 8415 §11.2 and §11.4. */
const DUID_LLT = 1;
const DUID_LL = 3;
/** Further hops are taken for "the relay nearest to the server" (dhcpd.conf(5), "host-identifier v6relopt"). */
const MOST_RELAY_HOPS = 32;

function hardwareOf(query: Query6, type: number, address: Uint8Array): Hardware | undefined {
  if (address.length === 0 || address.length > MOST_HARDWARE_OCTETS) return undefined;
  if (type <= 0xff) return { type, address };
  const { said } = query.step.server;
  if (!said.hardwareType) log(query.step, log6.hardwareTypeTooLarge(type));
  said.hardwareType = true;
  return undefined;
}

/** RFC 6939: only the relay nearest to the client may tell its link-layer address. */
function byRelayedHardware(query: Query6): Hosts {
  const [relay] = query.relays;
  const data = relay && optionOf(relay, Option6.clientLinkLayerAddress);
  if (!data || data.length <= 2) return NONE;
  const hardware = hardwareOf(query, readU16(data, 0), data.subarray(2));
  if (!hardware) return NONE;
  log(query.step, log6.relayedHardware(hardware.type, hardware.address.length));
  return query.step.server.config.hosts.byHardware(hardware);
}

function byDuidHardware(query: Query6, duid: Uint8Array): Hosts {
  if (duid.length < 4) return NONE;
  const kind = readU16(duid, 0);
  if (kind !== DUID_LLT && kind !== DUID_LL) return NONE;
  const hardware = hardwareOf(query, readU16(duid, 2), duid.subarray(kind === DUID_LLT ? 8 : 4));
  return hardware ? query.step.server.config.hosts.byHardware(hardware) : NONE;
}

/** The message whose options `host-identifier v6relopt HOP` looks at: 0 is the client's. */
function viewAtHop(query: Query6, hop: number | undefined) {
  if (!hop) return query.view;
  const { relays } = query.view;
  return relays[hop - 1] ?? (hop > MOST_RELAY_HOPS ? (relays.at(-1) ?? query.view) : undefined);
}

/** Identifier options are tried latest declared first, as in the reference. */
function byIdentifier(query: Query6): Hosts {
  const { hosts } = query.step.server.config;
  const identifiers = hosts.identifierOptions();
  for (let i = identifiers.length - 1; i >= 0; i--) {
    const { option, relayHop } = identifiers[i] as (typeof identifiers)[number];
    const value = viewAtHop(query, relayHop)?.option(option);
    const found = value ? hosts.byIdentifier(option, relayHop, value) : NONE;
    if (found.length > 0) return found;
  }
  return NONE;
}

/** Hosts that match an option inside an identity association (dhcpd.conf(5), "host-identifier option"). */
export function hostsByInnerOption(query: Query6, options: readonly RawOption6[]): Hosts {
  const { hosts } = query.step.server.config;
  for (const { option, relayHop } of hosts.identifierOptions()) {
    const value = options.find(({ code }) => option.space === 'dhcp6' && code === option.code)?.data;
    const found = value ? hosts.byIdentifier(option, relayHop, value) : NONE;
    if (found.length > 0) return found;
  }
  return NONE;
}

/** The host declarations of a client: by DUID, by the relay's word on its hardware, by identifier options, by the DUID's hardware. */
export function findHosts(query: Query6, duid: Uint8Array): Hosts {
  const byUid = query.step.server.config.hosts.byClientId(duid);
  if (byUid.length > 0) return byUid;
  const byRelay = byRelayedHardware(query);
  if (byRelay.length > 0) return byRelay;
  const identified = byIdentifier(query);
  return identified.length > 0 ? identified : byDuidHardware(query, duid);
}

/** The fixed address of a host: undefined when it has none, or none that can be evaluated now. */
export function fixedAddressOf(query: Query6, host: HostDeclaration): Ipv6 | undefined {
  const data = host.fixedAddress6?.(bareContext(query.step, { reply: newOptionState() }));
  return data && data.length >= 16 ? ipv6FromBytes(data) : undefined;
}

/** Of the declarations of one client, the one whose fixed address is on its link, else the last one without any. */
export function hostOnLink(query: Query6, hosts: Hosts, network: SharedNetwork): HostDeclaration | undefined {
  let withoutAddress: HostDeclaration | undefined;
  for (const host of hosts) {
    if (!host.fixedAddress6) {
      withoutAddress = host;
      continue;
    }
    const address = fixedAddressOf(query, host);
    if (address !== undefined && query.step.server.config.subnet6(address)?.sharedNetwork === network) return host;
  }
  return withoutAddress;
}
