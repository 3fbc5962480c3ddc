/** The reference breaks lines before this column. */
const LINE_END = 79;

/**
 * Writes tokens and breaks lines as the reference's token printer does. A column is passed along by the callers, not read off
 * the text: the reference resumes from a column of its own choosing in places, and so decides about line breaks.
 */
export class LinePrinter {
  #text = '';

  get text(): string {
    return this.#text;
  }

  write(text: string): void {
    this.#text += text;
  }

  newLine(indent: number): number {
    this.#text += `\n${' '.repeat(Math.max(indent, 0))}`;
    return indent;
  }

  /** Writes a token with blanks before and after where the line has room for them; gives the new column. */
  token(text: string, place: { column: number; indent: number; before?: string; after?: string }): number {
    const { before = '', after = '' } = place;
    const column = this.#begin(place.column, place.indent, before, before.length + text.length) + text.length;
    this.write(text);
    if (after === '') return column;
    if (column + after.length > LINE_END) return this.newLine(place.indent);
    this.write(after);
    return column + after.length;
  }

  #begin(column: number, indent: number, before: string, length: number): number {
    if (column + length <= LINE_END) {
      this.write(before);
      return column + before.length;
    }
    if (indent + length < LINE_END) return this.newLine(indent);
    this.newLine(column);
    return length > LINE_END ? 0 : LINE_END - length - 1;
  }
}
