import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { Arrival6 } from '../../../effects/effects.ts';
import { readU16 } from '../../../kernel/bytes.ts';
import { encodeRelay6 } from '../../../wire/v6/encode.ts';
import { type Message6, MessageType6, Option6, type RawOption6, type Relay6 } from '../../../wire/v6/packet.ts';
import { optionFault } from '../association/suboptions.ts';
import { log, optionOf, type Step6 } from '../state.ts';

/** A client's message out of its relay layers. */
export interface Unwrapped {
  readonly message: Message6;
  /** Nearest to the client first. */
  readonly relays: readonly Relay6[];
}

/** Says why a relay message holds nothing to answer. */
function reportFault(step: Step6, relay: Relay6, arrival: Arrival6): void {
  const fault = relay.innerFault;
  if (!fault || fault.kind === 'no-relay-message') {
    log(step, log6.relayWithoutMessage(arrival.source, relay.linkAddress, relay.peerAddress));
    return;
  }
  log(step, optionFault(fault) ?? log6.relayedTooShort());
}

/** Takes the relay layers off (RFC 8415 §19); undefined, with a log line, when nothing usable is inside. */
export function unwrap(step: Step6, outermost: Relay6, arrival: Arrival6): Unwrapped | undefined {
  const relays: Relay6[] = [];
  let packet: Relay6 | Message6 = outermost;
  while (packet.kind === 'relay') {
    if (packet.type !== MessageType6.relayForward) {
      log(step, log6.notForServers(packet.type, arrival.source));
      return undefined;
    }
    relays.unshift(packet);
    if (!packet.inner) {
      reportFault(step, packet, arrival);
      return undefined;
    }
    packet = packet.inner;
  }
  return { message: packet, relays };
}

/** The options that a relay asks to have back (RFC 4994), in its order; undefined when its request is malformed. */
function echoes(relay: Relay6): RawOption6[] | undefined {
  const asked = optionOf(relay, Option6.echoRequest);
  if (!asked) return [];
  if (asked.length % 2 !== 0) return undefined;
  const echoed: RawOption6[] = [];
  for (let at = 0; at < asked.length; at += 2) {
    const code = readU16(asked, at);
    if (code === Option6.interfaceId || code === Option6.relayMessage) continue;
    const data = optionOf(relay, code);
    if (data) echoed.push({ code, data });
  }
  return echoed;
}

/** The length field of an option has 16 bits. */
const LONGEST_OPTION = 0xffff;

function wrapOnce(relay: Relay6, inner: Uint8Array): Uint8Array | undefined {
  const echoed = echoes(relay);
  if (!echoed || inner.length > LONGEST_OPTION) return undefined;
  const interfaceId = optionOf(relay, Option6.interfaceId);
  return encodeRelay6({
    type: MessageType6.relayReply,
    hopCount: relay.hopCount,
    linkAddress: relay.linkAddress,
    peerAddress: relay.peerAddress,
    options: [
      ...(interfaceId ? [{ code: Option6.interfaceId, data: interfaceId }] : []),
      { code: Option6.relayMessage, data: inner },
      ...echoed,
    ],
  });
}

/**
 * Puts a reply into the layers that its request came in, the client's side first (RFC 8415 §19.3). Undefined when a relay's
 * wish for options is malformed, or the reply has grown too long for an option.
 */
export function wrapLayers(relays: readonly Relay6[], reply: Uint8Array): Uint8Array | undefined {
  let wrapped: Uint8Array | undefined = reply;
  for (const relay of relays) wrapped = wrapped && wrapOnce(relay, wrapped);
  return wrapped;
}

/** The same with a log line. */
export function wrap(step: Step6, relays: readonly Relay6[], reply: Uint8Array): Uint8Array | undefined {
  const wrapped = wrapLayers(relays, reply);
  if (!wrapped) log(step, log6.badEcho());
  return wrapped;
}
