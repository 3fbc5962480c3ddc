/** What the command line of dhcpd(8) asks for; cli/ reads it, this folder obeys it. */
export interface DhcpdArguments {
  readonly family: 4 | 6;
  readonly familyGiven: boolean;
  readonly port: number | undefined;
  readonly foreground: boolean;
  readonly logToStderr: boolean;
  readonly quiet: boolean;
  readonly test: 'none' | 'config' | 'leases';
  readonly configFile: string | undefined;
  readonly leaseFile: string | undefined;
  readonly pidFile: string | undefined;
  readonly usePidFile: boolean;
  readonly user: string | undefined;
  readonly group: string | undefined;
  readonly chroot: string | undefined;
  readonly replyAddress: string | undefined;
  readonly dhcp4o6Port: number | undefined;
  readonly logFormat: 'text' | 'json';
  readonly interfaces: readonly string[];
}
