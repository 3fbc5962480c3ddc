import { configMessages as say } from '../diagnostics/catalogue/config.ts';
import type { Resolver } from './resolver.ts';
import type { RootParameters } from './settings.ts';

/** Parameters of a fixed length, and what the reference calls them when their value has another. */
const LENGTHS: readonly (readonly [name: string, length: number, complaint: string])[] = [
  ['omapi-port', 2, 'omapi port data length'],
  ['local-port', 2, 'local port data length'],
  ['remote-port', 2, 'remote port data length'],
  ['limited-broadcast-address', 4, 'broadcast address data length'],
  ['local-address', 4, 'local address data length'],
  ['ddns-update-style', 1, 'dns update type'],
  ['log-facility', 1, 'log facility'],
  ['delayed-ack', 2, 'max delayed ACK count '],
  ['max-ack-delay', 4, 'max ack delay configuration'],
  ['prefix-length-mode', 1, 'prefix-len-mode'],
  ['abandon-lease-time', 4, 'abandon-lease-time'],
];

/** What the reference looks at between reading the config and serving: mistakes that it makes no place for. */
export function checkStart(resolver: Resolver, root: RootParameters): void {
  const { report, draft } = resolver;
  const { settings } = root;
  for (const [name, length, complaint] of LENGTHS) {
    const value = root.octets(name);
    if (value && value.length !== length) report.fatal(say.invalidLength(complaint));
  }
  const { omapiKey } = settings;
  if (omapiKey !== undefined && !draft.keys.has(omapiKey.toLowerCase())) report.fatal(say.omapiKeyNotFound(omapiKey));
  if (settings.ddnsUpdateStyle === 'ad-hoc') report.fatal(say.adHocGone());
  if (settings.dontUseFsync) report.remark(say.noFsync());
  if (settings.serverIdCheck) report.remark(say.serverIdCheckOn());
  checkFailover(resolver);
  if (resolver.dhcp4o6 && resolver.family === 4 && draft.interfaces.size > 0) report.fatal(say.interfacesWithDhcp4o6());
}

function checkFailover({ report, draft }: Resolver): void {
  const peers = [...draft.peers.values()].reverse();
  for (const peer of peers) {
    if (peer.pools === 0) report.remark(say.peerWithoutPools(peer.name));
    if (peer.loadBalanceSeconds === 0) report.remark(say.loadBalancingDisabled(peer.name));
  }
  if (peers.some((peer) => peer.pools === 0)) report.fatal(say.failoverSanity());
}
