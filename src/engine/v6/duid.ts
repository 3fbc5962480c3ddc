import type { Config } from '../../config/config.ts';
import { newOptionState } from '../../expr/option-state.ts';
import { newVariables } from '../../expr/variables.ts';
import { concat, u16, u32 } from '../../kernel/bytes.ts';
import type { EpochSeconds } from '../../kernel/scalars.ts';
import { Option6 } from '../../wire/v6/packet.ts';
import type { EngineEnvironment } from '../environment.ts';
import { bareContext } from './context.ts';

/** The hardware that a generated DUID names. */
export interface DuidSource {
  readonly hardwareType: number;
  readonly hardwareAddress: Uint8Array;
}

const DUID_LLT = 1;
const DUID_LL = 3;
/** 2000-01-01T00:00:00Z, from which a DUID-LLT counts (RFC 8415 §11.2). */
const DUID_EPOCH = 946_684_800;

/** The server's DUID where neither config nor lease file has one (RFC 8415 §11.2, §11.4). Time counts modulo 2^32. */
export function generateDuid(type: 'LL' | 'LLT', source: DuidSource, now: EpochSeconds): Uint8Array {
  const { hardwareType, hardwareAddress } = source;
  if (type === 'LL') return concat(u16(DUID_LL), u16(hardwareType), hardwareAddress);
  return concat(u16(DUID_LLT), u16(hardwareType), u32((now - DUID_EPOCH) % 2 ** 32), hardwareAddress);
}

/**
 * The DUID of an `option dhcp6.server-id` in the global scope, which comes before the lease file's and any other
 * (dhcpd.conf(5), server-duid). Undefined where there is none, or it depends on a packet.
 */
export function configuredDuid(
  config: Config,
  environment: Pick<EngineEnvironment, 'hostname' | 'lookupHost'>,
  now: EpochSeconds,
): Uint8Array | undefined {
  const reply = newOptionState();
  const step = { now, effects: [], server: { environment, globals: newVariables() } };
  const context = bareContext(step, { reply });
  config.root.statements.run(context);
  return reply.get('dhcp6', Option6.serverId)?.value(context);
}
