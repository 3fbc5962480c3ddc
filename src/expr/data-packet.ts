import { exprLog } from '../diagnostics/catalogue/expr.ts';
import { octets } from '../kernel/bytes.ts';
import { hardwareBytes } from '../kernel/hardware.ts';
import type { OptionDefinition } from '../options/definition.ts';
import type { Compiler } from './compiler.ts';
import type { DataFn } from './context.ts';
import { RelayContext } from './inner-context.ts';
import type { DataExpr, NumericExpr } from './ir.ts';
import { unsigned } from './numeric.ts';

/** RFC 2131 §2: `sname` and `file` of a BOOTP message. */
const SNAME = { offset: 44, length: 64 };
const FILE = { offset: 108, length: 128 };

/** Numbers above this ask for the relay nearest to the server, however many there are (HOP_COUNT_LIMIT of RFC 3315). */
const MOST_RELAY_HOPS = 32;

/** An option of the received message. */
export const requestOption =
  (option: OptionDefinition): DataFn =>
  (context) =>
    context.request?.option(option);

/** An option of the answer being built, as it stands at this moment. */
export function configOption(option: OptionDefinition): DataFn {
  let isBeingEvaluated = false;
  return (context) => {
    const entry = context.reply.get(option.space, option.code);
    if (!entry) return undefined;
    if (entry.constant) return entry.constant;
    // Values are evaluated when used, so an option may depend on itself; the reference recurses until it crashes.
    if (isBeingEvaluated) {
      context.log(exprLog.optionRefersToItself(`${option.space}.${option.name}`));
      return undefined;
    }
    isBeingEvaluated = true;
    try {
      return entry.value(context);
    } finally {
      isBeingEvaluated = false;
    }
  };
}

/** Type and address as in the packet's header; without a packet those of the lease. */
export const hardware: DataFn = (context) => {
  const known = context.request ? context.request.hardware : context.leaseHardware;
  if (known) return hardwareBytes(known);
  context.log(exprLog.noHardware());
  return undefined;
};

/** Octets of a BOOTP message. DHCPv6 messages have no such header, and no hardware either. */
export function packetOctets(compiler: Compiler, offset: NumericExpr, length: NumericExpr): DataFn {
  const fromOf = compiler.numeric(offset);
  const countOf = compiler.numeric(length);
  return (context) => {
    if (!context.request?.hardware) {
      context.log(exprLog.noRawPacket());
      return undefined;
    }
    const raw = context.request.raw;
    const from = fromOf(context);
    const count = countOf(context);
    if (from === undefined || count === undefined || unsigned(from) >= raw.length) return undefined;
    return raw.subarray(from, from + unsigned(count));
  };
}

function headerText(field: { offset: number; length: number }): DataFn {
  return (context) => {
    if (!context.request?.hardware) return undefined;
    const text = context.request.raw.subarray(field.offset, field.offset + field.length);
    const end = text.indexOf(0);
    if (text.length === 0 || end === 0) return undefined;
    return end < 0 ? text : text.subarray(0, end);
  };
}

export const filename: DataFn = headerText(FILE);
export const serverName: DataFn = headerText(SNAME);

export const leasedAddress: DataFn = (context) => {
  if (!context.leasedAddress) context.log(exprLog.noLeasedAddress());
  return context.leasedAddress;
};

export const hostDeclName: DataFn = (context) => {
  if (context.hostDeclName !== undefined) return octets(context.hostDeclName);
  context.log(exprLog.noHostDeclName());
  return undefined;
};

export const clientState: DataFn = (context) =>
  context.clientState === undefined ? undefined : octets(context.clientState);

export const gethostname: DataFn = (context) => octets(context.hostname);

export const hostLookup =
  (name: string, family: 4 | 6): DataFn =>
  (context) =>
    context.lookupHost(name, family);

/** Relay 1 is the nearest to the client; 0 stands for the client's own message. */
export function v6Relay(compiler: Compiler, hop: NumericExpr, operand: DataExpr): DataFn {
  const hopOf = compiler.numeric(hop);
  const data = compiler.data(operand);
  return (context) => {
    const wanted = hopOf(context);
    if (wanted === undefined) return undefined;
    if (wanted === 0) return data(context);
    const relays = context.request?.relays ?? [];
    const relay = unsigned(wanted) > MOST_RELAY_HOPS ? relays.at(-1) : relays[wanted - 1];
    return relay && data(new RelayContext(context, relay));
  };
}
