/** One option: code, name, the reference's format letters (format.ts), what the value is. */
export type OptionRow = readonly [code: number, name: string, letters: string, meaning: string];
