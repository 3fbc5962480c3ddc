import { hostLog } from '../diagnostics/catalogue/host.ts';
import type { Message } from '../diagnostics/message.ts';
import { unreachable } from '../kernel/assert.ts';
import type { NetTrouble } from '../net/net-io.ts';

/** The log line about an interface that goes, comes back, or cannot be read. */
export function aboutTrouble({ kind, interfaceName, error }: NetTrouble): Message {
  const name = interfaceName ?? 'socket';
  switch (kind) {
    case 'link-down':
      return hostLog.linkDown(name);
    case 'link-up':
      return hostLog.linkUp(name);
    case 'receive-failed':
      return hostLog.receiveFailed(name, error?.text ?? 'unknown error');
    default:
      return unreachable(kind);
  }
}
