import { z } from 'zod';
import { ask } from './ask.ts';
import type { GitHubRepository } from './client.ts';

/** One push to a branch, as GitHub saw it: neither the time nor the name can be made up by whoever pushed. */
export interface Push {
  /** The branch’s newest commit since then. */
  readonly after: string;
  readonly at: Date;
  /** Login; null where the account is gone. */
  readonly by: string | null;
}

const Activity = z
  .object({
    after: z.string(),
    timestamp: z.coerce.date(),
    actor: z.object({ login: z.string() }).nullable(),
  })
  .transform(({ after, timestamp, actor }): Push => ({ after, at: timestamp, by: actor?.login ?? null }));

/** The newest hundred pushes to a branch, newest first. */
export function pushesTo(repository: GitHubRepository, branch: string): Promise<Push[]> {
  return ask(repository, {
    route: 'GET /repos/{owner}/{repo}/activity',
    parameters: { ref: `refs/heads/${branch}`, per_page: 100 },
    schema: z.array(Activity),
  });
}
