import { z } from 'zod';
import type { ChangedFile } from '../blind-spots/changed-file.ts';
import { askPages, isRefused, tryToAsk } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const Commit = z.object({ sha: z.string() });

/** The commit that a name such as `tags/v1` stands for; null where there is none. */
export async function commitNamed(repository: GitHubRepository, ref: string): Promise<string | null> {
  const answer = await tryToAsk(
    repository,
    { route: 'GET /repos/{owner}/{repo}/commits/{ref}', parameters: { ref }, schema: Commit },
    [404, 422],
  );
  return isRefused(answer) ? null : answer.sha;
}

const File = z
  .object({
    filename: z.string(),
    status: z.enum(['added', 'modified', 'removed', 'renamed', 'copied', 'changed', 'unchanged']),
    patch: z.string().optional(),
  })
  .transform(({ filename, status, patch }): ChangedFile => ({ path: filename, status, patch: patch ?? null }));

const Comparison = z.object({
  status: z.enum(['diverged', 'ahead', 'behind', 'identical']).default('ahead'),
  /** The older of the two, as it was asked for. */
  base_commit: z.object({ commit: z.object({ message: z.string() }) }).optional(),
  /** Where the two went apart. */
  merge_base_commit: Commit.optional(),
  total_commits: z.number().int().default(0),
  commits: z
    .array(
      z.object({
        sha: z.string(),
        commit: z.object({ message: z.string() }),
        author: z.object({ login: z.string() }).nullish(),
      }),
    )
    .default([]),
  files: z.array(File).default([]),
});
export type Comparison = z.infer<typeof Comparison>;

/** What lies between two commits; null where GitHub knows no way between them. At most 300 files are shown by GitHub. */
export async function compareCommits(
  repository: GitHubRepository,
  base: string,
  head: string,
): Promise<Comparison | null> {
  const answer = await tryToAsk(
    repository,
    {
      route: 'GET /repos/{owner}/{repo}/compare/{basehead}',
      parameters: { basehead: `${base}...${head}`, per_page: 100 },
      schema: Comparison,
    },
    [404],
  );
  return isRefused(answer) ? null : answer;
}

const FileCommit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), committer: z.object({ date: z.coerce.date() }).nullable() }),
});

/** Commits of a branch that changed a file, newest first, page by page. */
export async function* fileHistory(
  repository: GitHubRepository,
  { branch, file }: { readonly branch: string; readonly file: string },
): AsyncGenerator<{ sha: string; message: string; at: Date }> {
  const question = {
    route: 'GET /repos/{owner}/{repo}/commits',
    parameters: { sha: branch, path: file, per_page: 100 },
    schema: FileCommit,
  };
  for await (const { sha, commit } of askPages(repository, question))
    yield { sha, message: commit.message, at: commit.committer?.date ?? new Date(0) };
}
