import type { Config } from '../config/config.ts';
import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import { unlocated } from './findings.ts';
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
  readonly #configuredHosts: ReadonlySet<string>;
  #serverDuid: Uint8Array | undefined;
  #isDamaged = false;

  constructor(config: Config) {
    this.#configuredHosts = new Set(Array.from(config.hosts.all(), (host) => host.name));
  }

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
    const key = `${declaration.keyword} ${declaration.name}`;
    if (declaration.keyword === 'host') this.#declareHost(key, declaration);
    else this.#declarations.set(key, declaration);
  }

  /** A host exists until it is deleted; that a configured one is deleted must be remembered for ever. */
  #declareHost(key: string, declaration: DynamicDeclaration): void {
    const isConfigured = this.#configuredHosts.has(declaration.name);
    const known = this.#declarations.get(key);
    const exists = known ? !known.isDeleted : isConfigured;
    if (declaration.isDeleted && !isConfigured) this.#declarations.delete(key);
    else if (!declaration.isDeleted && exists) this.say(unlocated(say.hostExists(declaration.name)));
    else this.#declarations.set(key, declaration);
  }
}
