import { formatIpv6, ipv6FromBytes } from '../../src/kernel/address.ts';
import { hex, latin1, readU16, readU32 } from '../../src/kernel/bytes.ts';
import { NEVER } from '../../src/kernel/scalars.ts';
import type { Ia6 } from '../../src/leases/lease6.ts';
import { decode6, decodeOptions6 } from '../../src/wire/v6/decode.ts';
import type { Packet6, RawOption6 } from '../../src/wire/v6/packet.ts';
import { SERVER_DUID } from './names6.ts';

const NAMES: Readonly<Record<number, string>> = {
  2: 'advertise',
  7: 'reply',
  13: 'relay-repl',
  15: 'leasequery-reply',
  21: 'dhcpv4-response',
};

const nested = (data: Uint8Array): string => {
  const decoded = decodeOptions6(data);
  return decoded.ok ? showOptions(decoded.options) : 'malformed';
};

const inside = (data: Uint8Array): string => (data.length === 0 ? '' : ` { ${nested(data)} }`);

/** One option as `code=hex`, the ones of the protocol itself taken apart. */
function showOption({ code, data }: RawOption6): string {
  switch (code) {
    case 2:
      return hex(data) === hex(SERVER_DUID) ? '2' : `2=${hex(data)}`;
    case 3:
    case 25:
      return `${code === 3 ? 'na' : 'pd'} ${readU32(data, 0)} ${readU32(data, 4)}/${readU32(data, 8)}${inside(data.subarray(12))}`;
    case 4:
      return `ta ${readU32(data, 0)}${inside(data.subarray(4))}`;
    case 5:
      return `${formatIpv6(ipv6FromBytes(data))} ${readU32(data, 16)}/${readU32(data, 20)}${inside(data.subarray(24))}`;
    case 26:
      return `${formatIpv6(ipv6FromBytes(data, 9))}/${data[8]} ${readU32(data, 0)}/${readU32(data, 4)}${inside(data.subarray(25))}`;
    case 13:
      return `status ${readU16(data, 0)} ${latin1(data, 2)}`;
    case 9:
      return `(${showMessage6(data)})`;
    default:
      return `${code}=${hex(data)}`;
  }
}

const showOptions = (options: readonly RawOption6[]): string => options.map(showOption).join(', ');

function showPacket(packet: Packet6): string {
  const name = NAMES[packet.type] ?? `type-${packet.type}`;
  const options = showOptions(packet.options);
  if (packet.kind === 'message') return `${name}: ${options}`;
  return `${name} ${packet.hopCount} ${formatIpv6(packet.linkAddress)} ${formatIpv6(packet.peerAddress)}: ${options}`;
}

/** A message in one line. */
export function showMessage6(bytes: Uint8Array): string {
  const decoded = decode6(bytes);
  return decoded.ok ? showPacket(decoded.packet) : `malformed ${decoded.malformed.kind}`;
}

const when = (time: number, start: number) => (time === NEVER ? 'never' : `${time - start}`);

/** A lease file record in one line, with times relative to `start`. */
export function showLease6(ia: Ia6, start: number): string {
  const leases = ia.leases.map((lease) => {
    const length = ia.kind === 'pd' ? `/${lease.prefixLength}` : '';
    const names = [...lease.variables.keys()].map((name) => ` set ${name}`).join('');
    const events = `${lease.onExpiry ? ' on expiry' : ''}${lease.onRelease ? ' on release' : ''}`;
    const times = `${lease.preferred}/${lease.valid} ends ${when(lease.ends, start)}`;
    return `${formatIpv6(lease.address)}${length} ${lease.state} ${times}${names}${events}`;
  });
  return `ia-${ia.kind} ${ia.iaid} cltt ${ia.cltt - start} { ${leases.join(', ')} }`;
}
