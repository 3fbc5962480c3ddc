import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Value } from '../../src/expr/context.ts';
import { ipv4, ipv6 } from '../../src/kernel/address.ts';
import { epochSeconds, seconds } from '../../src/kernel/scalars.ts';
import { renderChange } from '../../src/leasefile/write.ts';
import type { LeaseChange } from '../../src/leases/change.ts';
import type { BindingState } from '../../src/leases/lease4.ts';
import { ia6, lease4, lease6 } from '../leases/lease-examples.ts';
import { changesOf, readText, writeSettings } from './lease-file.ts';

const time = fc.integer({ min: 1, max: 0x7fffffff }).map((t) => epochSeconds(t >= 2145916800 ? 0x7fffffff : t));
const data = fc.uint8Array({ minLength: 1, maxLength: 40 });
const value: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ type: fc.constant('data' as const), data }),
  fc.record({ type: fc.constant('numeric' as const), number: fc.nat() }),
  fc.record({ type: fc.constant('boolean' as const), boolean: fc.boolean() }),
);
const variables = fc
  .array(fc.tuple(fc.constantFrom('x1', 'ddns-txt', 'vendor-class-identifier'), value), { maxLength: 3 })
  .map((v) => new Map(v));
const state = fc.constantFrom<BindingState>('free', 'active', 'expired', 'released', 'abandoned', 'reset', 'backup');

const leaseChange: fc.Arbitrary<LeaseChange> = fc
  .record({
    ip: fc.nat(0xffffffff).map(ipv4),
    starts: time,
    ends: time,
    tstp: time,
    cltt: time,
    state,
    nextState: state,
    rewindState: state,
    reserved: fc.boolean(),
    bootp: fc.boolean(),
    uid: data,
    variables,
    hardware: fc.record({ type: fc.nat(255), address: fc.uint8Array({ maxLength: 16 }) }),
    clientHostname: fc.stringMatching(/^[a-z0-9.-]{1,20}$/),
  })
  .map((fields) => ({ kind: 'lease4', lease: lease4(fields) }));
const iaChange: fc.Arbitrary<LeaseChange> = fc
  .record({
    kind: fc.constantFrom('na' as const, 'ta' as const, 'pd' as const),
    iaid: fc.nat(0xffffffff),
    duid: fc.uint8Array({ minLength: 2, maxLength: 60 }),
    cltt: time,
    leases: fc.array(
      fc.record({
        address: fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }).map(ipv6),
        ends: time,
        variables,
        preferred: fc.nat().map(seconds),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ leases, kind, ...ia }) => ({
    kind: 'ia',
    ia: ia6({ ...ia, kind, leases: leases.map((l) => lease6({ ...l, prefixLength: kind === 'pd' ? 56 : 128 })) }),
  }));

/** Variables are written newest first: reading turns their order around, as it does in the reference. */
const inOrder = (change: LeaseChange): unknown =>
  JSON.parse(
    JSON.stringify(change, (_, v: unknown) =>
      v instanceof Map
        ? [...v].sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
        : v instanceof Uint8Array
          ? [...v]
          : typeof v === 'bigint'
            ? String(v)
            : v,
    ),
  );

it.each([['octal'], ['hex']] as const)('what is written (%s) is read again', (idFormat) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(leaseChange, iaChange), { maxLength: 4 }), (changes) => {
      const text = changes.map((change) => renderChange(change, { ...writeSettings, idFormat })).join('');
      const read = changesOf(readText(`authoring-byte-order little-endian;\n${text}`, 6, 100));
      expect(read.map(inOrder)).toEqual(changes.map(inOrder));
    }),
    { numRuns: 60 },
  );
});
