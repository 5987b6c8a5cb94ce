import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../architecture/source-files.ts';
import { typedCommands, untypable } from '../cli/typed-commands.ts';

const guides = readdirSync(join(root, '.github/guides')).map((file) => `.github/guides/${file}`);

/** What a page tells its reader to type: blocks of a shell, and words between backticks that begin with the program. */
function commandsOf(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);
  const inline = [...text.matchAll(/`(tollgate [a-z][^`\n]* [^`\n]+)`/g)].map(([, words = '']) => words);
  return [...blocks, ...inline].flatMap(typedCommands);
}

describe('commands that a page tells its reader to type', () => {
  const pages = ['README.md', ...guides, 'bot/README.md'].map((page) => ({ page, commands: commandsOf(page) }));

  it.each(pages)('are commands: $page', ({ commands }) => {
    expect(commands.flatMap(untypable)).toEqual([]);
  });

  it('were found', () => {
    expect(pages.flatMap(({ commands }) => commands).length).toBeGreaterThan(40);
  });
});
