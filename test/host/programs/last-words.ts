/** Writes many lines to standard error and ends at once, in the way that the first argument says. */
import { newLineWriter } from '../../../src/host/line-writer.ts';

const [way = 'exit', count = '1000'] = process.argv.slice(2);
const writer = newLineWriter(2);
process.on('exit', () => writer.flush());
for (let i = 0; i < Number(count); i++) writer.write(`line ${i} ${'x'.repeat(200)}\n`);
if (way === 'exit') process.exit(3);
if (way === 'throw') throw new Error('broken invariant');
