import { expect, test } from 'vitest';
import { octets } from '../../../src/kernel/bytes.ts';
import { na, option6, relayed, solicit } from '../../support/client6.ts';
import { ip6 } from '../../support/names6.ts';
import { Site6 } from '../../support/site6.ts';

const NET = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }\n';
const RELAY = { source: ip6('2001:db8:1::2'), sourcePort: 547, destination: ip6('2001:db8:1::1') };

/** A SOLICIT in that many relay messages, the outermost of which names the link. */
function nested(levels: number): Uint8Array {
  let message = solicit(1, na(1));
  for (let level = 1; level < levels; level++) message = relayed(message, { link: '::' });
  return relayed(message, { link: '2001:db8:1::1' });
}

test.each([1, 32, 33, 1000, 1700])('%i relay layers are answered through as many, at linear cost', (levels) => {
  const reply = new Site6(NET).send(nested(levels), RELAY) ?? new Uint8Array();
  // Each layer of the answer has 34 octets of its own and 4 in front of the message in it, as in the question.
  const inner = new Site6(NET).send(nested(1), RELAY) ?? new Uint8Array();
  expect(reply.length).toBe(inner.length + 38 * (levels - 1));
});

test('expressions see a relay among many, counted from the client; a number above 32 is the one nearest to the server', () => {
  const relayOption = (hop: number) => `log(info, v6relay(${hop}, option dhcp6.interface-id));`;
  const site = new Site6(NET.replace('}', `${relayOption(1)} ${relayOption(2)} ${relayOption(33)} }`));
  site.takeLog();
  const layer = (id: string) => ({ link: '2001:db8:1::1', before: [option6(18, octets(id))] });
  site.send(relayed(relayed(relayed(solicit(1, na(1)), layer('first')), layer('second')), layer('last')), RELAY);
  expect(site.takeLog()).toEqual(expect.arrayContaining(['first', 'second', 'last']));
});
