import type { CommandRequest } from '../commands/command-request.ts';
import { Refused } from '../commands/refuse.ts';
import { waitingShas } from '../store/gate-requests.ts';

type Asking = Pick<CommandRequest, 'origin' | 'github' | 'repository' | 'store' | 'head'>;

/**
 * The commit that a command about the gate means: of a pull request its own (merged: what it became), elsewhere the one that waits at
 * the environment, or the default branch’s newest where none does.
 *
 * @throws Refused where several wait
 */
export async function shaInQuestion(request: Asking, environment: string): Promise<string> {
  const { origin, repository, store, head } = request;
  if (origin.kind === 'comment' && origin.isPullRequest) {
    const github = await request.github();
    const { data } = await github.rest.pulls.get({ ...repository, pull_number: origin.issue });
    return data.merged && data.merge_commit_sha !== null ? data.merge_commit_sha : data.head.sha;
  }
  const waiting = await waitingShas(store, { repository: `${repository.owner}/${repository.repo}`, environment });
  if (waiting.length > 1) {
    throw new Refused(
      [
        `${waiting.length} commits wait at `,
        { code: environment },
        '; say it on the pull request of the one that is meant',
      ],
      ...waiting.map((sha) => [{ code: sha }]),
    );
  }
  return waiting[0] ?? head;
}
