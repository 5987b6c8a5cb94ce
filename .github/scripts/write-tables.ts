// Writes the reference's tables of inputs, outputs, commands, exit codes and reason codes, and the bot's table of commands, from what
// they describe.
//
//   npm run tables              writes them
//   npm run tables -- --check   exits 1 where they differ
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readTableSources } from './read-table-sources.ts';
import { insertTables, renderBotTables, renderTables } from './reference-tables.ts';

const root = resolve(import.meta.dirname, '../..');
const [given] = process.argv.slice(2).filter((word) => word !== '--check');
const documents = [
  { file: given ?? join(root, '.github/guides/reference.md'), tables: () => renderTables(readTableSources(root)) },
  ...(given === undefined ? [{ file: join(root, 'bot/README.md'), tables: renderBotTables }] : []),
];

for (const { file, tables } of documents) {
  try {
    const before = readFileSync(file, 'utf8');
    const after = insertTables(before, tables());
    if (!process.argv.includes('--check')) writeFileSync(file, after);
    else if (after !== before) throw new Error('the tables differ from what they describe: run `npm run tables`');
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
