import type { Config } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Destination4, Effect, Event4 } from '../../src/effects/effects.ts';
import type { ServedInterface } from '../../src/engine/environment.ts';
import { type Engine4, newEngine4 } from '../../src/engine/v4/engine.ts';
import { formatIpv4, formatIpv6 } from '../../src/kernel/address.ts';
import { colonHex, hex, latin1 } from '../../src/kernel/bytes.ts';
import { formatHardwareAddress } from '../../src/kernel/hardware.ts';
import { epochMillis, NEVER } from '../../src/kernel/scalars.ts';
import type { Lease4 } from '../../src/leases/lease4.ts';
import type { LeaseStore4 } from '../../src/leases/store.ts';
import { newLeaseStore4 } from '../../src/leases/store4.ts';
import { decode4 } from '../../src/wire/v4/decode.ts';
import { MessageType4 } from '../../src/wire/v4/packet.ts';
import { Client4, ip, type MessageFields, type OptionList, TypeNames } from './client4.ts';

/** When tests begin, in seconds since 1970. */
export const START = 1_800_000_000;

const eth = (name: string, index: number, addresses: readonly string[]): ServedInterface => ({
  name,
  index,
  hardwareType: 1,
  hardwareAddress: Uint8Array.of(2, 0xff, 0, 0, 0, index),
  addresses4: addresses.map(ip),
  addresses6: [],
});

export interface SiteOptions {
  readonly interfaces?: readonly ServedInterface[];
  /** Without the `ping-check false;` that is put ahead of every configuration. */
  readonly pings?: boolean;
  readonly dhcp4o6?: boolean;
  readonly leases?: readonly Lease4[];
  readonly hostNames?: Readonly<Record<string, string>>;
  readonly addressNames?: Readonly<Record<string, string>>;
}

/** The configuration of a text; what is wrong with it fails the test. */
function configOf(text: string, dhcp4o6 = false): Config {
  const loaded = loadConfig((name) => ({ ok: true, text: name && text }), 'dhcpd.conf', { family: 4, dhcp4o6 });
  if (!loaded.config) throw new Error(loaded.diagnostics.map((d) => d.message.text()).join('\n'));
  return loaded.config;
}

/** A server with its clients, told in lines: what comes in by method, what goes out as lines of text. */
export class Site4 {
  readonly store: LeaseStore4 = newLeaseStore4();
  readonly engine: Engine4;
  readonly begun: string;
  #now = START * 1000;

  constructor(config: string, options: SiteOptions = {}) {
    const built = configOf(options.pings ? config : `ping-check false;\n${config}`, options.dhcp4o6);
    this.store.restore(
      options.leases ?? [],
      built.sharedNetworks.flatMap((network) => network.pools4),
    );
    const interfaces = options.interfaces ?? [eth('eth0', 2, ['192.0.2.1'])];
    const octetsOf = (name: string | undefined) => (name === undefined ? undefined : fromText(name));
    this.engine = newEngine4(built, this.store, {
      interfaces: new Map(interfaces.map((served) => [served.name, served])),
      rng: { u32: () => 4 },
      digests: { md5: (data) => data, sha256: (data) => data },
      hostname: 'server',
      serverPort: 67,
      clientPort: 68,
      replyAddress: undefined,
      lookupHost: (name) => octetsOf(options.hostNames?.[name]),
      lookupAddress: (address) => options.addressNames?.[formatIpv4(address)],
    });
    this.begun = this.engine
      .start(epochMillis(this.#now))
      .map((effect) => this.tell(effect))
      .join('\n');
  }

  /** Lets time pass; timers that run out meanwhile are not rung. */
  pass(seconds: number): this {
    this.#now += seconds * 1000;
    return this;
  }

  step(event: Event4): string {
    const effects = this.engine.step(event, epochMillis(this.#now));
    return effects.map((effect) => this.tell(effect)).join('\n');
  }

  send(client: Client4, type: number, fields: MessageFields = {}): string {
    return this.step({ kind: 'packet', ...client.message(type, fields) });
  }

  discover(client: Client4, options: OptionList = [], fields: MessageFields = {}): string {
    return this.send(client, MessageType4.discover, { ...fields, options });
  }

  request(client: Client4, address: string, options: OptionList = [], fields: MessageFields = {}): string {
    return this.send(client, MessageType4.request, { ...fields, options: [[50, address], ...options] });
  }

  renew(client: Client4, address: string, options: OptionList = [], fields: MessageFields = {}): string {
    return this.send(client, MessageType4.request, { ...fields, ciaddr: address, options });
  }

  /** DISCOVER and REQUEST; the lines of the latter. */
  lease(client: Client4, address: string, options: OptionList = []): string {
    this.discover(client, options);
    return this.request(client, address, [[54, '192.0.2.1'], ...options]);
  }

  ring(name: string): string {
    return this.step({ kind: 'timer', name });
  }

  /** One effect as a line. */
  tell(effect: Effect): string {
    switch (effect.kind) {
      case 'log':
        return `log ${effect.message.text()}`;
      case 'fatal':
        return `fatal ${effect.message.text()}`;
      case 'send4':
        return `${effect.log ? `${effect.log.text()}\n` : ''}${tellReply(effect.bytes)} > ${tellDestination(effect.to)}`;
      case 'persist':
        return effect.change.kind === 'lease4' ? `write ${this.tellLease(effect.change.lease)}` : effect.change.kind;
      case 'ping':
        return `ping ${formatIpv4(effect.address)}`;
      case 'timer':
        return `timer ${effect.name} ${effect.at === undefined ? 'off' : `+${(effect.at - START * 1000) / 1000}`}`;
      case 'execute':
        return `execute ${[effect.command, ...effect.args].join(' ')}`;
      default:
        return effect.kind;
    }
  }

  tellLease(lease: Lease4): string {
    const since = (time: number) => (time === NEVER ? 'never' : time === 0 ? '0' : `+${time - START}`);
    const facts: (string | false | undefined)[] = [
      formatIpv4(lease.ip),
      lease.state,
      `${since(lease.starts)}..${since(lease.ends)}`,
      lease.tstp !== undefined && `tstp ${since(lease.tstp)}`,
      lease.reserved && 'reserved',
      lease.bootp && 'bootp',
      lease.hardware && formatHardwareAddress(lease.hardware),
      lease.uid && `uid ${latin1(lease.uid)}`,
      lease.clientHostname && `host ${lease.clientHostname}`,
      lease.billing && `billing ${lease.billing.className}`,
      lease.agentOptions && `agent ${hex(lease.agentOptions)}`,
      ...[...lease.variables].map(
        ([name, value]) => `${name}=${value.type === 'data' ? latin1(value.data) : value.type}`,
      ),
    ];
    return facts.filter((fact) => typeof fact === 'string').join(' ');
  }
}

const fromText = (text: string): Uint8Array =>
  Uint8Array.from(text.split(',').flatMap((address) => address.split('.').map(Number)));

function tellReply(bytes: Uint8Array): string {
  const decoded = decode4(bytes);
  if (!decoded.ok) return `malformed ${decoded.malformed.kind}`;
  const { packet } = decoded;
  const fields = [
    packet.ciaddr && `ciaddr=${formatIpv4(packet.ciaddr)}`,
    packet.siaddr && `siaddr=${formatIpv4(packet.siaddr)}`,
    packet.giaddr && `giaddr=${formatIpv4(packet.giaddr)}`,
    packet.flags && `flags=${packet.flags.toString(16)}`,
    textOf('file', packet.file),
    textOf('sname', packet.sname),
  ].filter((field) => field);
  const options = [...packet.options].filter(([code]) => code !== 53).map(([code, data]) => `${code}=${hex(data)}`);
  const type = TypeNames[packet.options.get(53)?.[0] ?? 0] ?? 'BOOTREPLY';
  return [type, formatIpv4(packet.yiaddr), ...fields, '|', ...options].join(' ');
}

function textOf(name: string, field: Uint8Array): string | false {
  const text = latin1(field).replace(/\0.*$/s, '');
  return text !== '' && `${name}=${text}`;
}

function tellDestination(to: Destination4): string {
  if (to.kind === 'dhcp4o6') return `4o6 ${formatIpv6(to.path.source)}`;
  const address = `${formatIpv4(to.address)}:${to.port}`;
  if (to.kind === 'routed') return `routed ${address}`;
  const source = to.source === undefined ? '' : ` from ${formatIpv4(to.source)}`;
  return `${to.interfaceName} ${address} ${colonHex(to.linkAddress)}${source}`;
}

export const client = (number: number, clientId?: string): Client4 => new Client4(number, clientId);
