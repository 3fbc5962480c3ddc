import type { Message } from '../diagnostics/message.ts';
import { systemClock } from '../host/clock.ts';
import { newLineWriter } from '../host/line-writer.ts';
import { type LogSink, newLogSink } from '../host/log-sink.ts';
import { FACILITIES, type Facility, openSyslog } from '../host/syslog.ts';
import type { NetIo } from '../net/net-io.ts';

/** The path of syslog(3)'s socket. */
const SYSLOG_PATH = '/dev/log';

/** The log of one server process. */
export interface ServerLog {
  readonly sink: LogSink;
  log(message: Message): void;
  /** From now on lines go to syslog too, under the program's name. */
  connectSyslog(net: NetIo, facility: string | undefined): void;
}

export function newServerLog(format: 'text' | 'json'): ServerLog {
  const sink = newLogSink({
    stderr: newLineWriter(2),
    clock: systemClock,
    format: format === 'json' ? 'json' : 'isc',
  });
  const connectSyslog = (net: NetIo, facility: string | undefined): void => {
    const connect = () => {
      const opened = net.openUnix(SYSLOG_PATH);
      return opened.ok ? opened.socket : undefined;
    };
    sink.useSyslog(openSyslog({ ident: 'dhcpd', pid: process.pid, facility: facilityOf(facility), connect }));
  };
  return { sink, log: (message) => sink.log(message), connectSyslog };
}

function facilityOf(name: string | undefined): Facility {
  return name !== undefined && name in FACILITIES ? (name as Facility) : 'daemon';
}
