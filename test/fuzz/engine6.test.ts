import { expect, it } from 'vitest';
import { Seeded } from './seeded.ts';
import { Target6 } from './target6.ts';

const PLAIN = `
default-lease-time 60;
subnet6 2001:db8:1::/64 { range6 2001:db8:1::100 2001:db8:1::11f; }
subnet6 2001:db8:2::/64 { range6 2001:db8:2::100 2001:db8:2::1ff; prefix6 2001:db8:100:: 2001:db8:100:f00:: /56; }
`;

const RICH = `
authoritative; default-lease-time 60; preferred-lifetime 40; allow leasequery; option dhcp6.rapid-commit;
option dhcp6.name-servers 2001:db8::53; option dhcp6.domain-search "example.org", "example.net"; option dhcp6.preference 7;
limit-addrs-per-ia 2; limit-prefs-per-ia 2; dhcpv6-set-tee-times true; release-on-roam true; prefix-length-mode maximum;
option space acme code width 2 length width 2; option acme.name code 1 = text; option vsio.acme code 4491 = encapsulate acme;
option acme.name "abc";
class "remote" { match if exists dhcp6.remote-id; option dhcp6.sntp-servers 2001:db8::123; }
set near = v6relay(1, option dhcp6.interface-id);
subnet6 2001:db8:1::/64 {
  range6 2001:db8:1:0:2::/96 temporary;
  range6 2001:db8:1::100 2001:db8:1::1fe;
  prefix6 2001:db8:200:: 2001:db8:2ff:: /48;
  pool6 { allow members of "remote"; range6 2001:db8:1:0:1::/112; }
  on commit { set relay-id = option dhcp6.subscriber-id; }
  if exists dhcp6.user-class { option dhcp6.info-refresh-time 600; }
}
shared-network far {
  subnet6 2001:db8:2::/64 { range6 2001:db8:2::10 2001:db8:2::2f; }
  subnet6 2001:db8:3::/64 { range6 2001:db8:3::10 2001:db8:3::1f; prefix6 2001:db8:300:: 2001:db8:300:ff00:: /56; }
}
host fixed { host-identifier option dhcp6.client-id 00:03:00:01:02:00:00:00:02:07; fixed-address6 2001:db8:1::77; fixed-prefix6 2001:db8:400::/56; }
host relayed { host-identifier v6relopt 1 dhcp6.remote-id 00:01; fixed-address6 2001:db8:1::78; }
`.replace('if exists dhcp6.user-class', 'if exists dhcp6.subscriber-id');

const PACKETS = Number(process.env.FUZZ_PACKETS ?? 20_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

it.each([
  ['plain', PLAIN],
  ['rich', RICH],
])(
  'hostile DHCPv6 traffic breaks no promise: %s',
  (_, conf) => {
    const target = new Target6(conf, new Seeded(SEED));
    target.run(PACKETS);
    expect(target.replies).toBeGreaterThan(PACKETS / 100);
    expect(target.store.size).toBeLessThanOrEqual(1300);
  },
  3_600_000,
);
