import type { Arrival4 } from '../../src/effects/effects.ts';
import { ipv4, parseIpv4 } from '../../src/kernel/address.ts';
import { octets, u32 } from '../../src/kernel/bytes.ts';
import type { Ipv4 } from '../../src/kernel/scalars.ts';
import { decode4 } from '../../src/wire/v4/decode.ts';
import { encode4 } from '../../src/wire/v4/encode.ts';
import { BROADCAST_FLAG, MessageType4, type Packet4 } from '../../src/wire/v4/packet.ts';

/** Address as text; the tests know that it is one. */
export function ip(text: string): Ipv4 {
  const address = parseIpv4(text);
  if (address === undefined) throw new Error(`no address: ${text}`);
  return address;
}

export type OptionList = readonly (readonly [code: number, value: string | Uint8Array | readonly number[] | number])[];

/** Fields of a message that differ from a client's usual ones. */
export interface MessageFields {
  readonly op?: number;
  readonly htype?: number;
  readonly hlen?: number;
  readonly secs?: number;
  readonly broadcast?: boolean;
  readonly ciaddr?: string;
  readonly giaddr?: string;
  readonly interfaceName?: string;
  readonly hasCookie?: boolean;
  readonly dhcp4o6?: Arrival4['dhcp4o6'];
  readonly options?: OptionList;
}

const dataOf = (value: OptionList[number][1]): Uint8Array => {
  if (typeof value === 'string') return /^\d+\.\d+\.\d+\.\d+$/.test(value) ? u32(ip(value)) : octets(value);
  if (typeof value === 'number') return u32(value);
  return Uint8Array.from(value);
};

const tlv = (options: OptionList): Uint8Array => {
  const area = options.flatMap(([code, value]) => {
    const data = dataOf(value);
    return [code, data.length, ...data];
  });
  return Uint8Array.from([...area, 255]);
};

/** A client on the link: hardware address 02:00:00:00:00:NN. */
export class Client4 {
  readonly number: number;
  readonly clientId: string | undefined;

  constructor(number: number, clientId?: string) {
    this.number = number;
    this.clientId = clientId;
  }

  /** A message of the given type with its arrival; type 0 has no option 53. */
  message(type: number, fields: MessageFields = {}): { packet: Packet4; arrival: Arrival4 } {
    const chaddr = new Uint8Array(16);
    chaddr.set([2, 0, 0, 0, 0, this.number]);
    const base: OptionList = [
      ...(type ? [[53, [type]] as const] : []),
      ...(this.clientId === undefined ? [] : [[61, this.clientId] as const]),
    ];
    const bytes = encode4({
      op: fields.op ?? 1,
      htype: fields.htype ?? 1,
      hlen: fields.hlen ?? 6,
      hops: fields.giaddr ? 1 : 0,
      xid: 0x1000 + this.number,
      secs: fields.secs ?? 0,
      flags: fields.broadcast ? BROADCAST_FLAG : 0,
      ciaddr: ip(fields.ciaddr ?? '0.0.0.0'),
      yiaddr: ipv4(0),
      siaddr: ipv4(0),
      giaddr: ip(fields.giaddr ?? '0.0.0.0'),
      chaddr,
      sname: new Uint8Array(64),
      file: new Uint8Array(128),
      options: fields.hasCookie === false ? new Uint8Array(0) : tlv([...base, ...(fields.options ?? [])]),
    });
    const decoded = decode4(bytes);
    if (!decoded.ok) throw new Error(`malformed: ${decoded.malformed.kind}`);
    const { ciaddr = '0.0.0.0', giaddr, interfaceName = 'eth0', dhcp4o6 } = fields;
    const arrival: Arrival4 = {
      interfaceName,
      source: ip(giaddr ?? ciaddr),
      destination: ip(giaddr || fields.ciaddr ? '192.0.2.1' : '255.255.255.255'),
      ...(dhcp4o6 && { dhcp4o6 }),
    };
    return { packet: decoded.packet, arrival };
  }
}

export const TypeNames: Readonly<Record<number, string>> = {
  [MessageType4.offer]: 'OFFER',
  [MessageType4.ack]: 'ACK',
  [MessageType4.nak]: 'NAK',
  [MessageType4.leaseUnassigned]: 'LEASEUNASSIGNED',
  [MessageType4.leaseUnknown]: 'LEASEUNKNOWN',
  [MessageType4.leaseActive]: 'LEASEACTIVE',
};
