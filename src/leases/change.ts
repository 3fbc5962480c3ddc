import type { Lease4 } from './lease4.ts';
import type { Ia6 } from './lease6.ts';

/** What changed, as the lease file records it. The only way to change a lease store, and the only thing the journal writes. */
export type LeaseChange =
  | { readonly kind: 'lease4'; readonly lease: Lease4 }
  | { readonly kind: 'ia'; readonly ia: Ia6 }
  | { readonly kind: 'server-duid'; readonly duid: Uint8Array }
  /** A subclass made by `spawn with`. */
  | { readonly kind: 'subclass'; readonly className: string; readonly value: Uint8Array };
