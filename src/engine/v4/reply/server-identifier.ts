import type { OptionState } from '../../../expr/context.ts';
import { ipv4FromBytes, ipv4ToBytes } from '../../../kernel/address.ts';
import type { Ipv4 } from '../../../kernel/scalars.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Dhcp } from '../option-codes.ts';
import { setOption } from './set-option.ts';

/**
 * Puts the server identifier (option 54) into `reply`: the configured one, else the first address of the interface. A server
 * for DHCPv4 over DHCPv6 has no IPv4 address on its interfaces, so without a `server-identifier` statement there is none.
 */
export function setServerIdentifier(exchange: Exchange, evaluation: Evaluation, reply: OptionState): Ipv4 | undefined {
  const configured = evaluation.reply.get('dhcp', Dhcp.serverIdentifier)?.value(evaluation);
  if (configured?.length === 4) {
    if (reply !== evaluation.reply) setOption(exchange.state.config.options, reply, Dhcp.serverIdentifier, configured);
    return ipv4FromBytes(configured);
  }
  const address = ownAddress(exchange);
  if (address !== undefined) {
    setOption(exchange.state.config.options, reply, Dhcp.serverIdentifier, ipv4ToBytes(address));
  }
  return address;
}

/** The first IPv4 address of the interface the message came in on. */
export const ownAddress = (exchange: Exchange): Ipv4 | undefined =>
  exchange.arrival.dhcp4o6 ? undefined : exchange.interface?.addresses4[0];
