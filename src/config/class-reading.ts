import type { ClassDraft, SubclassDraft } from './draft.ts';

/** A class or subclass whose body is being read. */
export interface ClassReading {
  readonly draft: ClassDraft | SubclassDraft;
  /** The class itself, or the one a subclass belongs to. */
  readonly superclass: ClassDraft;
  readonly isSubclass: boolean;
  hasMatchIf: boolean;
  hasSubmatch: boolean;
}
