import { z } from 'zod';
import { ask } from '../../src/github/ask.ts';
import type { GitHubRepository } from '../../src/github/client.ts';
import { pushesTo } from '../../src/github/pushes.ts';
import { minuteText } from '../../src/report/answer/minute-text.ts';
import type { CommandRequest } from '../commands/command-request.ts';
import { Refused } from '../commands/refuse.ts';
import { waitingAt } from '../store/gate-requests.ts';

type Asking = Pick<CommandRequest, 'origin' | 'github' | 'repository' | 'store' | 'head' | 'givenAt'>;

/** A commit that a command means without naming it. */
export interface CommitInQuestion {
  readonly sha: string;
  /** The run that waits with it at the environment; null where none does. */
  readonly runId: number | null;
  /** Since when it has been the one that is meant; null where GitHub does not say. */
  readonly since: () => Promise<Date | null>;
}

const Pull = z.object({
  merged_at: z.coerce.date().nullable(),
  merge_commit_sha: z.string().nullable(),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ full_name: z.string() }).nullable() }),
});

/** Since when a commit has been the newest of a branch; null where the newest push is of another one. */
async function newestSince(repository: GitHubRepository, branch: string, sha: string): Promise<Date | null> {
  const [newest] = await pushesTo(repository, branch);
  return newest?.after === sha ? newest.at : null;
}

async function ofPull(repository: GitHubRepository, number: number): Promise<Omit<CommitInQuestion, 'runId'>> {
  const pull = await ask(repository, {
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    parameters: { pull_number: number },
    schema: Pull,
  });
  const { merged_at: mergedAt, merge_commit_sha: merged, head } = pull;
  if (mergedAt !== null && merged !== null) return { sha: merged, since: async () => mergedAt };
  const isOwn = head.repo?.full_name.toLowerCase() === `${repository.owner}/${repository.repo}`.toLowerCase();
  return { sha: head.sha, since: async () => (isOwn ? newestSince(repository, head.ref, head.sha) : null) };
}

async function ofDefaultBranch(repository: GitHubRepository, sha: string): Promise<Date | null> {
  const schema = z.object({ default_branch: z.string() });
  const { default_branch: branch } = await ask(repository, { route: 'GET /repos/{owner}/{repo}', schema });
  return newestSince(repository, branch, sha);
}

/**
 * The commit that a command about the gate means: of a pull request its own (merged: what it became), elsewhere the one that waits at
 * the environment, or the default branch’s newest where none does.
 *
 * @throws Refused where several wait
 */
export async function commitInQuestion(request: Asking, environment: string): Promise<CommitInQuestion> {
  const { origin, store, head } = request;
  const repository = { client: await request.github(), ...request.repository };
  const waiting = await waitingAt(store, { repository: `${repository.owner}/${repository.repo}`, environment });
  if (origin.kind === 'comment' && origin.isPullRequest) {
    const meant = await ofPull(repository, origin.issue);
    return { ...meant, runId: waiting.find(({ sha }) => sha === meant.sha)?.runId ?? null };
  }
  const shas = [...new Set(waiting.flatMap(({ sha }) => sha ?? []))];
  if (shas.length > 1) {
    throw new Refused(
      [
        `${shas.length} commits wait at `,
        { code: environment },
        '; say it on the pull request of the one that is meant',
      ],
      ...shas.map((sha) => [{ code: sha }]),
    );
  }
  const [first] = waiting;
  if (first === undefined) return { sha: head, runId: null, since: () => ofDefaultBranch(repository, head) };
  return { sha: first.sha ?? head, runId: first.runId, since: async () => first.askedAt };
}

/**
 * Makes sure that a commit was the one in question already when somebody spoke of it: he cannot have meant one that came afterwards.
 *
 * @throws Refused where it was not, or GitHub does not say
 */
export async function requireSeen({ givenAt }: Asking, { sha, since }: CommitInQuestion): Promise<void> {
  const from = await since();
  // Times of GitHub are whole seconds: within one of them nobody knows what came first.
  if (from !== null && from.getTime() < givenAt.getTime()) return;
  const now = [{ code: sha.slice(0, 12) }, ' is the commit now'] as const;
  const why =
    from === null
      ? [...now, ', and GitHub does not say since when (the branch of a fork, or one that was just pushed)']
      : [...now, `, since ${minuteText(from.toISOString())}`];
  throw new Refused('The commit may have changed since you looked at it; nothing was done', why, [
    'Look at it, and give the command again',
  ]);
}
