import { z } from 'zod';
import { ask, askAll } from './ask.ts';
import type { GitHubRepository } from './client.ts';

const route = 'repos/{owner}/{repo}/commits/{commit_sha}/comments';
const Comment = z
  .object({ user: z.object({ login: z.string() }).nullable(), body: z.string() })
  .transform(({ user, body }) => ({ author: user?.login ?? null, body }));
export type CommitComment = z.infer<typeof Comment>;

/** Writes a comment on a commit; its author is whoever GitHub knows the token of. */
export async function commentOnCommit(repository: GitHubRepository, sha: string, body: string): Promise<void> {
  await ask(repository, { route: `POST /${route}`, parameters: { commit_sha: sha, body }, schema: z.unknown() });
}

/** Every comment on a commit. */
export function commentsOnCommit(repository: GitHubRepository, sha: string): Promise<CommitComment[]> {
  return askAll(repository, {
    route: `GET /${route}`,
    parameters: { commit_sha: sha, per_page: 100 },
    schema: Comment,
  });
}
