import type { NetError, NetTrouble, NetworkInterface } from './net-io.ts';

const LOOK_EVERY_MILLIS = 1000;

/** Follows one interface that went down until it is back, perhaps deleted and made again with another index. */
export interface LinkWatch {
  wentDown(): void;
  close(): void;
}

export interface LinkWatchOptions {
  readonly network: NetworkInterface;
  readonly interfaces: () => readonly NetworkInterface[];
  /** Binds the socket to the interface's new index. */
  readonly rebind: (index: number) => NetError | undefined;
  readonly trouble: (report: NetTrouble) => void;
}

/** The kernel tells a packet socket that its link went down, not that it came back: look once a second until then. */
export function watchInterface({ network, interfaces, rebind, trouble }: LinkWatchOptions): LinkWatch {
  const interfaceName = network.name;
  let timer: NodeJS.Timeout | undefined;
  let boundIndex = network.index;
  function look(): void {
    const current = interfaces().find((candidate) => candidate.name === interfaceName);
    if (!current?.isUp) return;
    if (current.index !== boundIndex) {
      const error = rebind(current.index);
      if (error) return;
      boundIndex = current.index;
    }
    stop();
    trouble({ kind: 'link-up', interfaceName, error: undefined });
  }
  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }
  return {
    wentDown() {
      timer ??= setInterval(look, LOOK_EVERY_MILLIS);
      timer.unref();
    },
    close: stop,
  };
}
