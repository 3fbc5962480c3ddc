import { dhcp4Log, dhcp4Texts } from '../../../diagnostics/catalogue/dhcp4.ts';
import type { Message } from '../../../diagnostics/message.ts';
import type { OptionState } from '../../../expr/context.ts';
import type { Exchange } from '../exchange.ts';
import { constantEntry } from '../reply/set-option.ts';

/** Sub-options of option 82 (RFC 3046) in the order in which the relay sent them. */
export type AgentOptions = ReadonlyMap<number, Uint8Array>;

const PAD = 0;
const END = 255;

/**
 * Takes option 82 apart. Sub-options ahead of a malformed one stay valid, as in the reference; the rest is reported and dropped.
 * Undefined when nothing is left.
 */
export function readAgentOptions(data: Uint8Array, log: (message: Message) => void): AgentOptions | undefined {
  const options = new Map<number, Uint8Array>();
  let at = 0;
  while (at < data.length && data[at] !== END) {
    const code = data[at++] as number;
    if (code === PAD) continue;
    const length = data[at++];
    if (length === undefined || at + length > data.length) {
      const why = length === undefined ? dhcp4Texts.lengthMissing : dhcp4Texts.overrun;
      log(dhcp4Log.malformedSuboption('agent', '<unknown>', code, why));
      break;
    }
    if (!options.has(code)) options.set(code, data.subarray(at, at + length));
    at += length;
  }
  return options.size > 0 ? options : undefined;
}

/** Puts the relay's option 82 into the reply (RFC 3046 §2.2); one remembered with the lease was not sent, so it is not echoed. */
export function echoAgentOptions(exchange: Exchange, reply: OptionState): void {
  const { agentOptions } = exchange.request;
  if (!agentOptions || exchange.agentOptionsStashed) return;
  const registry = exchange.state.config.options;
  for (const [code, data] of agentOptions) reply.set(constantEntry(registry.byCode('agent', code), data));
}

/** Option 82 for a reply or a lease: empty sub-options are not sent back. */
export function writeAgentOptions(options: AgentOptions): Uint8Array {
  const octets: number[] = [];
  for (const [code, data] of options) if (data.length > 0) octets.push(code, data.length, ...data);
  return Uint8Array.from(octets);
}
