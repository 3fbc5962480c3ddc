import type { ClassDeclaration, Config } from '../config/config.ts';
import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { Message } from '../diagnostics/message.ts';
import { latin1 } from '../kernel/bytes.ts';
import type { BindingState, Lease4 } from '../leases/lease4.ts';

const BILLED: ReadonlySet<BindingState> = new Set(['active', 'expired', 'released', 'reset']);

/** To which classes the leases of a file still count. */
export class RestoredBilling {
  readonly #classes = new Map<string, ClassDeclaration>();
  readonly #counts = new Map<string, number>();

  constructor(config: Config) {
    for (const declaration of config.classes) this.#classes.set(declaration.name, declaration);
  }

  /** What there is to say about the class when the record is read. */
  complaint({ billing }: Lease4): Message | undefined {
    if (!billing || this.#classes.has(billing.className)) return undefined;
    return billing.subclass ? say.noClassNamed(billing.className) : say.unknownClass(billing.className);
  }

  /** Only a lease in use counts, to a class that is configured with a limit, and up to that limit. */
  admit(lease: Lease4): Lease4 {
    const { billing } = lease;
    if (!billing) return lease;
    const key = `${billing.className}\0${billing.subclass ? latin1(billing.subclass) : ''}`;
    const count = this.#counts.get(key) ?? 0;
    if (!BILLED.has(lease.state) || count >= this.#limit(billing)) return { ...lease, billing: undefined };
    this.#counts.set(key, count + 1);
    return lease;
  }

  #limit({ className, subclass }: NonNullable<Lease4['billing']>): number {
    const declaration = this.#classes.get(className);
    const declared = subclass && declaration?.subclasses.get(latin1(subclass));
    return (declared ? declared.leaseLimit : declaration?.leaseLimit) ?? 0;
  }
}
