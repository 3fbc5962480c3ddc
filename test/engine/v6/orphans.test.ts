import { expect, test } from 'vitest';
import { na, request } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

const CONFIG = 'default-lease-time 60;\nsubnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }\n';

test('an address that its client left for another one is nobody’s until the lease would have ended, not even its former owner’s', () => {
  const site = new Site6(CONFIG);
  expect(site.ask(request(1, na(1, '2001:db8:1::150')))).toContain('2001:db8:1::150');
  site.wait(61);
  expect(site.ask(request(2, na(1, '2001:db8:1::150')))).toContain('2001:db8:1::150');
  expect(site.ask(request(2, na(1, '2001:db8:1::160')))).toContain('2001:db8:1::160');
  expect(site.ask(request(1, na(1, '2001:db8:1::150')))).not.toContain('2001:db8:1::150 ');
  site.wait(61);
  expect(site.ask(request(3, na(1, '2001:db8:1::150')))).toContain('2001:db8:1::150');
});
