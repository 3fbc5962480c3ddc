import { realpathSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Settings } from '../config/config.ts';
import { serverLog } from '../diagnostics/catalogue/server.ts';
import { errorText } from '../host/error-text.ts';
import type { DhcpdArguments } from './arguments.ts';
import { done, type Outcome, refused } from './outcome.ts';

/** The files of a server; relative ones are relative to where it was started. */
export interface ServerPaths {
  readonly config: string;
  readonly leases: string;
  readonly pid: string;
}

/** Debian's defaults for isc-dhcp-server, so that one can take the other's place. */
const DEFAULTS = {
  4: { config: '/etc/dhcp/dhcpd.conf', leases: '/var/lib/dhcp/dhcpd.leases', pid: '/var/run/dhcpd.pid' },
  6: { config: '/etc/dhcp/dhcpd.conf', leases: '/var/lib/dhcp/dhcpd6.leases', pid: '/var/run/dhcpd6.pid' },
} as const;

const ENVIRONMENT = {
  4: { leases: 'PATH_DHCPD_DB', pid: 'PATH_DHCPD_PID' },
  6: { leases: 'PATH_DHCPD6_DB', pid: 'PATH_DHCPD6_PID' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The flag wins over the environment, that over the default (dhcpd(8)); the config's own statements are applied later. */
export function choosePaths(given: DhcpdArguments, environment: Environment): Outcome<ServerPaths> {
  const { family } = given;
  const config = given.configFile ?? environment.PATH_DHCPD_CONF ?? DEFAULTS[family].config;
  const pid = given.pidFile ?? environment[ENVIRONMENT[family].pid] ?? DEFAULTS[family].pid;
  const named = given.leaseFile ?? (family === 4 ? environment[ENVIRONMENT[4].leases] : undefined);
  const leases = named ?? environment[ENVIRONMENT[family].leases] ?? DEFAULTS[family].leases;
  if (named === undefined || isAbsolute(named)) return done({ config, pid, leases });
  try {
    return done({ config, pid, leases: realpathSync(named) });
  } catch (error) {
    return refused(serverLog.realpathFailed(named, errorText(error)));
  }
}

/** `lease-file-name` and `pid-file-name` in the config win over everything else. */
export function applySettings(paths: ServerPaths, settings: Settings): ServerPaths {
  return { ...paths, leases: settings.leaseFileName ?? paths.leases, pid: settings.pidFileName ?? paths.pid };
}
