import { getOctokit } from '@actions/github';
import type { GitHubPort } from '../src/model/ports.ts';

/** The account that the runner's own token writes as; that token may not ask who it is. */
const runnerAccount = 'github-actions[bot]';

/** GitHub as the core sees it, over the token of the job. */
export function githubPort(token: string, repository: { owner: string; repo: string }): GitHubPort {
  const octokit = getOctokit(token);
  return {
    async whoAmI() {
      try {
        return (await octokit.rest.users.getAuthenticated()).data.login;
      } catch {
        return runnerAccount;
      }
    },
    async listComments(issue) {
      const comments = await octokit.paginate(octokit.rest.issues.listComments, {
        ...repository,
        issue_number: issue,
        per_page: 100,
      });
      return comments.map(({ id, user, body }) => ({ id, author: user?.login ?? '', body: body ?? '' }));
    },
    async createComment(issue, body) {
      await octokit.rest.issues.createComment({ ...repository, issue_number: issue, body });
    },
    async updateComment(id, body) {
      await octokit.rest.issues.updateComment({ ...repository, comment_id: id, body });
    },
  };
}
