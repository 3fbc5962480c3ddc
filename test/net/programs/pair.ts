/** Both ends of the DHCPv4-over-DHCPv6 pair in one process, one of them late; and the ping socket; and permissions. */
import { formatIpv4, ipv4 } from '../../../src/kernel/address.ts';
import { must, native, networkOf, report, until } from '../../support/program.ts';

const net = native(({ kind, error }) => report(kind, { ...error }));
const heard: string[] = [];
const hear = (who: string) => (message: Uint8Array) => {
  heard.push(`${who} ${Buffer.from(message)}`);
};
const six = must(net.openIpc({ localPort: 6769, peerPort: 6770 }, hear('six')));
report('sent to nobody', {
  first: six.send(Buffer.from('1')) ?? 'taken',
  second: six.send(Buffer.from('2')) ?? 'taken',
});
await new Promise((resolve) => setTimeout(resolve, 30));
const four = must(net.openIpc({ localPort: 6770, peerPort: 6769 }, hear('four')));
six.send(Buffer.from('query'));
await until(() => heard.length === 1);
four.send(Buffer.alloc(60_000, 'x'));
await until(() => heard.length === 2);
report('heard', { heard: heard.map((line) => line.slice(0, 12)) });
six.close();
four.close();

const answered: string[] = [];
const icmp = must(net.openIcmp((address) => answered.push(formatIpv4(address))));
report('ping', { outcome: icmp.ping(ipv4(0x7f000001)) ?? 'sent' });
await until(() => answered.length > 0);
report('answered', { by: answered[0] });
report('ping without route', { ...icmp.ping(ipv4(0xcb007101)) });
icmp.close();

process.setgroups?.([]);
process.setgid?.(65534);
process.setuid?.(65534);
const link = net.openLink(networkOf(net, 'lo'), 67, () => {});
report('link without rights', link.ok ? {} : { ...link.error });
const ping = net.openIcmp(() => {});
report('icmp without rights', ping.ok ? {} : { ...ping.error });
