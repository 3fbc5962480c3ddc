import { ipv6 } from '../kernel/address.ts';
import { AF_INET6, IPPROTO_UDP, SO_REUSEADDR, SOCK_DGRAM, SOL_SOCKET } from './layout.ts';
import type { IpcSocket, NetTrouble, Opened } from './net-io.ts';
import type { Reactor } from './reactor.ts';
import { setUpSocket, writeSockaddr6 } from './socket.ts';

const LOOPBACK = ipv6(1n);

export interface IpcOptions {
  readonly localPort: number;
  readonly peerPort: number;
  readonly received: (message: Uint8Array) => void;
  readonly trouble: (report: NetTrouble) => void;
}

/**
 * One end of the inter-process socket pair of DHCPv4 over DHCPv6. It is connected, so the kernel drops what comes from any
 * other port. A peer that is not running is no error: it may be started later, and datagrams to it are lost in silence.
 */
export function openIpcSocket(
  reactor: Reactor,
  { localPort, peerPort, received, trouble }: IpcOptions,
): Opened<IpcSocket> {
  const setup = setUpSocket(reactor, AF_INET6, SOCK_DGRAM, IPPROTO_UDP)
    .option(SOL_SOCKET, SO_REUSEADDR, 1)
    .bind((view, at) => writeSockaddr6(view, at, { address: LOOPBACK, port: localPort, scope: 0 }))
    .connect((view, at) => writeSockaddr6(view, at, { address: LOOPBACK, port: peerPort, scope: 0 }));
  if (setup.error) return { ok: false, error: setup.error };
  const attachment = reactor.attach(setup.fd, {
    batch: (messages) => {
      for (const message of messages) received(message.data.slice());
    },
    failed(error) {
      if (error.code !== 'ECONNREFUSED') trouble({ kind: 'receive-failed', interfaceName: undefined, error });
    },
  });
  return {
    ok: true,
    socket: {
      send(message) {
        const { error } = reactor.sender.send(setup.fd, [{ payload: message }]);
        // The refusal belongs to an earlier datagram; it is reported once, and this one goes out.
        if (error?.code !== 'ECONNREFUSED') return error;
        const again = reactor.sender.send(setup.fd, [{ payload: message }]).error;
        return again?.code === 'ECONNREFUSED' ? undefined : again;
      },
      close: () => attachment.close(),
    },
  };
}
