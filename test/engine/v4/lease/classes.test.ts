import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const NET = 'subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.20; }';
const domain = (answer: string): string | undefined => {
  const found = / 15=([0-9a-f]+)/.exec(answer)?.[1];
  return found && Buffer.from(found, 'hex').toString();
};

test('of several classes the one declared first wins, a subclass beats its class', () => {
  const site = new Site4(`${NET}
    class "first" { match if option host-name = "x"; option domain-name "first"; }
    class "second" { match if option host-name = "x"; option domain-name "second"; }
    class "by-vendor" { match option vendor-class-identifier; option domain-name "class"; }
    subclass "by-vendor" "phone" { option domain-name "subclass"; }
    subclass "by-vendor" "tv";`);
  expect(domain(site.discover(client(1), [[12, 'x']]))).toBe('first');
  expect(domain(site.discover(client(1), [[60, 'phone']]))).toBe('subclass');
  expect(domain(site.discover(client(1), [[60, 'tv']]))).toBe('class');
  expect(domain(site.discover(client(1), [[60, 'radio']]))).toBe(undefined);
});

test('precedence: host, class, pool, subnet, shared network, global', () => {
  const at = (scope: string, level: string) => (level >= scope ? `option domain-name "${scope}";` : '');
  const order = ['1-global', '2-shared', '3-subnet', '4-pool', '5-class', '6-host'];
  for (const level of order) {
    const site = new Site4(
      `${at('1-global', level)}
      class "all" { match if true = true; ${at('5-class', level)} }
      shared-network n { ${at('2-shared', level)}
        subnet 192.0.2.0 netmask 255.255.255.0 { ${at('3-subnet', level)}
          pool { ${at('4-pool', level)} range 192.0.2.10; } } }
      host box { hardware ethernet 02:00:00:00:00:01; ${at('6-host', level)} }`.replace(
        'true = true',
        'known or not known',
      ),
    );
    expect(domain(site.discover(client(1)))).toBe(level);
  }
});

test('a message is in five classes at most', () => {
  const classes = [1, 2, 3, 4, 5, 6].map((n) => `class "c${n}" { match if option host-name = "x"; }`).join('\n');
  expect(new Site4(`${NET} ${classes}`).discover(client(1), [[12, 'x']])).toContain(
    'log too many classes match 02:00:00:00:00:01',
  );
});

test('lease limit: who comes after the last one gets no answer', () => {
  const site = new Site4(
    `class "few" { match if option host-name = "x"; lease limit 1; } ${NET}`.replace(
      'exists host-name',
      'option host-name = "x"',
    ),
  );
  expect(site.lease(client(1), '192.0.2.10', [[12, 'x']])).toContain('billing few');
  expect(site.discover(client(2), [[12, 'x']])).toMatchInlineSnapshot(
    `"log DHCPDISCOVER from 02:00:00:00:00:02 via eth0: no available billing: lease limit reached in all matching classes (last: 'few')"`,
  );
  site.send(client(1), 7, { ciaddr: '192.0.2.10' });
  expect(site.discover(client(2), [[12, 'x']])).toContain('DHCPOFFER');
});

test('an offer does not use up the limit', () => {
  const site = new Site4(`class "few" { match if option host-name = "x"; lease limit 1; } ${NET}`);
  site.discover(client(1), [[12, 'x']]);
  expect(site.discover(client(2), [[12, 'x']])).toContain('DHCPOFFER');
});

test('spawn with: every value is a subclass with a limit of its own', () => {
  const site = new Site4(`class "port" { spawn with option agent.circuit-id; lease limit 1; } ${NET}`);
  const port = (n: number) => [[82, [1, 1, n]]] as const;
  site.lease(client(1), '192.0.2.10', port(1));
  expect(site.discover(client(2), port(1))).toContain("(last: 'port')");
  expect(site.discover(client(2), port(2))).toContain('DHCPOFFER');
});

test('a lease that leaves its class is billed anew', () => {
  const site = new Site4(`default-lease-time 1000;
    class "a" { match if option host-name = "a"; lease limit 5; }
    class "b" { match if option host-name = "b"; lease limit 5; } ${NET}`);
  site.lease(client(1), '192.0.2.10', [[12, 'a']]);
  expect(site.pass(1).renew(client(1), '192.0.2.10', [[12, 'b']])).toContain('billing b');
});
