/** A network in memory: what the server sends is written down, what clients send is handed over as if it came in. */

import { ipv4, ipv6 } from '../../src/kernel/address.ts';
import type { Ipv4, Ipv6 } from '../../src/kernel/scalars.ts';
import type {
  Datagram4,
  Datagram6,
  IcmpSocket,
  IpcSocket,
  LinkSocket,
  NetError,
  NetIo,
  NetworkInterface,
  Opened,
  Received,
  UdpSocket4,
  UdpSocket6,
  UnixSocket,
} from '../../src/net/net-io.ts';

export interface SentFrame {
  readonly interfaceName: string;
  readonly frame: Uint8Array;
}
export interface SentDatagram4 {
  readonly payload: Uint8Array;
  readonly address: Ipv4;
  readonly port: number;
  readonly interfaceName?: string;
}
export interface SentDatagram6 {
  readonly payload: Uint8Array;
  readonly address: Ipv6;
  readonly port: number;
  readonly interfaceIndex: number;
}

/** An interface that is up; fields that matter to a test are given, the rest is ordinary Ethernet. */
export function mockInterface(given: Partial<NetworkInterface> & Pick<NetworkInterface, 'name'>): NetworkInterface {
  return {
    index: 2,
    hardwareType: 1,
    hardwareAddress: Uint8Array.of(2, 0, 0, 0, 0, 0xfe),
    addresses4: [],
    addresses6: [],
    isUp: true,
    isLoopback: false,
    isPointToPoint: false,
    isBroadcast: true,
    isMulticast: true,
    ...given,
  };
}

export class MockNetwork implements NetIo {
  readonly frames: SentFrame[] = [];
  readonly datagrams4: SentDatagram4[] = [];
  readonly datagrams6: SentDatagram6[] = [];
  readonly pings: Ipv4[] = [];
  readonly ipc: Uint8Array[] = [];
  readonly syslog: string[] = [];
  /** Names of the sockets that are open: `link eth0`, `udp4 67`, `udp6 547`, `icmp`, `ipc 6769`, `unix /dev/log`. */
  readonly open = new Set<string>();
  paused = false;
  readonly #interfaces: readonly NetworkInterface[];
  readonly #refused = new Map<string, NetError>();
  readonly #links = new Map<string, Received<Datagram4>>();
  #received4: Received<Datagram4> | undefined;
  #received6: Received<Datagram6> | undefined;
  #answered: ((address: Ipv4) => void) | undefined;
  #receivedIpc: ((message: Uint8Array) => void) | undefined;

  constructor(interfaces: readonly NetworkInterface[]) {
    this.#interfaces = interfaces;
  }

  /** Sockets of that name cannot be opened from now on. */
  refuse(name: string, error: NetError): void {
    this.#refused.set(name, error);
  }

  /** Hands a datagram to the link socket of its interface, else to the receiving UDP socket. */
  deliver4(given: Partial<Datagram4> & Pick<Datagram4, 'interfaceName' | 'payload'>): void {
    const received = this.#links.get(given.interfaceName) ?? this.#received4;
    received?.([{ ...ORDINARY4, ...given }]);
  }

  deliver6(given: Partial<Datagram6> & Pick<Datagram6, 'interfaceName' | 'payload'>): void {
    const interfaceIndex = this.#interfaces.find(({ name }) => name === given.interfaceName)?.index ?? 0;
    this.#received6?.([{ ...ORDINARY6, interfaceIndex, ...given }]);
  }

  deliverIpc(message: Uint8Array): void {
    this.#receivedIpc?.(message);
  }

  answerPing(address: Ipv4): void {
    this.#answered?.(address);
  }

  interfaces(): readonly NetworkInterface[] {
    return this.#interfaces;
  }

  openLink(network: NetworkInterface, _port: number, received: Received<Datagram4>): Opened<LinkSocket> {
    const interfaceName = network.name;
    const send = (sent: readonly Uint8Array[]): { sent: number } => {
      this.frames.push(...sent.map((frame) => ({ interfaceName, frame: frame.slice() })));
      return { sent: sent.length };
    };
    return this.#opened(`link ${interfaceName}`, (close) => {
      this.#links.set(interfaceName, received);
      return { interfaceName, send, close };
    });
  }

  openUdp4(options: { port: number }, received?: Received<Datagram4>): Opened<UdpSocket4> {
    return this.#opened(`udp4 ${options.port}`, (close) => {
      this.#received4 = received;
      return { send: keep(this.datagrams4), close };
    });
  }

  openUdp6(options: { port: number }, received: Received<Datagram6>): Opened<UdpSocket6> {
    return this.#opened(`udp6 ${options.port}`, (close) => {
      this.#received6 = received;
      return { descriptor: 7, send: keep(this.datagrams6), close };
    });
  }

  openIcmp(answered: (address: Ipv4) => void): Opened<IcmpSocket> {
    const ping = (address: Ipv4): undefined => {
      this.pings.push(address);
    };
    return this.#opened('icmp', (close) => {
      this.#answered = answered;
      return { ping, close };
    });
  }

  openIpc(options: { localPort: number }, received: (message: Uint8Array) => void): Opened<IpcSocket> {
    return this.#opened(`ipc ${options.localPort}`, (close) => {
      this.#receivedIpc = received;
      return messageSocket((message) => this.ipc.push(message), close);
    });
  }

  openUnix(path: string): Opened<UnixSocket> {
    const take = (message: Uint8Array): void => {
      this.syslog.push(Buffer.from(message).toString('latin1'));
    };
    return this.#opened(`unix ${path}`, (close) => messageSocket(take, close));
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  #opened<T>(name: string, make: (close: () => void) => T): Opened<T> {
    const error = this.#refused.get(name);
    if (error) return { ok: false, error };
    this.open.add(name);
    return { ok: true, socket: make(() => this.open.delete(name)) };
  }
}

/** A client without address, by broadcast. */
const ORDINARY4 = { source: ipv4(0), sourcePort: 68, destination: ipv4(0xffffffff), linkSource: undefined };
/** A client's link-local address, to All_DHCP_Relay_Agents_and_Servers. */
const ORDINARY6 = {
  source: ipv6((0xfe80n << 112n) | 1n),
  sourcePort: 546,
  destination: ipv6((0xff02n << 112n) | 0x10002n),
};

const keep =
  <T extends { readonly payload: Uint8Array }>(kept: T[]) =>
  (sent: readonly T[]): { sent: number } => {
    kept.push(...sent.map((datagram) => ({ ...datagram, payload: datagram.payload.slice() })));
    return { sent: sent.length };
  };

function messageSocket(take: (message: Uint8Array) => void, close: () => void): IpcSocket {
  return {
    send(message) {
      take(message.slice());
      return undefined;
    },
    close,
  };
}
