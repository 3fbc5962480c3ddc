import { defineMessages, row } from '../message.ts';

/** Lines of the server process itself: command line, start, interfaces, files, end (dhcpd(8)). */

const BUG_PARAGRAPH = [
  '',
  'If you think you have received this message due to a bug rather',
  'than a configuration issue please read the section on submitting',
  'bugs on either our web page at www.isc.org or in the README file',
  'before submitting a bug.  These pages explain the proper',
  'process and the information we find helpful for debugging.',
  '',
  'exiting.',
].join('\n');

export const serverLog = defineMessages('server', {
  banner: row('info', (version: string) => `longlease ${version}, a successor of ISC DHCP 4.4.3-P1`),
  /** Closes every fatal end; log parsers and service managers know it. */
  fatalEnd: row('error', () => BUG_PARAGRAPH),
  noArgument: row('error', (flag: string) => `No argument for command: ${flag} `),
  unknownCommand: row('error', (flag: string) => `Unknown command ${flag}`),
  usage: row('error', (program: string) => usageText(program)),
  invalidPort: row('error', (text: string) => `Invalid port number specification: ${text}`),
  portOutOfRange: row('error', () => 'Port number specified is out of range (1-65535).'),
  invalidPortPair: row('error', (text: string) => `Invalid port pair specification: ${text}`),
  portPairOutOfRange: row('error', () => 'Port pair specified is out of range (1-65534).'),
  bindingToPort: row('debug', (port: number) => `binding to user-specified port ${port}`),
  bindingToEnvironmentPort: row('debug', (port: number) => `binding to environment-specified port ${port}`),
  bothFamilies: row('error', () => 'Server cannot run in both IPv4 and IPv6 mode at the same time.'),
  interfaceNameTooLong: row('error', (name: string) => `${name}: interface name too long (is ${name.length})`),
  traceUnsupported: row(
    'error',
    (flag: string) => `${flag}: the binary trace of ISC dhcpd is not supported; use tcpdump and the log instead`,
  ),
  replyAddressNeedsIpv4: row(
    'error',
    () => 'You can only specify address to send replies to when running an IPv4 server.',
  ),
  dhcp4o6Ports: row('debug', (port: number) => `DHCPv4 over DHCPv6 over ::1 port ${port} and ${port + 1}`),
  dhcp4o6FamilyMissing: row('error', () => 'please specify the address family with DHPv4 over DHCPv6 [-4|-6].'),
  dhcp4o6CommandLineInterfaces: row(
    'error',
    () => 'DHCPv4 server in DHPv4 over DHCPv6 mode with command line specified interfaces.',
  ),
  dhcp4o6DelayedAck: row('debug', () => 'DHCP4o6 enabled, setting delayed-ack to zero (incompatible)'),
  realpathFailed: row('error', (path: string, reason: string) => `Failed to get realpath for ${path}: ${reason}`),
  configErrors: row('error', () => 'Configuration file errors encountered -- exiting'),
  configFile: row('info', (path: string) => `Config file: ${path}`),
  leaseFile: row('info', (path: string) => `Database file: ${path}`),
  pidFile: row('info', (path: string) => `PID file: ${path}`),
  failoverUnsupported: row(
    'error',
    (peer: string) =>
      `failover peer "${peer}": failover is not supported yet; running without it could lease one address twice`,
  ),
  leaseFileMissing: row(
    'error',
    (path: string, reason: string) =>
      `Can't open lease database ${path}: ${reason} --\n` +
      '  check for failed database rewrite attempt!\n' +
      'Please read the dhcpd.leases manual page if you\n' +
      "don't know what to do about this.",
  ),
  cannotAppendLeases: row('error', (path: string) => `Can't open ${path} for append.`),
  keptDamaged: row('info', (path: string, copy: string) => `${path} is damaged; it is kept as ${copy}`),
  cannotKeepDamaged: row(
    'error',
    (copy: string, reason: string) => `Can't keep the damaged lease file as ${copy}: ${reason}`,
  ),
  leaseTestDone: row('info', (path: string) => `Lease file test successful, removing temp lease file: ${path}`),
  noSubnet: row('error', (family: 4 | 6, name: string, address: string) =>
    [
      '',
      `No subnet${family === 6 ? '6' : ''} declaration for ${name} (${address}).`,
      `** Ignoring requests on ${name}.  If this is not what`,
      `   you want, please write a subnet${family === 6 ? '6' : ''} declaration`,
      '   in your dhcpd.conf file for the network segment',
      `   to which interface ${name} is attached. **`,
      '',
    ].join('\n'),
  ),
  multipleNetworks: row('error', (name: string) => `Interface ${name} matches multiple shared networks`),
  sameSubnet: row(
    'error',
    (first: string, second: string) => `Multiple interfaces match the same subnet: ${first} ${second}`,
  ),
  sameNetwork: row(
    'error',
    (first: string, second: string) => `Multiple interfaces match the same shared network: ${first} ${second}`,
  ),
  noInterfaces: row('error', () => '\nNot configured to listen on any interfaces!'),
  listening4: row(
    'info',
    (name: string, address: string, network: string) => `Listening on LPF/${name}/${address}/${network}`,
  ),
  sending4: row(
    'info',
    (name: string, address: string, network: string) => `Sending on   LPF/${name}/${address}/${network}`,
  ),
  sendingFallback: row('info', () => 'Sending on   Socket/fallback/fallback-net'),
  bound6: row(
    'info',
    (address: string | undefined, port: number) => `Bound to ${address === undefined ? '*' : `[${address}]`}:${port}`,
  ),
  listening6: row(
    'info',
    (descriptor: number, name: string, network: string) => `Listening on Socket/${descriptor}/${name}/${network}`,
  ),
  sending6: row(
    'info',
    (descriptor: number, name: string, network: string) => `Sending on   Socket/${descriptor}/${name}/${network}`,
  ),
  cannotOpenSocket: row('error', (what: string, reason: string) => `Can't open ${what}: ${reason}`),
  cannotLoadNet: row(
    'error',
    (reason: string) => `Packet sockets need the koffi module, which could not be loaded: ${reason}`,
  ),
  cannotBind: row('error', (reason: string) => `Can't bind to dhcp address: ${reason}`),
  noServerDuid: row('error', () => 'Unable to set server identifier.'),
  sendFailed: row('error', (reason: string) => `send_packet: ${reason}`),
  sendFailed6: row('error', (reason: string) => `send_packet6: ${reason}`),
  emptyHostName: row('info', () => 'Ignoring empty DHO_HOST_NAME option'),
  bogusHlen: row('info', () => 'Discarding packet with bogus hlen.'),
  optionOverruns: row(
    'error',
    (code: number) =>
      `parse_option_buffer: malformed option dhcp.<unknown> (code ${code}): option length exceeds option buffer length.`,
  ),
  optionLengthMissing: row(
    'error',
    (code: number) =>
      `parse_option_buffer: malformed option dhcp.<unknown> (code ${code}): code tag at end of buffer - missing length field.`,
  ),
  reloaded: row('info', (file: string) => `${file} has been read again and is in force.`),
  reloadRefused: row('error', (file: string) => `${file} cannot be used; the config before it stays in force.`),
  restartNeeded: row('info', (parameters: string) => `Changes of ${parameters} need a restart to take effect.`),
  started: row('info', () => 'Server starting service.'),
});

function usageText(program: string): string {
  return [
    `Usage: ${program} [-p <UDP port #>] [-f] [-d] [-q] [-t|-T]`,
    '             [-4|-6] [-4o6 <port>]',
    '             [-cf config-file] [-lf lease-file]',
    '             [-user user] [-group group] [-chroot dir]',
    '             [-tf trace-output-file]',
    '             [-play trace-input-file]',
    '             [-pf pid-file] [--no-pid] [-s server]',
    '             [if0 [...ifN]]',
    `       ${program} {--version|--help|-h}`,
  ].join('\n');
}
