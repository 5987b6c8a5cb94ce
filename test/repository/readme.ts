import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-files.ts';

export const readme = () => readFileSync(join(root, 'README.md'), 'utf8');

export const guide = (name: string) => readFileSync(join(root, '.github/guides', `${name}.md`), 'utf8');

/** The page of all inputs, outputs, commands and codes. */
export const reference = () => guide('reference');

/** The words in the first column of one of a document's marked tables. */
export function firstColumn(document: string, table: string): string[] {
  const [, rest = ''] = document.split(`<!-- ${table}:start -->`);
  const [text = ''] = rest.split(`<!-- ${table}:end -->`);
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].map(([, word = '']) => word);
}
