import { ipv6FromBytes } from '../../kernel/address.ts';
import { readU16 } from '../../kernel/bytes.ts';
import {
  type Malformed6,
  type Message6,
  MessageType6,
  Option6,
  type Packet6,
  type RawOption6,
  type Relay6,
} from './packet.ts';

export type Decoded6 =
  | { readonly ok: true; readonly packet: Packet6 }
  | { readonly ok: false; readonly malformed: Malformed6 };

export type DecodedOptions6 =
  | { readonly ok: true; readonly options: readonly RawOption6[] }
  | { readonly ok: false; readonly malformed: Malformed6 };

const MESSAGE_HEADER = 4;
const RELAY_HEADER = 34;

/** Code and length (RFC 8415 §21.1). */
const OPTION_HEADER = 4;

/**
 * The options of a message or of an option that holds options. Code 0, which is reserved, ends them, and one stray octet at
 * the end is no option: both as with the reference.
 */
export function decodeOptions6(data: Uint8Array): DecodedOptions6 {
  const options: RawOption6[] = [];
  let at = 0;
  while (at + 2 <= data.length) {
    const code = readU16(data, at);
    if (code === 0) break;
    const start = at + OPTION_HEADER;
    if (start > data.length) return { ok: false, malformed: { kind: 'option-header-cut', code } };
    const end = start + readU16(data, at + 2);
    if (end > data.length) return { ok: false, malformed: { kind: 'option-overruns', code } };
    options.push({ code, data: data.subarray(start, end) });
    at = end;
  }
  return { ok: true, options };
}

const isRelayType = (type: number | undefined): boolean =>
  type === MessageType6.relayForward || type === MessageType6.relayReply;

function decodeMessage(bytes: Uint8Array, options: readonly RawOption6[]): Message6 {
  const xid = ((bytes[1] as number) << 16) | readU16(bytes, 2);
  return { kind: 'message', type: bytes[0] as number, xid, options, raw: bytes };
}

type Inner = { readonly inner: Packet6 | undefined; readonly innerFault?: Malformed6 };

function decodeRelay(bytes: Uint8Array, options: readonly RawOption6[], inner: Inner): Relay6 {
  return {
    kind: 'relay',
    type: bytes[0] as number,
    hopCount: bytes[1] as number,
    linkAddress: ipv6FromBytes(bytes, 2),
    peerAddress: ipv6FromBytes(bytes, 18),
    options,
    raw: bytes,
    ...inner,
  };
}

/** One layer: the octets of a message and its options. */
interface Layer {
  readonly bytes: Uint8Array;
  readonly options: readonly RawOption6[];
}

type OpenedLayer =
  | { readonly ok: true; readonly layer: Layer }
  | { readonly ok: false; readonly malformed: Malformed6 };

function openLayer(bytes: Uint8Array): OpenedLayer {
  const header = isRelayType(bytes[0]) ? RELAY_HEADER : MESSAGE_HEADER;
  if (bytes.length < header) return { ok: false, malformed: { kind: 'short', length: bytes.length } };
  const decoded = decodeOptions6(bytes.subarray(header));
  return decoded.ok ? { ok: true, layer: { bytes, options: decoded.options } } : decoded;
}

/** The first Relay Message option counts. */
const relayedBytes = (layer: Layer): Uint8Array | undefined =>
  layer.options.find(({ code }) => code === Option6.relayMessage)?.data;

/**
 * A DHCPv6 message, or a relay message with everything inside it. A fault inside a relayed message is kept with its relay,
 * since the outer layers were received all the same. Goes down and up in loops: a datagram can hold 1,700 layers.
 */
export function decode6(bytes: Uint8Array): Decoded6 {
  const opened = openLayer(bytes);
  if (!opened.ok) return opened;
  const layers: Layer[] = [opened.layer];
  let fault: Malformed6 | undefined;
  for (let layer = opened.layer; !fault && isRelayType(layer.bytes[0]); ) {
    const relayed = relayedBytes(layer);
    const next: OpenedLayer = relayed ? openLayer(relayed) : { ok: false, malformed: { kind: 'no-relay-message' } };
    if (next.ok) {
      layer = next.layer;
      layers.push(layer);
    } else {
      fault = next.malformed;
    }
  }
  return { ok: true, packet: nest(layers, fault) };
}

/** Builds the packet from the innermost layer outwards. */
function nest(layers: readonly Layer[], fault: Malformed6 | undefined): Packet6 {
  const [outer, ...within] = layers as [Layer, ...Layer[]];
  let inner: Inner = { inner: undefined, ...(fault && { innerFault: fault }) };
  for (const { bytes, options } of within.toReversed()) inner = { inner: packetOf(bytes, options, inner) };
  return packetOf(outer.bytes, outer.options, inner);
}

const packetOf = (bytes: Uint8Array, options: readonly RawOption6[], inner: Inner): Packet6 =>
  isRelayType(bytes[0]) ? decodeRelay(bytes, options, inner) : decodeMessage(bytes, options);
