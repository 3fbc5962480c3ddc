import { AF_UNIX, SOCK_DGRAM } from './layout.ts';
import type { Opened, UnixSocket } from './net-io.ts';
import type { Reactor } from './reactor.ts';
import { setUpSocket } from './socket.ts';

/** sun_path of unix(7), with room for the final NUL. */
const LONGEST_PATH = 107;

/** A datagram socket connected to a path, as syslog(3) uses it for /dev/log; it never blocks. */
export function openUnixSocket(reactor: Reactor, path: string): Opened<UnixSocket> {
  const name = new TextEncoder().encode(path).subarray(0, LONGEST_PATH);
  const setup = setUpSocket(reactor, AF_UNIX, SOCK_DGRAM, 0).connect((view, at) => {
    view.setUint16(at, AF_UNIX, true);
    for (let i = 0; i < name.length; i++) view.setUint8(at + 2 + i, name[i] as number);
    view.setUint8(at + 2 + name.length, 0);
    return 2 + name.length + 1;
  });
  if (setup.error) return { ok: false, error: setup.error };
  return {
    ok: true,
    socket: {
      send: (message) => reactor.sender.send(setup.fd, [{ payload: message }], 'refuse').error,
      close() {
        reactor.libc.close(setup.fd);
      },
    },
  };
}
