import { readFileSync } from 'node:fs';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import type { Message } from '../diagnostics/message.ts';
import type { DhcpdArguments } from './arguments.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** UDP ports of a server and of its clients. */
export interface Ports {
  readonly server: number;
  readonly client: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `-p`, then DHCPD_PORT, then services(5), then the assigned numbers (dhcpd(8)). A DHCPv4 client listens one port higher. */
export function choosePorts(
  given: DhcpdArguments,
  environment: Environment,
  log: (message: Message) => void,
): Outcome<Ports> {
  const server = given.port === undefined ? portOfEnvironment(environment, log) : done(given.port);
  if (!server.ok) return server;
  if (given.family === 4) {
    const port = server.value ?? servicePort('dhcp') ?? 67;
    return done({ server: port, client: port + 1 });
  }
  return done({
    server: server.value ?? servicePort('dhcpv6-server') ?? 547,
    client: servicePort('dhcpv6-client') ?? 546,
  });
}

function portOfEnvironment(environment: Environment, log: (message: Message) => void): Outcome<number | undefined> {
  const text = environment.DHCPD_PORT;
  if (text === undefined) return done(undefined);
  if (!/^\s*[-+]?\d+$/.test(text)) return refused(serverLog.invalidPort(text));
  const port = Number(text);
  if (port < 1 || port > 65535) return refused(serverLog.portOutOfRange());
  log(serverLog.bindingToEnvironmentPort(port));
  return done(port);
}

/** The UDP port of a name in services(5); absent file and absent name alike are no answer. */
function servicePort(name: string): number | undefined {
  try {
    for (const line of readFileSync('/etc/services', 'latin1').split('\n')) {
      const [service, port, ...aliases] = (line.split('#', 1)[0] ?? '').split(/\s+/);
      if (port?.endsWith('/udp') && (service === name || aliases.includes(name))) return Number.parseInt(port, 10);
    }
  } catch {
    return undefined;
  }
  return undefined;
}
