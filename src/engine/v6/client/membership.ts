import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { colonHex } from '../../../kernel/bytes.ts';
import { Option6 } from '../../../wire/v6/packet.ts';
import { log, type Membership, optionOf, type Query6 } from '../state.ts';

/** The reference remembers no more classes for one packet. */
const MOST_CLASSES = 5;

/** Counts the client among a class. */
export function classify(query: Query6, membership: Membership): void {
  if (query.classes.length < MOST_CLASSES) {
    query.classes.push(membership);
    return;
  }
  const client = optionOf(query.message, Option6.clientId);
  log(query.step, log6.tooManyClasses(client ? colonHex(client) : ''));
}
