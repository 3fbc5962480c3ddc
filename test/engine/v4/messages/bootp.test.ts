import { expect, test } from 'vitest';
import { client, Site4 } from '../../../support/site4.ts';

const HOST = `
  option domain-name "example.org";
  subnet 192.0.2.0 netmask 255.255.255.0 { }
  host box { hardware ethernet 02:00:00:00:00:01; fixed-address 192.0.2.77; filename "boot"; server-name "tftp"; }
`;

test('a declared host gets its address; without next-server the server names itself (RFC 951)', () => {
  expect(new Site4(HOST).send(client(1), 0)).toMatchInlineSnapshot(`
    "log BOOTREQUEST from 02:00:00:00:00:01 via eth0
    BOOTREPLY for 192.0.2.77 to box (02:00:00:00:00:01) via eth0
    BOOTREPLY 192.0.2.77 siaddr=192.0.2.1 file=boot sname=tftp | 1=ffffff00 15=6578616d706c652e6f7267 > eth0 192.0.2.77:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
});

test('a broadcast reply goes to the link-layer address of the host only, as with the reference', () => {
  expect(new Site4(HOST).send(client(1), 0, { broadcast: true })).toContain('255.255.255.255:68 02:00:00:00:00:01');
});

test('a client without the cookie gets no options, unless always-reply-rfc1048 says so', () => {
  expect(new Site4(HOST).send(client(1), 0, { hasCookie: false })).toMatchInlineSnapshot(`
    "log BOOTREQUEST from 02:00:00:00:00:01 via eth0
    BOOTREPLY for 192.0.2.77 to box (02:00:00:00:00:01) via eth0
    BOOTREPLY 192.0.2.77 siaddr=192.0.2.1 file=boot sname=tftp | > eth0 192.0.2.77:68 02:00:00:00:00:01 from 192.0.2.1"
  `);
  expect(new Site4(`always-reply-rfc1048 on;${HOST}`).send(client(1), 0, { hasCookie: false })).toContain('15=');
});

test('a dynamic client needs a pool that lets BOOTP in, and keeps its lease for ever', () => {
  const closed = new Site4(
    'subnet 192.0.2.0 netmask 255.255.255.0 { pool { deny dynamic bootp clients; range 192.0.2.10; } }',
  );
  expect(closed.send(client(1), 0)).toMatchInlineSnapshot(
    `"log BOOTREQUEST from 02:00:00:00:00:01 via eth0: BOOTP from dynamic client and no dynamic leases"`,
  );
  const open = new Site4('subnet 192.0.2.0 netmask 255.255.255.0 { range dynamic-bootp 192.0.2.10; }');
  expect(open.send(client(1), 0)).toMatchInlineSnapshot(`
    "write 192.0.2.10 active +0..never bootp 02:00:00:00:00:01
    log BOOTREQUEST from 02:00:00:00:00:01 via eth0
    BOOTREPLY on 192.0.2.10 to 02:00:00:00:00:01 via eth0
    BOOTREPLY 192.0.2.10 | 1=ffffff00 > eth0 192.0.2.10:68 02:00:00:00:00:01 from 192.0.2.1
    timer expiry +347483647"
  `);
});

test('dynamic-bootp-lease-length limits the lease', () => {
  const site = new Site4(`dynamic-bootp-lease-length 1000;
    subnet 192.0.2.0 netmask 255.255.255.0 { range dynamic-bootp 192.0.2.10; }`);
  expect(site.send(client(1), 0)).toContain('write 192.0.2.10 active +0..+1000 bootp');
});

test('deny bootp, unknown networks and replies', () => {
  expect(new Site4(`deny bootp;${HOST}`).send(client(1), 0)).toMatchInlineSnapshot(
    `"log BOOTREQUEST from 02:00:00:00:00:01 via eth0: bootp disallowed"`,
  );
  expect(new Site4(HOST).send(client(1), 0, { giaddr: '203.0.113.1' })).toMatchInlineSnapshot(
    `"log BOOTREQUEST from 02:00:00:00:00:01 via 203.0.113.1: network unknown"`,
  );
  expect(new Site4(HOST).send(client(1), 0, { op: 2 })).toBe('');
});
