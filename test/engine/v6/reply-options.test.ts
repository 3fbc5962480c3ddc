import { expect, test } from 'vitest';
import { confirm, information, na, option6, oro, relayed, request, solicit } from '../../support/client6.ts';
import { Site6 } from '../../support/site6.ts';

const POOL = 'subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::1ff; }';

/** The options behind the server identifier. */
const rest = (reply: string): string => /, 2(?:, )?(.*)$/.exec(reply)?.[1] ?? '';

test('options are sent when asked for, in the order and as often as asked (RFC 8415 §18.3)', () => {
  const site = new Site6(`option dhcp6.info-refresh-time 1; option dhcp6.solmax-rt 2; ${POOL}`);
  expect(rest(site.ask(solicit(1, na(1))))).toBe('');
  expect(rest(site.ask(solicit(1, na(1), oro(82, 32, 82, 99))))).toBe('82=00000002, 32=00000001, 82=00000002');
  expect(rest(site.ask(solicit(1, na(1), option6(6, [0, 32, 0]))))).toBe('32=00000001');
});

test('preference goes into every reply that is not a refusal', () => {
  const site = new Site6(`option dhcp6.preference 9; ${POOL}`);
  expect(rest(site.ask(information(1)))).toBe('7=09');
  expect(rest(site.ask(request(1, na(1), oro(7))))).toBe('7=09');
  expect(site.ask(confirm(1, na(1, '2001:db8:1::1')))).toMatch(/link\., 7=09$/);
});

test('vendor options go out per enterprise, after all others (RFC 8415 §21.17)', () => {
  const site = new Site6(`
    option space acme code width 2 length width 2;
    option acme.text code 1 = text;
    option acme.number code 2 = unsigned integer 8;
    option space emca code width 2 length width 2;
    option emca.text code 1 = text;
    option vsio.acme code 32473 = encapsulate acme;
    option vsio.emca code 32474 = encapsulate emca;
    option acme.number 3;
    option acme.text "hi";
    option emca.text "ho";
    option dhcp6.info-refresh-time 1;
    ${POOL}`);
  expect(rest(site.ask(solicit(1, na(1), oro(17, 32, 17))))).toBe(
    '32=00000001, 17=00007ed90001000268690002000103, 17=00007eda00010002686f',
  );
  expect(rest(site.ask(solicit(1, na(1), oro(32))))).toBe('32=00000001');
});

test('raw vendor-opts stand beside those of enterprises', () => {
  const site = new Site6(`
    option space acme code width 2 length width 2;
    option acme.text code 1 = text;
    option vsio.acme code 32473 = encapsulate acme;
    option acme.text "hi";
    option dhcp6.vendor-opts 00:00:00:01:02;
    ${POOL}`);
  expect(rest(site.ask(solicit(1, na(1), oro(17))))).toBe('17=0000000102, 17=00007ed9000100026869');
});

test('while options are written `option` reads the reply: what only the packet has is NULL', () => {
  const site = new Site6(`
    option dhcp6.a code 1000 = string;
    option dhcp6.b code 1001 = string;
    option dhcp6.a = option dhcp6.client-id;
    option dhcp6.b = option dhcp6.elapsed-time;
    ${POOL}`);
  expect(rest(site.ask(solicit(1, na(1), option6(8, [0, 1]), oro(1000, 1001))))).toBe('1000=0003000100005e005301');
  expect(site.takeLog()).toContain('Error evaluating option 1001');
});

test('v6relay reads the layers, nearest to the client first', () => {
  const site = new Site6(`
    option dhcp6.a code 1000 = string;
    option dhcp6.b code 1001 = string;
    option dhcp6.a = v6relay(1, option dhcp6.interface-id);
    option dhcp6.b = v6relay(2, option dhcp6.interface-id);
    ${POOL}`);
  const near = relayed(solicit(1, na(1), oro(1000, 1001)), { link: '2001:db8:1::3', before: [option6(18, [1])] });
  const far = relayed(near, { link: '2001:db8:1::2', before: [option6(18, [2])] });
  expect(site.ask(far)).toContain('1000=01, 1001=02');
});

test('expressions read sub-options of the request: the Client FQDN option and vendor options', () => {
  const site = new Site6(`
    option space acme code width 2 length width 2;
    option acme.text code 1 = text;
    option vsio.acme code 32473 = encapsulate acme;
    log(info, concat("name ", option fqdn.hostname, " of ", option fqdn.domainname, ", ", option acme.text));
    ${POOL}`);
  const fqdn = option6(39, [1, 4, 0x64, 0x65, 0x73, 0x6b, 3, 0x6f, 0x72, 0x67, 0]);
  site.ask(solicit(1, na(1), fqdn, option6(17, [0, 0, 0x7e, 0xd9, 0, 1, 0, 2, 0x68, 0x69])));
  expect(site.takeLog()).toContain('name desk of .org, hi');
});

test('variables set without a lease live as long as the server', () => {
  const site = new Site6(`
    if not (defined (first)) { set first = option dhcp6.client-id; }
    log(info, binary-to-ascii(16, 8, ":", suffix(first, 1)));
    ${POOL}`);
  site.ask(information(1));
  site.ask(information(2));
  expect(site.takeLog().filter((line) => line === '1')).toHaveLength(2);
});

test('option dhcp6.server-id in the global scope names the server in replies', () => {
  const site = new Site6(`option dhcp6.server-id 00:03:00:01:00:00:5e:00:53:fd; ${POOL}`);
  expect(site.ask(solicit(1, na(1)))).toContain('2=0003000100005e0053fd');
});
