import { expect, it } from 'vitest';
import { Target4 } from './target4.ts';

const PLAIN = `
ping-check false; authoritative; default-lease-time 60; max-lease-time 300;
subnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.10 192.0.2.60; option routers 192.0.2.1; }
subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10 198.51.100.40; }
`;

const RICH = `
ping-check false; authoritative; default-lease-time 60; max-lease-time 300; allow leasequery; allow bootp;
option space acme; option acme.name code 1 = text; option acme.servers code 2 = array of ip-address;
option acme.name "abc"; option acme.servers 192.0.2.5, 192.0.2.6;
option site-list code 224 = array of unsigned integer 16; option site-list 1, 2, 3;
class "vendor" { match if exists vendor-class-identifier; vendor-option-space acme; option domain-name "v.example"; }
class "spawned" { spawn with option agent.circuit-id; lease limit 3; }
class "listed" { match hardware; }
subclass "listed" 1:02:00:00:00:01:05 { option host-name "five"; }
set seen = concat("c-", binary-to-ascii(16, 8, ":", substring(hardware, 1, 6)));
option host-name = pick-first-value(option host-name, host-decl-name, "none");
subnet 192.0.2.0 netmask 255.255.255.0 {
  option routers 192.0.2.1; option subnet-mask 255.255.255.0;
  pool { allow members of "spawned"; range 192.0.2.10 192.0.2.30; }
  pool { deny members of "spawned"; allow unknown-clients; range 192.0.2.40 192.0.2.80; range dynamic-bootp 192.0.2.90 192.0.2.99; }
  on commit { set vendor-seen = option vendor-class-identifier; set raw = option user-class; }
  if option user-class = "x" { option domain-name = suffix(option host-name, 3); }
}
shared-network far {
  subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10 198.51.100.40; }
  subnet 203.0.113.0 netmask 255.255.255.0 { range 203.0.113.10 203.0.113.14; }
}
host fixed { hardware ethernet 02:00:00:00:01:07; fixed-address 192.0.2.200; }
host named { host-identifier option agent.remote-id "rr"; fixed-address 192.0.2.201; }
`;

const PACKETS = Number(process.env.FUZZ_PACKETS ?? 20_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

it.each([
  ['plain', PLAIN],
  ['rich', RICH],
])(
  'hostile DHCPv4 traffic breaks no promise: %s',
  (_, conf) => {
    const target = new Target4(conf, SEED);
    target.run(PACKETS);
    expect(target.replies).toBeGreaterThan(PACKETS / 100);
    expect(target.store.size).toBeLessThanOrEqual(128);
  },
  3_600_000,
);
