import type { SharedNetwork, Subnet4 } from '../../../config/config.ts';
import { dhcp4Log, dhcp4Texts } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../../diagnostics/message.ts';
import { formatIpv4, ipv4FromBytes } from '../../../kernel/address.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import type { Exchange } from '../exchange.ts';
import { findLease } from '../lease/find-lease.ts';
import { grantLease } from '../lease/grant.ts';
import { Dhcp } from '../option-codes.ts';
import { sendNak } from './nak.ts';

/**
 * DHCPREQUEST (RFC 2131 §4.3.2). The four states of a client are told apart as the reference does:
 *
 *   option 50, no ciaddr        SELECTING or INIT-REBOOT: the address must be on the client's network
 *   ciaddr, by a relay          REBINDING: the same
 *   ciaddr, straight            RENEWING or REBINDING: the way it came says nothing, so it is never "wrong network"
 *
 * A server identifier of another server is no obstacle: an address that is free to give is given.
 */
export function handleRequest(exchange: Exchange): void {
  const requested = exchange.request.address(Dhcp.requestedAddress);
  const ip = requested ? ipv4FromBytes(requested) : exchange.packet.ciaddr;
  const subnet = exchange.state.config.subnet4(ip);
  const found = subnet ? findLease(exchange, subnet.sharedNetwork) : { candidate: undefined, isOurs: false };
  const line = dhcp4Log.request(exchange.sender(found.candidate?.lease), formatIpv4(ip), serverIdText(exchange));
  if (namesNetwork(exchange, requested !== undefined) && !isOnNetwork(exchange, ip, subnet, line)) return;
  if (found.candidate) {
    grantLease(exchange, { kind: 'ack', candidate: found.candidate, line });
  } else if (found.isOurs) {
    exchange.log(dhcp4Log.leaseUnavailable(line, formatIpv4(ip)));
    sendNak(exchange, ip, subnet?.scope);
  } else {
    exchange.log(dhcp4Log.unknownLease(line, formatIpv4(ip)));
  }
}

/** The server the client has chosen, for the log. */
function serverIdText(exchange: Exchange): string {
  const serverId = exchange.request.address(Dhcp.serverIdentifier);
  return serverId ? formatIpv4(ipv4FromBytes(serverId)) : '';
}

/** True when the way of the message tells on which network the client is. */
function namesNetwork(exchange: Exchange, hasRequestedAddress: boolean): boolean {
  const { ciaddr, giaddr } = exchange.packet;
  if (!exchange.network) return true;
  return ciaddr ? giaddr !== 0 : hasRequestedAddress;
}

/** An address of another network is refused where this server has authority, and passed over in silence where it has not. */
function isOnNetwork(exchange: Exchange, ip: Ipv4, subnet: Subnet4 | undefined, line: Message): boolean {
  const { network } = exchange;
  if (network && subnet?.sharedNetwork === network) return true;
  if (isAuthoritative(network, subnet)) {
    exchange.log(dhcp4Log.wrongNetwork(line));
    sendNak(exchange, ip, undefined);
    return false;
  }
  const isUnknown = !network && !subnet;
  exchange.log(dhcp4Log.ignored(line, isUnknown ? dhcp4Texts.unknownSubnet : dhcp4Texts.notAuthoritative));
  return false;
}

/** Authority over the network the client is on, or where that is unknown, over the one it thinks it is on. */
const isAuthoritative = (network: SharedNetwork | undefined, subnet: Subnet4 | undefined): boolean =>
  (network ?? subnet)?.scope.authoritative === true;
