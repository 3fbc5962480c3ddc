import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { Message } from '../diagnostics/message.ts';
import type { Block } from './outline.ts';

/** What a check may look at. */
export interface Program {
  readonly family: 4 | 6;
  readonly blocks: readonly Block[];
  /** Every word that a statement may begin with. */
  readonly vocabulary: ReadonlySet<string>;
}

/** One rule; what it finds are warnings. */
export type Check = (program: Program) => Iterable<Diagnostic>;

export const finding = (message: Message, span: Span, hint?: string): Diagnostic => ({
  severity: 'warning',
  message,
  span,
  ...(hint !== undefined && { hint }),
});
