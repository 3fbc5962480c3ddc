import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { formatIpv4 } from '../../../kernel/address.ts';
import { equalBytes } from '../../../kernel/bytes.ts';
import type { Lease4 } from '../../../leases/lease4.ts';
import type { Exchange } from '../exchange.ts';
import { leaseOf } from '../lease/candidate.ts';
import { notebookOf, releaseLease } from '../lease/life-cycle.ts';
import { Dhcp } from '../option-codes.ts';

/**
 * DHCPRELEASE (RFC 2131 §4.3.4). The hardware address must be the lease's; client identifier and server identifier are not
 * looked at, as with the reference: clients change the former between boots.
 */
export function handleRelease(exchange: Exchange): void {
  const { ciaddr, options } = exchange.packet;
  if (options.has(Dhcp.requestedAddress)) exchange.log(dhcp4Log.releaseWithRequestedAddress(exchange.mac));
  const lease = leaseOf(exchange.state, ciaddr)?.lease;
  const own = lease && isOwn(exchange, lease) ? lease : undefined;
  const line = dhcp4Log.release(exchange.sender(own), formatIpv4(ciaddr), own !== undefined);
  if (own && own.ends > exchange.now) releaseLease(notebookOf(exchange), own);
  exchange.log(line);
}

function isOwn(exchange: Exchange, { hardware }: Lease4): boolean {
  const own = exchange.request.hardware;
  return hardware !== undefined && hardware.type === own.type && equalBytes(hardware.address, own.address);
}
