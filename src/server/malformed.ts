import { log6 } from '../diagnostics/catalogue/dhcp6.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Arrival6 } from '../effects/effects.ts';
import { unreachable } from '../kernel/assert.ts';
import type { Malformed4 } from '../wire/v4/packet.ts';
import type { Malformed6 } from '../wire/v6/packet.ts';

/** What the log says of a datagram that is no DHCPv4 message; nothing of one that is too short, as in the reference. */
export function aboutMalformed4(malformed: Malformed4): Message | undefined {
  switch (malformed.kind) {
    case 'short':
      return undefined;
    case 'bogus-hlen':
      return serverLog.bogusHlen();
    case 'option-overruns':
      return malformed.lengthMissing
        ? serverLog.optionLengthMissing(malformed.code)
        : serverLog.optionOverruns(malformed.code);
    default:
      return unreachable(malformed);
  }
}

/** The same for DHCPv6. */
export function aboutMalformed6(malformed: Malformed6, { source, sourcePort }: Arrival6): Message | undefined {
  switch (malformed.kind) {
    case 'short':
      return log6.shortPacket(source, sourcePort, malformed.length);
    case 'option-overruns':
      return log6.optionOverruns(malformed.code);
    case 'option-header-cut':
      return log6.optionHeaderCut(malformed.code);
    case 'no-relay-message':
      return undefined;
    default:
      return unreachable(malformed);
  }
}
