import type { Message } from '../diagnostics/message.ts';

/** The result of one step of the start: refusals end the process with their messages as the last words. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly messages: readonly Message[] };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (...messages: readonly Message[]): { ok: false; messages: readonly Message[] } => ({
  ok: false,
  messages,
});
