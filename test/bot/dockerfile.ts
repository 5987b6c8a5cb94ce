import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../architecture/source-files.ts';

/** One instruction of the Dockerfile, its continued lines joined. */
export interface Instruction {
  readonly name: string;
  readonly given: string;
}

/** The stages of the bot’s Dockerfile, in order. */
export function stages(): Instruction[][] {
  const text = readFileSync(join(root, 'bot/Dockerfile'), 'utf8');
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n');
  const found: Instruction[][] = [];
  for (const line of lines) {
    const [, name, given] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (name === undefined || given === undefined) continue;
    if (name === 'FROM') found.push([]);
    found.at(-1)?.push({ name, given });
  }
  return found;
}

/** What the instructions of one name say. */
export function all(stage: readonly Instruction[] | undefined, name: string): string[] {
  return (stage ?? []).filter((one) => one.name === name).map(({ given }) => given);
}
