import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import type { Message } from '../../../diagnostics/message.ts';
import { decodeOptions6 } from '../../../wire/v6/decode.ts';
import type { Malformed6, RawOption6 } from '../../../wire/v6/packet.ts';
import { log, type Step6 } from '../state.ts';

/** The line about options that cannot be read; there is none for other faults. */
export function optionFault(fault: Malformed6): Message | undefined {
  switch (fault.kind) {
    case 'option-overruns':
      return log6.optionOverruns(fault.code);
    case 'option-header-cut':
      return log6.optionHeaderCut(fault.code);
    default:
      return undefined;
  }
}

/** The options of an option space inside another option; undefined, with a log line, when they are malformed. */
export function readSuboptions(step: Step6, data: Uint8Array): readonly RawOption6[] | undefined {
  const decoded = decodeOptions6(data);
  if (decoded.ok) return decoded.options;
  const fault = optionFault(decoded.malformed);
  if (fault) log(step, fault);
  return undefined;
}

/**
 * The options inside an identity association, after its fixed fields. Undefined, with log lines, when it is too short or they
 * are malformed.
 */
export function readOptions(step: Step6, data: Uint8Array, headerLength: number): readonly RawOption6[] | undefined {
  if (data.length < headerLength) {
    log(step, log6.iaTooSmall());
    return undefined;
  }
  const options = readSuboptions(step, data.subarray(headerLength));
  if (!options) log(step, log6.iaUnreadable());
  return options;
}
