import { z } from 'zod';
import { ask, askAll } from '../../github/ask.ts';
import type { GitHubRepository } from '../../github/client.ts';
import { openPull, pullOf } from '../../github/pulls.ts';
import { refsPort } from '../../github/refs-port.ts';
import { commitChanges, filesOf } from '../../github/trees.ts';
import { markdownCode } from '../../report/escape/markdown-text.ts';
import { revertChanges } from '../../rollout/revert-changes.ts';
import type { RollbackPlan } from '../../rollout/rollback-entry.ts';
import { type Acting, done, type StepResult } from './strategies/strategy.ts';

const marker = ({ id }: RollbackPlan) => `<!-- tollgate-rollback:${id} -->`;
const Issue = z.object({ number: z.number().int(), body: z.string().nullish(), html_url: z.string() });

async function defaultBranch(repository: GitHubRepository): Promise<string> {
  const answer = await ask(repository, {
    route: 'GET /repos/{owner}/{repo}',
    schema: z.object({ default_branch: z.string() }),
  });
  return answer.default_branch;
}

function words({ environment, from, to, by, reason, id }: RollbackPlan): string {
  const lines = [
    `${markdownCode(environment)} was rolled back from ${markdownCode(from.sha ?? from.id)} to ${markdownCode(to.sha ?? to.id)} by ${markdownCode(by)}.`,
    `Reason: ${reason === '' ? 'none was given' : markdownCode(reason)}`,
    `Rollback ${id}`,
  ];
  return lines.join('\n\n');
}

/** Where nobody can tell what a revert would be, people are asked. */
async function openIssue(repository: GitHubRepository, plan: RollbackPlan, why: string): Promise<StepResult> {
  const found = await askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: { state: 'all', labels: 'tollgate:rollback', per_page: 100 },
    schema: Issue,
  });
  const own = found.find(({ body }) => body?.includes(marker(plan)) === true);
  const issue =
    own ??
    (await ask(repository, {
      route: 'POST /repos/{owner}/{repo}/issues',
      parameters: {
        title: `Take back what ${plan.environment} was rolled back from`,
        body: `${marker(plan)}\n${words(plan)}\n\nNo revert was made: ${why}`,
        labels: ['tollgate:rollback'],
      },
      schema: Issue,
    }));
  return done({ issue: String(issue.number), why });
}

const longestList = 20;

/** Opens a pull request that takes back what was rolled back from, where every file says clearly how; else an issue. */
export async function askForRevert({ state, world }: Acting): Promise<StepResult> {
  const { plan } = state;
  const { repository } = world;
  const branch = `tollgate/revert-${plan.id}`;
  const made = await pullOf(repository, branch);
  if (made !== null) return done({ pull: String(made.number), link: made.html_url });
  if (plan.from.sha === null || plan.to.sha === null)
    return openIssue(repository, plan, 'which commits lie between the images is not known.');
  const base = await defaultBranch(repository);
  const refs = refsPort(repository);
  const parent = await refs.readRef(`refs/heads/${base}`);
  if (parent === null) return openIssue(repository, plan, `the branch ${markdownCode(base)} is not there.`);
  const [good, bad, head] = await Promise.all(
    [plan.to.sha, plan.from.sha, parent].map((sha) => filesOf(repository, sha)),
  );
  if (!good || !bad || !head) return openIssue(repository, plan, 'the repository has more files than GitHub shows.');
  const revert = revertChanges(good.files, bad.files, head.files);
  if (revert.kind === 'ambiguous') {
    const paths = revert.paths.slice(0, longestList).map((path) => `\n- ${markdownCode(path)}`);
    return openIssue(repository, plan, `these files were changed again since:${paths.join('')}`);
  }
  if (revert.changes.length === 0) return done({ note: 'it was taken back already' });
  const title = `Revert to ${plan.to.sha.slice(0, 12)}, which ${plan.environment} was rolled back to`;
  const message = `${title}\n\nTollgate-Rollback: ${plan.id}`;
  const commit = await commitChanges(repository, { parent, tree: head.tree, message, changes: revert.changes });
  await refs.createRef(`refs/heads/${branch}`, commit);
  const pull = await openPull(repository, { head: branch, base, title, body: `${marker(plan)}\n${words(plan)}` });
  return done({ pull: String(pull.number), link: pull.html_url });
}
