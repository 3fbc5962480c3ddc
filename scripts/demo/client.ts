/**
 * The client host of the demonstration: DHCPv6 on one interface, then DHCPv4 over DHCPv6 through the servers that option 88
 * named. Prints one JSON line a step. `client.ts IFACE`.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { Client4 } from '../../src/client/v4/client4.ts';
import { type Binding6, Client6 } from '../../src/client/v6/client6.ts';
import { formatIpv4, formatIpv6 } from '../../src/kernel/address.ts';
import { concat, fromHex, u16 } from '../../src/kernel/bytes.ts';
import { HTYPE_ETHERNET } from '../../src/kernel/hardware.ts';
import { type EpochMillis, epochMillis } from '../../src/kernel/scalars.ts';
import { dhcpv4MessageOf, encodeDhcpv4Query } from '../../src/wire/dhcp4o6/query.ts';
import { decode6 } from '../../src/wire/v6/decode.ts';
import { MessageType6, Option6 } from '../../src/wire/v6/packet.ts';

const CLIENT_PORT = 546;
const SERVER_PORT = 547;
const ALL_SERVERS = 'ff02::1:2';
const iface = process.argv[2] as string;

const rng = { u32: () => randomBytes(4).readUInt32BE() };
const now = (): EpochMillis => epochMillis(Date.now());
const mac = fromHex((networkInterfaces()[iface]?.[0]?.mac ?? '').replaceAll(':', ''));

function tell(step: string, text: string, found: Record<string, string> = {}): void {
  console.log(JSON.stringify({ step, text, ...found }));
}

interface Machine<Action> {
  start(at: EpochMillis): readonly Action[];
  pollAt(): EpochMillis | undefined;
  wake(at: EpochMillis): readonly Action[];
  receive(bytes: Uint8Array, at: EpochMillis): readonly Action[];
}

/** Drives a machine over a socket until `act` returns a result. */
function drive<Action, Result>(
  socket: Socket,
  machine: Machine<Action>,
  unwrap: (datagram: Uint8Array) => Uint8Array | undefined,
  act: (action: Action) => Result | undefined,
): Promise<Result> {
  return new Promise((done) => {
    let timer: NodeJS.Timeout | undefined;
    const perform = (actions: readonly Action[]): void => {
      clearTimeout(timer);
      for (const action of actions) {
        const result = act(action);
        if (result === undefined) continue;
        socket.removeAllListeners('message');
        done(result);
        return;
      }
      const at = machine.pollAt();
      if (at !== undefined) timer = setTimeout(() => perform(machine.wake(now())), Math.max(0, at - now()));
    };
    socket.on('message', (datagram) => {
      const message = unwrap(datagram);
      if (message) perform(machine.receive(message, now()));
    });
    perform(machine.start(now()));
  });
}

async function leaseIpv6(socket: Socket): Promise<Binding6> {
  const duid = concat(u16(3), u16(HTYPE_ETHERNET), mac);
  const client = new Client6({ duid, iaid: 1, optionRequest: [23, 24, Option6.dhcp4oDhcp6Server] }, rng);
  return drive(
    socket,
    client,
    (datagram) => datagram,
    (action) => {
      if (action.kind === 'bound') return action.binding;
      const name = action.bytes[0] === MessageType6.solicit ? 'DHCPv6 SOLICIT' : 'DHCPv6 REQUEST';
      tell(name, `from the client to ${ALL_SERVERS}, asking for an IA_NA and option 88`);
      socket.send(action.bytes, SERVER_PORT, `${ALL_SERVERS}%${iface}`);
      return undefined;
    },
  );
}

/** RFC 7341 §6: a whole DHCPv4 message is the one option (87) of a DHCPV4-QUERY. */
async function leaseIpv4(socket: Socket, server: string): Promise<void> {
  const hardware = { type: HTYPE_ETHERNET, address: mac };
  const client = new Client4({ hardware, hostname: 'demo-client', parameterRequestList: [1, 3, 51] }, rng);
  const unwrap = (datagram: Uint8Array): Uint8Array | undefined => {
    const decoded = decode6(datagram);
    const isResponse =
      decoded.ok && decoded.packet.kind === 'message' && decoded.packet.type === MessageType6.dhcpv4Response;
    return isResponse ? dhcpv4MessageOf(decoded.packet) : undefined;
  };
  const lease = await drive(socket, client, unwrap, (action) => {
    if (action.kind === 'bound') return action.lease;
    const inner = client.state?.kind === 'selecting' ? 'DHCPDISCOVER' : 'DHCPREQUEST';
    const query = encodeDhcpv4Query(action.bytes, 0);
    tell('DHCPV4-QUERY', `${inner} (${action.bytes.length} octets) inside option 87, to [${server}]:${SERVER_PORT}`);
    socket.send(query, SERVER_PORT, server);
    return undefined;
  });
  const address4 = formatIpv4(lease.address);
  tell('DHCPV4-RESPONSE', `DHCPACK inside: ${address4} for ${lease.leaseTime} s`, { address4 });
}

const socket = createSocket({ type: 'udp6', reuseAddr: true });
socket.bind(CLIENT_PORT, '::');
await once(socket, 'listening');
socket.setMulticastInterface(`::%${iface}`);
const { address, dhcp4oDhcp6Servers } = await leaseIpv6(socket);
const address6 = formatIpv6(address);
const servers = dhcp4oDhcp6Servers?.map(formatIpv6).join(', ') ?? 'none';
tell('DHCPv6 REPLY', `${address6}; option 88: DHCPv4 is served over DHCPv6 by ${servers}`, { address6 });
spawnSync('ip', ['-6', 'addr', 'add', `${address6}/64`, 'dev', iface, 'nodad'], { stdio: 'inherit' });
const [first] = dhcp4oDhcp6Servers ?? [];
await leaseIpv4(socket, first === undefined ? `${ALL_SERVERS}%${iface}` : formatIpv6(first));
socket.close();
