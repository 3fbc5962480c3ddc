import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Report } from './report.ts';
import type { Resolver } from './resolver.ts';
import type { RootParameters } from './settings.ts';

/** A parameter of a fixed length, and what the reference calls it when its value has another. */
type FixedLength = readonly [name: string, length: number, complaint: string];

const OMAPI_PORT: readonly FixedLength[] = [['omapi-port', 2, 'omapi port data length']];

const SOCKETS: readonly FixedLength[] = [
  ['local-port', 2, 'local port data length'],
  ['remote-port', 2, 'remote port data length'],
  ['limited-broadcast-address', 4, 'broadcast address data length'],
  ['local-address', 4, 'local address data length'],
  ['ddns-update-style', 1, 'dns update type'],
];

const LOG_AND_DELAY: readonly FixedLength[] = [
  ['log-facility', 1, 'log facility'],
  ['delayed-ack', 2, 'max delayed ACK count '],
  ['max-ack-delay', 4, 'max ack delay configuration'],
];

const ALLOCATION: readonly FixedLength[] = [
  ['prefix-length-mode', 1, 'prefix-len-mode'],
  ['abandon-lease-time', 4, 'abandon-lease-time'],
];

/** What the reference looks at right after it has read a config: mistakes that it makes no place for. */
export function checkParameters({ report, draft }: Resolver, root: RootParameters): void {
  const { omapiKey, ddnsUpdateStyle } = root.settings;
  checkLengths(OMAPI_PORT, root, report);
  if (omapiKey !== undefined && !draft.keys.has(omapiKey.toLowerCase())) report.fatal(say.omapiKeyNotFound(omapiKey));
  checkLengths(SOCKETS, root, report);
  if (ddnsUpdateStyle === 'ad-hoc') report.fatal(say.adHocGone());
}

/** What it says of a good config only once it has named its files ("Config file: …"). */
export function startFindings(resolver: Resolver, root: RootParameters): readonly Diagnostic[] {
  const { settings } = root;
  const report = new Report();
  checkLengths(LOG_AND_DELAY, root, report);
  if (settings.dontUseFsync) report.remark(say.noFsync());
  if (settings.serverIdCheck) report.remark(say.serverIdCheckOn());
  checkLengths(ALLOCATION, root, report);
  checkFailover(resolver, report);
  if (resolver.dhcp4o6 && resolver.family === 4 && resolver.draft.interfaces.size > 0)
    report.fatal(say.interfacesWithDhcp4o6());
  return report.diagnostics;
}

function checkLengths(parameters: readonly FixedLength[], root: RootParameters, report: Report): void {
  for (const [name, length, complaint] of parameters) {
    const value = root.octets(name);
    if (value && value.length !== length) report.fatal(say.invalidLength(complaint));
  }
}

function checkFailover({ draft }: Resolver, report: Report): void {
  const peers = [...draft.peers.values()].reverse();
  for (const peer of peers) {
    if (peer.pools === 0) report.remark(say.peerWithoutPools(peer.name));
    if (peer.loadBalanceSeconds === 0) report.remark(say.loadBalancingDisabled(peer.name));
  }
  if (peers.some((peer) => peer.pools === 0)) report.fatal(say.failoverSanity());
}
