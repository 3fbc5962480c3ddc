import { hostLog } from '../diagnostics/catalogue/host.ts';
import type { Message } from '../diagnostics/message.ts';
import type { NetError } from './net-io.ts';

/** Why the socket pair of DHCPv4 over DHCPv6 cannot be had, in the reference's words; the server ends with it. */
export function ipcFailure({ call, text }: NetError): Message {
  switch (call) {
    case 'socket':
      return hostLog.ipcCannotCreate(text);
    case 'setsockopt':
      return hostLog.ipcCannotReuse(text);
    case 'connect':
      return hostLog.ipcCannotConnect(text);
    default:
      return hostLog.ipcCannotBind(text);
  }
}
