import { openIcmpSocket } from './icmp-socket.ts';
import { scanInterfaces } from './interface-scan.ts';
import { openIpcSocket } from './ipc-socket.ts';
import { loadLibc } from './libc.ts';
import { openLinkSocket } from './link-socket.ts';
import type { NetIo, NetTrouble } from './net-io.ts';
import { newReactor } from './reactor.ts';
import { openUdp4Socket } from './udp4-socket.ts';
import { openUdp6Socket } from './udp6-socket.ts';
import { openUnixSocket } from './unix-socket.ts';

export type OpenedNet = { readonly ok: true; readonly net: NetIo } | { readonly ok: false; readonly reason: string };

/** Packet input and output with Linux's own system calls. */
export function openNativeNet(trouble: (report: NetTrouble) => void = () => {}): OpenedNet {
  const loaded = loadLibc();
  if (!loaded.ok) return loaded;
  const reactor = newReactor(loaded.libc);
  const interfaces = () => scanInterfaces(reactor.libc, reactor.scratch);
  return {
    ok: true,
    net: {
      interfaces,
      openLink: (network, port, received) => openLinkSocket(reactor, { network, port, received, trouble, interfaces }),
      openUdp4: (options, received) => openUdp4Socket(reactor, { ...options, received, trouble, interfaces }),
      openUdp6: (options, received) => openUdp6Socket(reactor, { ...options, received, trouble }),
      openIcmp: (answered) => openIcmpSocket(reactor, answered, trouble),
      openIpc: (options, received) => openIpcSocket(reactor, { ...options, received, trouble }),
      openUnix: (path) => openUnixSocket(reactor, path),
      pause: reactor.pause,
      resume: reactor.resume,
    },
  };
}
