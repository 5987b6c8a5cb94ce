import { readFileSync } from 'node:fs';
import { type LoadedConfiguration, type LoadOptions, loadConfiguration } from '../../src/config/load-configuration.ts';
import type { Mistake } from '../../src/config/mistake.ts';

/** Two sides on one server, told apart by their selectors. */
export const sides = `version: 1
production: {metrics: {url: https://prom.example.com, selector: env=production}}
staging: {metrics: {url: https://prom.example.com, selector: env=staging}}
`;

export const now = new Date('2026-11-24T12:00:00Z');

type Options = Partial<Omit<LoadOptions, 'readFile' | 'now'>>;

/** Loads `tollgate.yml` from files in memory. */
export async function load(
  files: string | Record<string, string>,
  options: Options = {},
): Promise<LoadedConfiguration> {
  const texts = new Map(Object.entries(typeof files === 'string' ? { 'tollgate.yml': files } : files));
  const readFile = async (file: string) => {
    const text = texts.get(file);
    if (text === undefined) throw Object.assign(new Error(`no ${file}`), { code: 'ENOENT' });
    return text;
  };
  return loadConfiguration('tollgate.yml', { environment: {}, ...options, readFile, now });
}

/** The mistakes of a configuration; throws where it has none, so that no test passes by accident. */
export async function mistakesIn(
  files: string | Record<string, string>,
  options: Options = {},
): Promise<readonly Mistake[]> {
  const loaded = await load(files, options);
  if (loaded.ok) throw new Error('the configuration has no mistake');
  return loaded.mistakes;
}

/** The configuration; throws with its mistakes where it has some. */
export async function loadGood(files: string | Record<string, string>, options: Options = {}) {
  const loaded = await load(files, options);
  if (!loaded.ok) throw new Error(loaded.mistakes.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return loaded;
}

/** The text of an example in test/fixtures/config. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/config/${name}.yml`, import.meta.url), 'utf8');
}
