import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { UsageError } from '../../model/usage-error.ts';
import type { NamedPlan } from '../../plan-shadow/plan/named-plan.ts';
import { parsePlans } from '../../plan-shadow/plan/parse-plans.ts';
import { readTextFile } from '../../sources/file/read-text-file.ts';

/** Files of a folder that hold plans. */
const endings: ReadonlySet<string> = new Set(['.json', '.txt', '.plan', '.log']);
const wanted =
  'wanted a file that holds what EXPLAIN (FORMAT JSON) prints, or a folder of such files (.json, .txt, .plan, .log)';

/**
 * Reads a file that someone named.
 *
 * @throws UsageError where it cannot be read
 */
export async function readText(file: string): Promise<string> {
  const read = await readTextFile(file);
  if (!read.ok) throw new UsageError('invalid-option', read.message);
  return read.text;
}

async function readFile(file: string): Promise<NamedPlan[]> {
  const read = await readTextFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `${read.message}; ${wanted}`);
  return parsePlans(read.text, file);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** The plans of a file in a folder are named after it where they have no name of their own. */
async function readMember(folder: string, file: string): Promise<NamedPlan[]> {
  const name = basename(file, extname(file));
  return (await readFile(join(folder, file))).map((one) => ({ ...one, name: one.name ?? name }));
}

async function readFolder(folder: string): Promise<NamedPlan[]> {
  const files = (await readdir(folder)).filter((file) => endings.has(extname(file)) && !file.startsWith('.')).sort();
  if (files.length === 0) throw new UsageError('invalid-option', `${folder} holds no plans; ${wanted}`);
  const read = await Promise.allSettled(files.map((file) => readMember(folder, file)));
  const mistakes = read.flatMap((one) =>
    one.status === 'rejected' ? [one.reason instanceof Error ? one.reason.message : String(one.reason)] : [],
  );
  if (mistakes.length > 0) throw new UsageError('invalid-plan', mistakes.join('\n'));
  return read.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

/**
 * Reads the plans of a file, or of every file of a folder.
 *
 * @throws UsageError that names every file that cannot be read, and why
 */
export async function readPlans(path: string): Promise<NamedPlan[]> {
  return (await isFolder(path)) ? readFolder(path) : readFile(path);
}
