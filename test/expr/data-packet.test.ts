import { describe, expect, test } from 'vitest';
import { compileData } from '../../src/expr/compile.ts';
import type { EvalContext } from '../../src/expr/context.ts';
import type { DataExpr } from '../../src/expr/ir.ts';
import { EMPTY, fromHex, hex, octets } from '../../src/kernel/bytes.ts';
import {
  CIRCUIT_ID,
  DOMAIN_NAME,
  hostName,
  NO_NUMBER,
  newContext,
  number,
  request4,
  shown,
  text,
  view,
} from './eval-context.ts';

function evaluate(e: DataExpr, more: Partial<EvalContext> = {}) {
  const context = newContext(more);
  return { value: shown(compileData(e)(context)), lines: context.lines };
}

describe('option', () => {
  test('is the option of the request', () => {
    expect(evaluate(hostName, { request: request4({ 12: 'client' }) }).value).toBe('client');
  });
  test('is NULL without the option and without a packet', () => {
    expect(evaluate(hostName, { request: request4() }).value).toBeUndefined();
    expect(evaluate(hostName).value).toBeUndefined();
  });
});

describe('config-option', () => {
  const own: DataExpr = { op: 'config-option', option: DOMAIN_NAME };

  test('is the value about to be sent, evaluated now', () => {
    const context = newContext({ request: request4({ 12: 'client' }) });
    expect(compileData(own)(context)).toBeUndefined();
    context.reply.set({ option: DOMAIN_NAME, value: compileData(hostName) });
    expect(shown(compileData(own)(context))).toBe('client');
  });

  test('that depends on itself is NULL and logged; the reference crashes', () => {
    const context = newContext();
    const loop = compileData({ op: 'concat', parts: [own, text('.')] });
    context.reply.set({ option: DOMAIN_NAME, value: loop });
    expect(loop(context)).toBeUndefined();
    expect(context.lines).toEqual(['error: config-option dhcp.domain-name: refers to itself.']);
    expect(loop(context)).toBeUndefined();
  });
});

describe('hardware', () => {
  test('is type and address of the packet', () => {
    const request = request4();
    expect(hex(compileData({ op: 'hardware' })(newContext({ request })) ?? EMPTY)).toBe('01020000000001');
  });
  test('is that of the lease when there is no packet', () => {
    const leaseHardware = { type: 6, address: fromHex('0102') };
    expect(evaluate({ op: 'hardware' }, { leaseHardware }).value).toBe('\x06\x01\x02');
  });
  test('is NULL and logged without both', () => {
    expect(evaluate({ op: 'hardware' })).toEqual({
      value: undefined,
      lines: ['error: data: hardware: no raw packet or lease is available'],
    });
  });
});

describe('packet', () => {
  const of = (offset: number, length: number) =>
    evaluate({ op: 'packet', offset: number(offset), length: number(length) }, { request: request4() }).value;

  test('gives octets of the message, cut at its end', () => {
    expect(of(4, 4)).toBe('\xde\xad\xbe\xef');
    expect(of(238, 9)).toBe('\0\0');
    expect(of(0, -1)).toHaveLength(240);
  });
  test('is NULL behind the end', () => {
    expect(of(240, 1)).toBeUndefined();
    expect(of(-1, 1)).toBeUndefined();
  });
  test('is not available without a BOOTP header', () => {
    const e: DataExpr = { op: 'packet', offset: number(0), length: number(1) };
    const line = 'error: data: packet: raw packet not available';
    expect(evaluate(e)).toEqual({ value: undefined, lines: [line] });
    expect(evaluate(e, { request: view({}, octets('v6'), undefined) })).toEqual({ value: undefined, lines: [line] });
  });
  test('is NULL when an operand is', () => {
    expect(
      evaluate({ op: 'packet', offset: NO_NUMBER, length: number(1) }, { request: request4() }).value,
    ).toBeUndefined();
  });
});

test('filename and server-name are the header fields up to NUL, NULL when empty', () => {
  const request = request4({}, { 44: 'boot.example', 108: 'f'.repeat(128) });
  expect(evaluate({ op: 'server-name' }, { request }).value).toBe('boot.example');
  expect(evaluate({ op: 'filename' }, { request }).value).toBe('f'.repeat(128));
  expect(evaluate({ op: 'filename' }, { request: request4() }).value).toBeUndefined();
  expect(evaluate({ op: 'filename' }).value).toBeUndefined();
});

test('what belongs to the lease is NULL without one, and the log says so', () => {
  expect(evaluate({ op: 'leased-address' }, { leasedAddress: fromHex('c0000205') }).value).toBe('\xc0\0\x02\x05');
  expect(evaluate({ op: 'leased-address' })).toEqual({
    value: undefined,
    lines: ['debug: data: "leased-address" configuration directive: there is no lease associated with this client.'],
  });
  expect(evaluate({ op: 'host-decl-name' }, { hostDeclName: 'printer' }).value).toBe('printer');
  expect(evaluate({ op: 'host-decl-name' })).toEqual({
    value: undefined,
    lines: ['error: data: host_decl_name: not available'],
  });
});

test('client-state, gethostname and host names come from the surroundings', () => {
  expect(evaluate({ op: 'client-state' }).value).toBeUndefined();
  expect(evaluate({ op: 'client-state' }, { clientState: 'bound' }).value).toBe('bound');
  expect(evaluate({ op: 'gethostname' }).value).toBe('server.example');
  expect(evaluate({ op: 'host-lookup', name: 'known.example', family: 4 }).value).toHaveLength(4);
  expect(evaluate({ op: 'host-lookup', name: 'known.example', family: 6 }).value).toHaveLength(16);
  expect(evaluate({ op: 'host-lookup', name: 'other.example', family: 4 }).value).toBeUndefined();
});

describe('v6relay', () => {
  const circuit: DataExpr = { op: 'option', option: CIRCUIT_ID };
  const relays = ['near', 'middle', 'far'].map((name) => view({ 1: name }, EMPTY, undefined));
  const request = view({ 1: 'client' }, EMPTY, undefined, relays);
  const of = (hop: number) => evaluate({ op: 'v6relay', hop: number(hop), data: circuit }, { request }).value;

  test.each([
    [0, 'client'],
    [1, 'near'],
    [3, 'far'],
    [33, 'far'],
    [-1, 'far'],
  ])('hop %d evaluates at %j', (hop, result) => expect(of(hop)).toBe(result));

  test('a hop that was not made is NULL, up to 32', () => {
    expect(of(4)).toBeUndefined();
    expect(of(32)).toBeUndefined();
  });
  test('without relays only hop 0 has a value', () => {
    const alone = { request: view({ 1: 'client' }, EMPTY, undefined) };
    expect(evaluate({ op: 'v6relay', hop: number(0), data: circuit }, alone).value).toBe('client');
    expect(evaluate({ op: 'v6relay', hop: number(33), data: circuit }, alone).value).toBeUndefined();
    expect(evaluate({ op: 'v6relay', hop: NO_NUMBER, data: circuit }, alone).value).toBeUndefined();
  });
  test('everything but the request is that of the surroundings', () => {
    const inner: DataExpr = { op: 'concat', parts: [circuit, { op: 'host-decl-name' }, { op: 'gethostname' }] };
    const e: DataExpr = { op: 'v6relay', hop: number(1), data: inner };
    expect(evaluate(e, { request, hostDeclName: '-host-' }).value).toBe('near-host-server.example');
  });
});
