import type { Effect } from '../../../effects/effects.ts';

/** A finished reply. */
export type Send4 = Extract<Effect, { readonly kind: 'send4' }>;
