import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { defaultBaseline } from '../../src/commands/baseline.ts';
import { defaultConfiguration } from '../../src/commands/configuration-file.ts';
import { formatMistakes } from '../../src/config/format-mistakes.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { commitFileReader } from '../../src/config/read-commit-file.ts';
import { redactSecrets } from '../../src/config/redact.ts';
import type { Configuration } from '../../src/config/schema.ts';
import type { GitHub } from '../events/event.ts';

export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly now: Date;
}

export interface Taking {
  /** Where the files are put, by their paths in the repository. */
  readonly folder: string;
  /** The only place where `${NAME}` is looked up. */
  readonly environment: Readonly<Record<string, string>>;
}

export type Taken =
  | { readonly configuration: Configuration; readonly sha: string }
  /** What is wrong with it, without secrets. */
  | { readonly problem: string };

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Puts the configuration of the default branch’s newest commit, with what it extends and its baseline, into a folder.
 *
 * @throws the client’s error where GitHub does not answer
 */
export async function takeConfiguration(github: GitHub, { now, ...place }: Place, taking: Taking): Promise<Taken> {
  const { data: commit } = await github.rest.repos.getCommit({ ...place, ref: 'HEAD', per_page: 1 });
  const failures: unknown[] = [];
  const read = commitFileReader(github.rest.repos.getContent, { ...place, sha: commit.sha }, (path, status) =>
    status === 404 ? `${path} is not in commit ${commit.sha.slice(0, 7)}` : null,
  );
  const take = async (file: string) => {
    const text = await read(file).catch((error: unknown) => {
      if (!isMissing(error)) failures.push(error);
      throw error;
    });
    await put(taking.folder, file, text);
    return text;
  };
  const loaded = await loadConfiguration(defaultConfiguration, {
    environment: taking.environment,
    readFile: take,
    now,
    separatesLater: true,
  });
  const [failure] = failures;
  if (failure !== undefined) throw failure;
  if (!loaded.ok) return { problem: redactSecrets(formatMistakes(loaded.mistakes), loaded.secrets) };
  for (const file of baselinesOf(loaded.configuration)) {
    await take(file).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
  return { configuration: loaded.configuration, sha: commit.sha };
}

function baselinesOf({ baseline, services = {} }: Configuration): Set<string> {
  const named = [baseline, ...Object.values(services).map((service) => service.baseline)];
  return new Set([defaultBaseline, ...named.filter((file) => file !== undefined)]);
}

/** A path of the repository never leaves the folder. */
async function put(folder: string, file: string, text: string): Promise<void> {
  const path = posix.normalize(file);
  if (posix.isAbsolute(path) || path.split('/').includes('..')) throw new Error(`${file} lies outside the repository`);
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}
