import { z } from 'zod';
import { ask, askAll } from '../../github/ask.ts';
import type { GitHubRepository } from '../../github/client.ts';
import { openPull, pullsOf } from '../../github/pulls.ts';
import { refsPort } from '../../github/refs-port.ts';
import { commitChanges, filesOf } from '../../github/trees.ts';
import { markdownCode } from '../../report/escape/markdown-text.ts';
import { revertChanges } from '../../rollout/revert-changes.ts';
import type { RollbackPlan } from '../../rollout/rollback-entry.ts';
import { type Acting, done, type StepResult } from './strategies/strategy.ts';

const branchOf = ({ id }: RollbackPlan) => `tollgate/revert-${id}`;
const nameOf = ({ sha, id }: RollbackPlan['to']) => sha?.slice(0, 12) ?? id;
const marker = ({ id }: RollbackPlan) => `<!-- tollgate-rollback:${id} -->`;
const Person = z.object({ login: z.string() });
const Issue = z.object({ number: z.number().int(), body: z.string().nullish(), user: Person.nullish() });

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

interface Reverting {
  readonly repository: GitHubRepository;
  readonly plan: RollbackPlan;
  /** Who may have made what is found again: whoever goes on with it now, and whoever began it. A marker anybody can copy. */
  readonly authors: ReadonlySet<string>;
}

const isOwn = ({ authors }: Reverting, { user }: { readonly user?: { readonly login: string } | null | undefined }) =>
  authors.has((user?.login ?? '').toLowerCase());

/** Where nobody can tell what a revert would be, people are asked. */
async function openIssue(reverting: Reverting, why: string): Promise<StepResult> {
  const { repository, plan } = reverting;
  const found = await askAll(repository, {
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: { state: 'all', labels: 'tollgate:rollback', per_page: 100 },
    schema: Issue,
  });
  const own = found.find((one) => isOwn(reverting, one) && one.body?.startsWith(marker(plan)) === true);
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

/** Puts a commit on a branch of its own; where that is there already, it must hold the same files, for its name can be foreseen. */
async function isPutOn(repository: GitHubRepository, branch: string, commit: string): Promise<boolean> {
  const refs = refsPort(repository);
  if ((await refs.createRef(`refs/heads/${branch}`, commit)) === 'created') return true;
  const there = await refs.readRef(`refs/heads/${branch}`);
  const [own, other] = await Promise.all([commit, there ?? commit].map((sha) => filesOf(repository, sha)));
  return own?.tree === other?.tree;
}

const longestList = 20;

type Proposed = Omit<Parameters<typeof commitChanges>[1], 'message'>;

async function propose(reverting: Reverting, base: string, changes: Proposed): Promise<StepResult> {
  const { repository, plan } = reverting;
  const branch = branchOf(plan);
  const title = `Revert to ${nameOf(plan.to)}, which ${plan.environment} was rolled back to`;
  const commit = await commitChanges(repository, { ...changes, message: `${title}\n\nTollgate-Rollback: ${plan.id}` });
  if (!(await isPutOn(repository, branch, commit)))
    return openIssue(reverting, `somebody has made the branch ${markdownCode(branch)} of something else.`);
  const pull = await openPull(repository, { head: branch, base, title, body: `${marker(plan)}\n${words(plan)}` });
  return done({ pull: String(pull.number), link: pull.html_url });
}

/** Opens a pull request that takes back what was rolled back from, where every file says clearly how; else an issue. */
export async function askForRevert({ state: { plan }, world }: Acting): Promise<StepResult> {
  const { repository } = world;
  const authors = new Set([await world.login(), plan.by].map((login) => login.toLowerCase()));
  const reverting = { repository, plan, authors };
  const made = (await pullsOf(repository, branchOf(plan))).find((one) => isOwn(reverting, one));
  if (made !== undefined) return done({ pull: String(made.number), link: made.html_url });
  if (plan.from.sha === null || plan.to.sha === null)
    return openIssue(reverting, 'which commits lie between the images is not known.');
  const base = await defaultBranch(repository);
  const refs = refsPort(repository);
  const parent = await refs.readRef(`refs/heads/${base}`);
  if (parent === null) return openIssue(reverting, `the branch ${markdownCode(base)} is not there.`);
  const [good, bad, head] = await Promise.all(
    [plan.to.sha, plan.from.sha, parent].map((sha) => filesOf(repository, sha)),
  );
  if (!good || !bad || !head) return openIssue(reverting, 'the repository has more files than GitHub shows.');
  const revert = revertChanges(good.files, bad.files, head.files);
  if (revert.kind === 'ambiguous') {
    const paths = revert.paths.slice(0, longestList).map((path) => `\n- ${markdownCode(path)}`);
    return openIssue(reverting, `these files were changed again since:${paths.join('')}`);
  }
  if (revert.changes.length === 0) return done({ note: 'it was taken back already' });
  return propose(reverting, base, { parent, tree: head.tree, changes: revert.changes });
}
