/** npm run grammar: writes the files of grammar/ anew, from the parser and the tables of options. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { grammarFiles } from './grammar/files.ts';

const folder = resolve(import.meta.dirname, '../grammar');
for (const [name, text] of grammarFiles()) writeFileSync(resolve(folder, name), text);
