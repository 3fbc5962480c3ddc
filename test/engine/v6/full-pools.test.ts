import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pd, request, solicit } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

/** The range falls into 9 blocks of 1, 2, 4 … prefixes, which fill up one after the other. */
const CONFIG = 'subnet6 2001:db8:1::/64 { prefix6 2001:db8:100:: 2001:db8:100:ff00:: /56; }\n';

test('pools that are full cost no tries: a further client costs no more than the first', () => {
  let tries = 0;
  const md5 = (data: Uint8Array) => {
    tries++;
    return new Uint8Array(createHash('md5').update(data).digest());
  };
  const site = new Site6(CONFIG, { changes: { digests: { md5, sha256: md5 } } });
  const costs: number[] = [];
  for (let client = 1; client <= 100; client++) {
    tries = 0;
    expect(site.ask(request(client, pd(1)))).toContain('/56');
    costs.push(tries);
  }
  expect(Math.max(...costs)).toBeLessThanOrEqual(25);
  expect(site.ask(solicit(200, pd(1)))).toContain('/56');
});
