import { encodeMessage6 } from '../v6/encode.ts';
import { type Message6, MessageType6, Option6, type Packet6 } from '../v6/packet.ts';

/** Flags of DHCPV4-QUERY: the client would have sent its message by unicast (RFC 7341 §6.1). */
export const UNICAST_FLAG = 0x800000;

/** The DHCPv4 message in a DHCPV4-QUERY or DHCPV4-RESPONSE; of several the first counts. */
export const dhcpv4MessageOf = (message: Message6): Uint8Array | undefined =>
  message.options.find(({ code }) => code === Option6.dhcpv4Message)?.data;

/** The message inside all relay messages; undefined where a layer holds none. */
export function innermostOf(packet: Packet6): Message6 | undefined {
  let inner: Packet6 | undefined = packet;
  while (inner?.kind === 'relay') inner = inner.inner;
  return inner;
}

/** True for a DHCPV4-QUERY, relayed or not. */
export const isDhcpv4Query = (packet: Packet6): boolean => innermostOf(packet)?.type === MessageType6.dhcpv4Query;

export function encodeDhcpv4Query(dhcpv4Message: Uint8Array, flags: number): Uint8Array {
  return encodeMessage6(MessageType6.dhcpv4Query, flags, [{ code: Option6.dhcpv4Message, data: dhcpv4Message }]);
}

/** The answer; its flags are unused (RFC 7341 §6.3). */
export function encodeDhcpv4Response(dhcpv4Message: Uint8Array): Uint8Array {
  return encodeMessage6(MessageType6.dhcpv4Response, 0, [{ code: Option6.dhcpv4Message, data: dhcpv4Message }]);
}
