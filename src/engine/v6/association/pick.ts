import type { Pool6 } from '../../../config/config.ts';
import { log6 } from '../../../diagnostics/catalogue/dhcp6.ts';
import { concat } from '../../../kernel/bytes.ts';
import type { Ipv6 } from '../../../kernel/scalars.ts';
import type { IaKind } from '../../../leases/lease6.ts';
import { isPermitted } from '../client/permits.ts';
import { type Choice6, chooseAddress, choosePrefix, chooseTemporary } from '../pool/address-choice.ts';
import { isFull, isHeld, type Pond6 } from '../pool/topology.ts';
import { log, type Step6 } from '../state.ts';
import { type IaWork, LeaseDraft } from './session.ts';

/** The octets that choose an address: the IAID, least significant octet first, then the DUID. */
function seedOf(work: IaWork): Uint8Array {
  const { iaid } = work.requested;
  return concat(Uint8Array.of(iaid, iaid >>> 8, iaid >>> 16, iaid >>> 24), work.session.duid);
}

/** True for what another client holds, and for addresses of hosts and of the server itself. */
export function isTaken({ server, now }: Step6, address: Ipv6, prefixLength: number): boolean {
  if (server.reserved.has(address, prefixLength) || server.orphans.has(address, prefixLength, now)) return true;
  const holder = server.store.holder(address, prefixLength);
  return holder !== undefined && isHeld(holder.lease);
}

const pondsOf = (work: IaWork): readonly Pond6[] => {
  const { query, network } = work.session;
  return query.step.server.topology.pondsOf(network);
};

const hasPools = (ponds: readonly Pond6[], kind: IaKind): boolean =>
  ponds.some((pond) => pond.pools.some((pool) => pool.kind === kind));

function draftOf(pond: Pond6, pool: Pool6, address: Ipv6): LeaseDraft {
  return new LeaseDraft({ address, prefixLength: pool.unitLength, pond });
}

/** Tries the pools of one pond, beginning where the last choice ended. */
function pickInPond(work: IaWork, pond: Pond6, seed: Uint8Array): LeaseDraft | undefined {
  const { step } = work.session.query;
  const { pools } = pond;
  const first = pond.nextPool;
  for (let tried = 0; tried < pools.length; tried++) {
    const index = (first + tried) % pools.length;
    const pool = pools[index] as Pool6;
    if (pool.kind !== 'na' || isFull(pond, pool)) continue;
    const taken = (address: Ipv6) => isTaken(step, address, pool.unitLength);
    const choice = chooseAddress(pool, seed, step.server.environment.digests, taken);
    if (!choice) continue;
    pond.nextPool = choice.attempts > 1 ? (index + 1) % pools.length : index;
    return draftOf(pond, pool, choice.address);
  }
  return undefined;
}

function reportNoAddress(work: IaWork, full: readonly Pond6[]): void {
  const active = full.reduce((sum, pond) => sum + pond.active, 0);
  const abandoned = full.reduce((sum, pond) => sum + pond.abandoned, 0);
  const total = full.some((pond) => pond.total === undefined)
    ? undefined
    : full.reduce((sum, pond) => sum + (pond.total ?? 0n), 0n);
  const { query, network } = work.session;
  log(query.step, log6.noAddresses(network.name, total, active - abandoned, abandoned));
}

/** A new address from the pools that the client may use. */
export function pickAddress(work: IaWork): LeaseDraft | undefined {
  const { query } = work.session;
  const ponds = pondsOf(work);
  if (!hasPools(ponds, 'na')) {
    log(query.step, log6.noAddressPools());
    return undefined;
  }
  const seed = seedOf(work);
  const full: Pond6[] = [];
  for (const pond of ponds) {
    if (!isPermitted(pond.permits, query)) continue;
    const draft = pickInPond(work, pond, seed);
    if (draft) {
      log(query.step, log6.pickedAddress(draft.address));
      return draft;
    }
    if (hasPools([pond], 'na')) full.push(pond);
  }
  reportNoAddress(work, full);
  return undefined;
}

type Fits = (unitLength: number) => boolean;

/**
 * In which order pools are tried for a client that names a prefix length (dhcpd.conf(5), prefix-length-mode): each entry is one
 * pass over all of them.
 */
function passes(work: IaWork): readonly Fits[] {
  const any: Fits = () => true;
  const wanted = work.askedLength ?? 0;
  if (wanted <= 0) return [any];
  const exact: Fits = (length) => length === wanted;
  switch (work.session.query.step.server.config.settings.prefixLengthMode) {
    case 'ignore':
      return [any];
    case 'prefer':
      return [exact, any];
    case 'exact':
      return [exact];
    case 'minimum':
      return [exact, (length) => length >= wanted];
    case 'maximum':
      return [exact, (length) => length <= wanted];
  }
}

function pickFittingPrefix(work: IaWork, ponds: readonly Pond6[], fits: Fits): LeaseDraft | undefined {
  const { query } = work.session;
  const { step } = query;
  const seed = seedOf(work);
  for (const pond of ponds) {
    if (!isPermitted(pond.permits, query)) continue;
    for (const pool of pond.pools) {
      if (pool.kind !== 'pd' || !fits(pool.unitLength) || isFull(pond, pool)) continue;
      const taken = (prefix: Ipv6) => isTaken(step, prefix, pool.unitLength);
      const choice = choosePrefix(pool, seed, step.server.environment.digests, taken);
      if (choice) return draftOf(pond, pool, choice.address);
    }
  }
  return undefined;
}

/** A new prefix from the pools that the client may use. */
export function pickPrefix(work: IaWork): LeaseDraft | undefined {
  const { query } = work.session;
  const ponds = pondsOf(work);
  if (!hasPools(ponds, 'pd')) {
    log(query.step, log6.noPrefixPools());
    return undefined;
  }
  for (const fits of passes(work)) {
    const draft = pickFittingPrefix(work, ponds, fits);
    if (!draft) continue;
    log(query.step, log6.pickedPrefix(draft.address, draft.prefixLength));
    return draft;
  }
  log(query.step, log6.noPrefixes());
  return undefined;
}

function temporaryIn(work: IaWork, pool: Pool6): Choice6 | undefined {
  const { step } = work.session.query;
  return chooseTemporary(pool, step.server.environment.rng, (address) => isTaken(step, address, pool.unitLength));
}

/**
 * A temporary address from each temporary pool that the client may use (RFC 8415 §13.2): the drafts so far, and whether any pool
 * had none left.
 */
export function* pickTemporaries(work: IaWork): Generator<LeaseDraft | undefined> {
  const { query } = work.session;
  const ponds = pondsOf(work);
  if (!hasPools(ponds, 'ta')) {
    log(query.step, log6.noTemporaryPools());
    return;
  }
  for (const pond of ponds) {
    if (!isPermitted(pond.permits, query)) continue;
    for (const pool of pond.pools) {
      if (pool.kind !== 'ta') continue;
      const choice = temporaryIn(work, pool);
      if (!choice) log(query.step, log6.noTemporary());
      yield choice && draftOf(pond, pool, choice.address);
    }
  }
}
