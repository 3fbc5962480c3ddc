import type { Source } from './diagnostic.ts';

/** The lines of a source text, found once and then looked up by number. Only a line feed ends a line. */
export class SourceLines {
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** Offset of the first character of a line, counted from 1; undefined where there is no such line. */
  start(line: number): number | undefined {
    return this.#starts[line - 1];
  }

  /** The line without its line feed; empty where there is no such line. */
  line(line: number): string {
    const start = this.start(line);
    if (start === undefined) return '';
    const next = this.start(line + 1);
    return this.text.slice(start, next === undefined ? undefined : next - 1);
  }
}

/** The sources of a document by their index in a span; a source is divided into lines when first asked for. */
export class SourceSet {
  readonly #sources: readonly Source[];
  readonly #lines = new Map<number, SourceLines>();

  constructor(sources: readonly Source[]) {
    this.#sources = sources;
  }

  name(index: number): string {
    return this.#sources[index]?.name ?? '';
  }

  lines(index: number): SourceLines {
    const known = this.#lines.get(index);
    if (known) return known;
    const lines = new SourceLines(this.#sources[index]?.text ?? '');
    this.#lines.set(index, lines);
    return lines;
  }
}
