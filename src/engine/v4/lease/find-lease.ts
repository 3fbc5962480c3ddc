import type { HostDeclaration, SharedNetwork } from '../../../config/config.ts';
import { dhcp4Log, dhcp4Texts } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4, ipv4FromBytes } from '../../../kernel/address.ts';
import { equalBytes } from '../../../kernel/bytes.ts';
import { HTYPE_INFINIBAND } from '../../../kernel/hardware.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import { MessageType4 } from '../../../wire/v4/packet.ts';
import {
  firstWithoutAddress,
  fixedLease,
  hostsByClientId,
  hostsByHardware,
  hostsByIdentifier,
} from '../client/hosts.ts';
import type { Exchange } from '../exchange.ts';
import { Dhcp } from '../option-codes.ts';
import { mayUse } from '../permits.ts';
import { type Candidate, candidateOf, type DynamicCandidate, leaseOf, type StaticCandidate } from './candidate.ts';
import { notebookOf, releaseLease } from './life-cycle.ts';

/** What the search for a client's lease found. */
export interface Found {
  readonly candidate: Candidate | undefined;
  /** The address the client asked for is this server's to give: when nothing was found, a DHCPREQUEST is answered with a NAK. */
  readonly isOurs: boolean;
}

/**
 * Looks for the lease a client should have (RFC 2131 §4.3.1): its fixed address, the address it asks for when it is free or its
 * own, the lease of its identifier, the lease of its hardware address. Leases it has no use for, or no permission, are freed on
 * the way, as the reference does.
 */
export function findLease(exchange: Exchange, network: SharedNetwork | undefined): Found {
  return new Search(exchange, network).run();
}

class Search {
  readonly #exchange: Exchange;
  readonly #network: SharedNetwork | undefined;
  readonly #clientId: Uint8Array | undefined;
  readonly #wanted: Ipv4 | undefined;
  readonly #isRequest: boolean;
  /** A client that uses an address already (ciaddr) keeps its other leases. */
  readonly #mayFree: boolean;
  #hosts: readonly HostDeclaration[] = [];
  #fixed: StaticCandidate | undefined;
  #asked: DynamicCandidate | undefined;
  #byUid: DynamicCandidate | undefined;
  #byHardware: DynamicCandidate | undefined;
  #isOurs = false;

  constructor(exchange: Exchange, network: SharedNetwork | undefined) {
    this.#exchange = exchange;
    this.#network = network;
    this.#clientId = exchange.request.dhcp(Dhcp.clientIdentifier);
    this.#wanted = wantedAddress(exchange);
    this.#isRequest = exchange.type === MessageType4.request;
    this.#mayFree = exchange.packet.ciaddr === 0;
  }

  run(): Found {
    this.#findHosts();
    if (this.#isRequest && this.#fixed && this.#fixed.lease.ip !== this.#wanted) {
      this.#exchange.state.nakReason = dhcp4Texts.incorrectAddress;
      return { candidate: undefined, isOurs: true };
    }
    this.#byUid = this.#leaseOfUid();
    this.#byHardware = this.#leaseOfHardware();
    this.#askedLease();
    this.#settleDuplicates();
    this.#dropSame();
    this.#dropForbidden();
    if (!this.#asked) this.#exchange.state.nakReason = dhcp4Texts.addressNotAvailable;
    if (this.#isRequest && !this.#asked && !this.#fixed) return this.#found(undefined);
    return this.#found(this.#checkAbandoned(this.#choose()));
  }

  #found(candidate: Candidate | undefined): Found {
    return { candidate, isOurs: this.#isOurs };
  }

  /** Host declarations by identifier, hardware, `host-identifier`; the first that names any settles it. */
  #findHosts(): void {
    for (const find of [hostsByClientId, hostsByHardware, hostsByIdentifier]) {
      this.#hosts = find(this.#exchange);
      if (this.#hosts.length === 0) continue;
      this.#exchange.known = true;
      this.#fixed = this.#network && fixedLease(this.#exchange, this.#network, this.#hosts);
      return;
    }
  }

  #permitted(candidate: DynamicCandidate): boolean {
    return mayUse(candidate.pool, this.#exchange);
  }

  #isHere(candidate: DynamicCandidate): boolean {
    return candidate.subnet.sharedNetwork === this.#network;
  }

  #free(candidate: DynamicCandidate): void {
    releaseLease(notebookOf(this.#exchange), candidate.lease);
  }

  /** The client's best lease on this network by its identifier; those it may no longer have are freed. */
  #leaseOfUid(): DynamicCandidate | undefined {
    if (!this.#clientId) return undefined;
    for (const candidate of this.#candidates(this.#exchange.state.store.byUid(this.#clientId))) {
      if (!this.#isHere(candidate)) continue;
      if (this.#permitted(candidate)) return candidate;
      if (this.#mayFree) this.#free(candidate);
    }
    return undefined;
  }

  /** The same by hardware address. A running lease of another identifier is not the client's, whatever its hardware. */
  #leaseOfHardware(): DynamicCandidate | undefined {
    const { hardware } = this.#exchange.request;
    if (hardware.type === HTYPE_INFINIBAND && hardware.address.length === 0) return undefined;
    for (const candidate of this.#candidates(this.#exchange.state.store.byHardware(hardware))) {
      const { lease } = candidate;
      if (!isFree(lease) && lease.uid && !this.#isUid(lease.uid)) continue;
      if (!this.#isHere(candidate)) continue;
      if (this.#permitted(candidate)) return candidate;
      if (this.#mayFree) this.#free(candidate);
    }
    return undefined;
  }

  *#candidates(leases: readonly Lease4[]): Iterable<DynamicCandidate> {
    const { state } = this.#exchange;
    for (const lease of leases) {
      const pool = state.config.pool4(lease.ip);
      if (pool) yield candidateOf(state, pool, lease);
    }
  }

  #isUid(uid: Uint8Array): boolean {
    return this.#clientId !== undefined && equalBytes(uid, this.#clientId);
  }

  /** The lease of the address the client asks for, unless it is on another network or somebody else's. */
  #askedLease(): void {
    const asked = this.#wanted === undefined ? undefined : leaseOf(this.#exchange.state, this.#wanted);
    if (!asked) return;
    this.#isOurs = true;
    if (!this.#isHere(asked)) {
      this.#exchange.state.nakReason = dhcp4Texts.badSubnet;
      return;
    }
    if (!this.#isOwn(asked.lease) && !isFree(asked.lease)) {
      // Nobody's client, yet not to be had: an abandoned address is no reason to send a NAK.
      if (asked.lease.state !== 'active') this.#isOurs = false;
      return;
    }
    const hasAnother = this.#byUid !== undefined || this.#byHardware !== undefined;
    const isDiscover = this.#exchange.type === MessageType4.discover;
    if (hasAnother && isDiscover && asked.lease.state !== 'active' && !isFree(asked.lease)) return;
    this.#asked = asked;
  }

  #isOwn(lease: Lease4): boolean {
    if (lease.uid) return this.#isUid(lease.uid);
    const { hardware } = this.#exchange.request;
    return (
      lease.hardware !== undefined &&
      lease.hardware.type === hardware.type &&
      equalBytes(lease.hardware.address, hardware.address)
    );
  }

  /** Two leases for one identifier: the one asked for stays, the other goes when the client commits itself. */
  #settleDuplicates(): void {
    const asked = this.#asked;
    if (asked?.lease.state === 'active' && asked.lease.uid && !same(asked, this.#byUid)) this.#preferAsked(asked);
    if (this.#isRequest && this.#fixed && this.#asked) this.#staticConflict(this.#asked, this.#fixed);
  }

  #preferAsked(asked: DynamicCandidate): void {
    if (this.#byUid && asked.lease.uid && this.#isUid(asked.lease.uid)) {
      if (this.#byUid.lease.state === 'active') this.#reportDuplicate(asked, this.#byUid);
      this.#byUid = asked;
    }
    if (this.#isRequest && this.#fixed) {
      this.#fixed = undefined;
      this.#staticConflict(asked, undefined);
    }
    if (!same(asked, this.#byUid)) this.#asked = undefined;
  }

  #reportDuplicate(asked: DynamicCandidate, other: DynamicCandidate): void {
    this.#exchange.log(dhcp4Log.duplicateLeases(this.#exchange.mac, asked.subnet.sharedNetwork.name));
    if (this.#mayFree && this.#isRequest && this.#isHere(other)) this.#free(other);
  }

  #staticConflict(asked: DynamicCandidate, fixed: StaticCandidate | undefined): void {
    const ip = formatIpv4(this.#wanted ?? asked.lease.ip);
    this.#exchange.log(dhcp4Log.staticConflict(ip));
    this.#exchange.log(dhcp4Log.staticConflictRemove(fixed?.host.name ?? ip, ip));
    this.#exchange.log(dhcp4Log.staticConflictPool(asked.subnet.sharedNetwork.name));
    if (fixed) this.#asked = undefined;
    this.#exchange.state.nakReason = dhcp4Texts.databaseConflict;
  }

  #dropSame(): void {
    if (same(this.#byHardware, this.#byUid) || same(this.#byHardware, this.#asked)) this.#byHardware = undefined;
    if (same(this.#byUid, this.#asked)) this.#byUid = undefined;
  }

  #dropForbidden(): void {
    if (!this.#asked || this.#permitted(this.#asked)) return;
    if (this.#mayFree && this.#asked.lease.state === 'active') this.#free(this.#asked);
    this.#asked = undefined;
  }

  /** The best of what is left; the others are freed, or reported, where the client has no further use for them. */
  #choose(): Candidate | undefined {
    if (this.#fixed && this.#asked && this.#mayFree) this.#free(this.#asked);
    const first = this.#fixed ?? this.#asked;
    if (first && this.#byUid) this.#reportUidDuplicate(this.#byUid);
    const chosen = first ?? this.#byUid ?? this.#laxHardwareLease();
    return chosen?.kind === 'dynamic' ? this.#withHost(chosen) : chosen;
  }

  #reportUidDuplicate(duplicate: DynamicCandidate): void {
    const { mac } = this.#exchange;
    this.#exchange.log(dhcp4Log.uidDuplicate(formatIpv4(duplicate.lease.ip), mac, duplicate.subnet.sharedNetwork.name));
    if (this.#mayFree && this.#isRequest && duplicate.lease.state === 'active') this.#free(duplicate);
  }

  /** A lease taken with an identifier goes by hardware address only to a BOOTP client, which has no identifier to show. */
  #laxHardwareLease(): DynamicCandidate | undefined {
    const candidate = this.#byHardware;
    if (!candidate?.lease.uid) return candidate;
    const matches = this.#clientId ? this.#isUid(candidate.lease.uid) : this.#exchange.type === 0;
    return matches ? candidate : undefined;
  }

  /** A running lease goes with the client's host declaration without address, whose options it gets. */
  #withHost(candidate: DynamicCandidate): DynamicCandidate {
    if (candidate.lease.state !== 'active') return candidate;
    return { ...candidate, host: firstWithoutAddress(this.#hosts) };
  }

  /** An abandoned address is given back only to the client that insists on it: it is probably the one who answers there. */
  #checkAbandoned(chosen: Candidate | undefined): Candidate | undefined {
    if (chosen?.lease.state !== 'abandoned') return chosen;
    if (this.#isRequest && chosen.kind === 'dynamic' && same(chosen, this.#asked)) {
      this.#exchange.log(dhcp4Log.reclaimingRequested(formatIpv4(chosen.lease.ip)));
      return chosen;
    }
    this.#isOurs = true;
    return undefined;
  }
}

const isFree = (lease: Lease4): boolean => lease.state === 'free' || lease.state === 'backup';

const same = (a: DynamicCandidate | undefined, b: DynamicCandidate | undefined): boolean =>
  a !== undefined && b !== undefined && a.lease.ip === b.lease.ip;

/** The address in use (ciaddr) counts before the one asked for (option 50). */
function wantedAddress(exchange: Exchange): Ipv4 | undefined {
  if (exchange.packet.ciaddr) return exchange.packet.ciaddr;
  const requested = exchange.request.address(Dhcp.requestedAddress);
  return requested && ipv4FromBytes(requested);
}
