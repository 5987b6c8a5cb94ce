import { z } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import { ask, askIfThere } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const File = z.object({ type: z.literal('file'), encoding: z.string(), content: z.string(), sha: z.string() });
const route = '/repos/{owner}/{repo}/contents/{path}';

/** A file’s text at a branch or commit, and what to name when it is written over; null where it is not there. */
export async function readFileAt(
  repository: GitHubRepository,
  { path, ref }: { readonly path: string; readonly ref: string },
): Promise<{ readonly text: string; readonly sha: string } | null> {
  const file = await askIfThere(repository, { route: `GET ${route}`, parameters: { path, ref }, schema: File });
  if (file === null) return null;
  if (file.encoding !== 'base64') throw new ProviderError('over-budget', `${path} is too large for GitHub to show`);
  return { text: Buffer.from(file.content, 'base64').toString('utf8'), sha: file.sha };
}

/** Writes over a file as it was when `sha` was read; GitHub refuses (409) where it was changed since. */
export async function writeFileAt(
  repository: GitHubRepository,
  file: {
    readonly path: string;
    readonly branch: string;
    readonly text: string;
    readonly sha: string;
    readonly message: string;
  },
): Promise<string> {
  const { text, ...parameters } = file;
  const written = await ask(repository, {
    route: `PUT ${route}`,
    parameters: { ...parameters, content: Buffer.from(text, 'utf8').toString('base64') },
    schema: z.object({ commit: z.object({ sha: z.string() }) }),
  });
  return written.commit.sha;
}
