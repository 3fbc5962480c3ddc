import { dhcp4Log } from '../../../diagnostics/catalogue/dhcp4.ts';
import { latin1 } from '../../../kernel/bytes.ts';
import type { Evaluation } from '../evaluation.ts';
import type { Exchange } from '../exchange.ts';
import { Parameter } from '../option-codes.ts';
import { parameter } from '../parameters.ts';
import type { SiteSpace } from './option-order.ts';

/** Codes from which on options may belong to a site (RFC 3942 §4), and where older configurations let them begin. */
const USUAL_LOWEST = 224;
const LOWEST = 128;

/** `site-option-space`: the space that site-local codes come from; `unknown` when it is not defined: then nothing is sent. */
export function siteSpace(exchange: Exchange, evaluation: Evaluation): SiteSpace | undefined | 'unknown' {
  const name = parameter(evaluation, Parameter.siteOptionSpace);
  if (!name) return undefined;
  const space = latin1(name);
  const registry = exchange.state.config.options;
  if (!registry.space(space)) {
    exchange.log(dhcp4Log.unknownOptionSpace(space));
    return 'unknown';
  }
  let lowest = USUAL_LOWEST;
  for (const { code } of registry.definitions(space)) lowest = Math.min(lowest, code);
  return { space, lowestCode: Math.max(lowest, LOWEST) };
}
