import { leaseFileMessages as say } from '../diagnostics/catalogue/leasefile.ts';
import type { LeaseChange } from '../leases/change.ts';
import type { IaKind } from '../leases/lease6.ts';
import { FileWindow } from './file-window.ts';
import { LeaseLexer, type Mark, RIGHT_BRACE, STRING } from './lexer.ts';
import { type LocatedFinding, ReadContext, type ReadSettings } from './read-context.ts';
import { type DeclarationKeyword, type DynamicDeclaration, readDeclaration } from './read-declaration.ts';
import { type ByteOrder, readIa } from './read-ia.ts';
import { readLease4 } from './read-lease4.ts';
import { readHexOctets } from './read-value.ts';
import { nextRecordStart } from './record-start.ts';

/** One record of a lease file. */
type LeaseFileRecord =
  | { readonly kind: 'change'; readonly change: LeaseChange }
  | { readonly kind: 'byte-order'; readonly order: ByteOrder }
  | { readonly kind: 'declaration'; readonly declaration: DynamicDeclaration };

/** A record with what there is to say about it; absent when nothing of it is left. */
export interface LeaseFileItem {
  readonly record: LeaseFileRecord | undefined;
  readonly findings: readonly LocatedFinding[];
  /** True when something of it is lost. */
  readonly isDamaged: boolean;
}

/**
 * Reads a lease file of any size, chunk by chunk, and gives its records in order: the last one for an address counts. A
 * statement that is damaged or unknown costs itself, a record that is cut off costs what is missing of it, and neither costs
 * its neighbours: reading goes on at the next record, wherever braces and quotes may seem to end.
 */
export function readLeaseFile(chunks: Iterable<Uint8Array>, settings: ReadSettings): Iterable<LeaseFileItem> {
  return new LeaseFileReader(chunks, settings).items();
}

const DECLARATIONS: ReadonlySet<string> = new Set<DeclarationKeyword>([
  'host',
  'group',
  'class',
  'subclass',
  'failover',
]);
const IA_KINDS: ReadonlyMap<string, IaKind> = new Map([
  ['ia-na', 'na'],
  ['ia-ta', 'ta'],
  ['ia-pd', 'pd'],
]);

class LeaseFileReader {
  readonly #lexer = new LeaseLexer();
  readonly #window: FileWindow;
  readonly #context: ReadContext;
  #byteOrder: ByteOrder | undefined;

  constructor(chunks: Iterable<Uint8Array>, settings: ReadSettings) {
    this.#window = new FileWindow(chunks, this.#lexer);
    this.#context = new ReadContext(this.#lexer, settings);
  }

  *items(): Generator<LeaseFileItem> {
    const lexer = this.#lexer;
    this.#advance({ at: 0, line: 1, lineStart: 0 });
    while (!lexer.isAtEnd || lexer.isStarved) {
      const mark = lexer.mark();
      const order = this.#byteOrder;
      const record = lexer.isStarved ? undefined : this.#readRecord();
      if (lexer.isStarved) {
        this.#byteOrder = order;
        this.#context.takeFindings();
        this.#advance(mark);
        continue;
      }
      yield this.#settle(record, mark, order);
    }
  }

  /** Brings in more of the file and stands on the same token again. */
  #advance({ at, line, lineStart }: Mark): void {
    this.#window.advance(at);
    this.#context.windowOffset = this.#window.offset;
    this.#lexer.rewind({ at: 0, line, lineStart: lineStart - at });
  }

  /** Damage may have swallowed the records behind: then the record ends where the next one begins. */
  #settle(record: LeaseFileRecord | undefined, mark: Mark, order: ByteOrder | undefined): LeaseFileItem {
    const lexer = this.#lexer;
    const boundary = this.#context.isDamaged ? nextRecordStart(lexer.bytes, mark.at + 1, lexer.start) : undefined;
    if (boundary === undefined) return this.#item(record);
    this.#context.takeFindings();
    const whole = { limit: lexer.limit, isComplete: lexer.isComplete };
    Object.assign(lexer, { limit: boundary, isComplete: true });
    lexer.rewind(mark);
    this.#byteOrder = order;
    const cut = this.#readRecord();
    const line = mark.line + countLines(lexer.bytes, mark.at, boundary);
    Object.assign(lexer, whole);
    const item = this.#item(cut);
    lexer.rewind({ at: boundary, line, lineStart: boundary });
    return item;
  }

  #item(record: LeaseFileRecord | undefined): LeaseFileItem {
    const { isDamaged } = this.#context;
    return { record, isDamaged, findings: this.#context.takeFindings() };
  }

  #readRecord(): LeaseFileRecord | undefined {
    const lexer = this.#lexer;
    const keyword = lexer.word().toLowerCase();
    if (keyword === 'lease') {
      lexer.next();
      const lease = readLease4(this.#context);
      return lease && { kind: 'change', change: { kind: 'lease4', lease } };
    }
    const kind = IA_KINDS.get(keyword);
    if (kind) return this.#readIa(kind);
    if (DECLARATIONS.has(keyword)) return this.#readDeclaration(keyword as DeclarationKeyword);
    if (keyword === 'server-duid') return this.#readServerDuid();
    if (keyword === 'authoring-byte-order') return this.#readByteOrder();
    return this.#skipUnknown();
  }

  #skipUnknown(): undefined {
    this.#context.note(say.corruptFile());
    this.#context.isDamaged = true;
    if (!this.#lexer.accept(RIGHT_BRACE)) this.#context.skipStatement();
    return undefined;
  }

  #readIa(kind: IaKind): LeaseFileRecord | undefined {
    const context = this.#context;
    if (context.settings.family === 4) {
      context.report(say.onlyInV6(kind));
      context.skipStatement();
      return undefined;
    }
    if (!this.#byteOrder) context.note(say.byteOrderMissing());
    this.#byteOrder ??= 'little-endian';
    this.#lexer.next();
    const ia = readIa(kind, context, this.#byteOrder);
    return ia && { kind: 'change', change: { kind: 'ia', ia } };
  }

  #readDeclaration(keyword: DeclarationKeyword): LeaseFileRecord | undefined {
    const declaration = readDeclaration(keyword, this.#context);
    return declaration && { kind: 'declaration', declaration };
  }

  #readServerDuid(): LeaseFileRecord | undefined {
    const context = this.#context;
    const lexer = this.#lexer;
    lexer.next();
    const duid = lexer.is(STRING) ? this.#takeString() : readHexOctets(context, say.expectingStringOrHex());
    if (!duid || duid.length <= 2) {
      if (duid) context.skipStatement();
      context.report(say.invalidDuid());
      return undefined;
    }
    context.expectSemicolon();
    return { kind: 'change', change: { kind: 'server-duid', duid } };
  }

  #takeString(): Uint8Array {
    const value = this.#lexer.octets();
    this.#lexer.next();
    return value;
  }

  /** It must come before the first key that it is about. */
  #readByteOrder(): LeaseFileRecord | undefined {
    const context = this.#context;
    const lexer = this.#lexer;
    if (this.#byteOrder) {
      context.report(say.byteOrderTooLate());
      context.skipStatement();
      return undefined;
    }
    lexer.next();
    const order = lexer.word().toLowerCase();
    if (order !== 'little-endian' && order !== 'big-endian') {
      context.report(say.byteOrderInvalid());
      context.skipStatement();
      return undefined;
    }
    this.#byteOrder = order;
    if (order === 'big-endian') context.note(say.byteOrderDiffers());
    lexer.next();
    context.expectSemicolon();
    return { kind: 'byte-order', order };
  }
}

function countLines(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let i = start; i < end; i++) if (bytes[i] === 0x0a) lines++;
  return lines;
}
