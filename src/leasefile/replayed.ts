import type { LeaseFileItem } from './read.ts';
import type { LocatedFinding } from './read-context.ts';
import type { DynamicDeclaration } from './read-declaration.ts';

/** What a lease file held besides leases. */
export interface ReplayedFile {
  readonly serverDuid: Uint8Array | undefined;
  /** The last one of each name, in order of first appearance. */
  readonly declarations: readonly DynamicDeclaration[];
  readonly findings: readonly LocatedFinding[];
  /** Something could not be understood: the file should be kept as it was found. */
  readonly isDamaged: boolean;
}

/** Collects what is not a lease while the records of a file pass by. */
export class FileRemainder {
  readonly #declarations = new Map<string, DynamicDeclaration>();
  readonly #findings: LocatedFinding[] = [];
  #serverDuid: Uint8Array | undefined;
  #isDamaged = false;

  take(item: LeaseFileItem): void {
    this.#findings.push(...item.findings);
    if (item.isDamaged) this.#isDamaged = true;
    if (item.record?.kind === 'declaration') this.#declare(item.record.declaration);
    else if (item.record?.kind === 'change' && item.record.change.kind === 'server-duid') {
      this.#serverDuid = item.record.change.duid;
    }
  }

  say(...findings: readonly LocatedFinding[]): void {
    this.#findings.push(...findings);
  }

  finish(): ReplayedFile {
    return {
      serverDuid: this.#serverDuid,
      declarations: [...this.#declarations.values()],
      findings: this.#findings,
      isDamaged: this.#isDamaged,
    };
  }

  #declare(declaration: DynamicDeclaration): void {
    this.#declarations.set(`${declaration.keyword} ${declaration.name}`, declaration);
  }
}
