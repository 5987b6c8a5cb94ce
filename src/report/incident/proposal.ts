import type { TestPlan } from '../../incidents/plan/plan-test.ts';
import { markdownPreformatted } from '../escape/markdown-text.ts';
import { code, md } from '../markdown/md.ts';

/** What became of an incident’s test on GitHub. */
export interface Proposal {
  readonly plan: TestPlan;
  /** Number of the pull request; null: nothing was to be proposed. */
  readonly pullRequest: number | null;
  /** A person has worked on the branch: nothing was written. */
  readonly isTaken: boolean;
  readonly postMortem: string;
}

/** Of all differences, as GitHub counts the characters of a comment: behind the entities, of 65,536 in all. */
const roomForDiffs = 40_000;

/** The comment under an incident whose test is proposed. */
export function proposalComment(proposal: Proposal): string {
  return [headline(proposal), ...diffs(proposal.plan), '', proposal.postMortem].join('\n');
}

function headline({ plan, pullRequest, isTaken }: Proposal): string {
  const where = pullRequest === null ? '' : ` in #${pullRequest}`;
  if (isTaken)
    return `**Somebody has worked on the branch${where}**, so it stays as it is. What would have been written is below.`;
  if (pullRequest === null) return '**The test of this incident is there already.** Nothing new was proposed.';
  if (plan.guard === null) return `**The incident is recorded${where}.** No guard can be generated for its class.`;
  return `**The test that would have caught this is proposed${where}.**`;
}

/** The first lines of a difference that fit, escaped. */
function fitting(diff: string, room: number): string {
  const lines: string[] = [];
  let left = room;
  for (const line of diff.split('\n')) {
    const escaped = markdownPreformatted(line, 400);
    left -= escaped.length + 1;
    if (left < 0) return [...lines, '…'].join('\n');
    lines.push(escaped);
  }
  return lines.join('\n');
}

function diffs({ proposed }: TestPlan): string[] {
  return proposed.map(
    ({ path, diff }) =>
      md`\n<details><summary>Proposed for ${code(path)}</summary>\n`.text +
      `\n<pre>\n${fitting(diff, roomForDiffs / proposed.length)}\n</pre>\n</details>`,
  );
}

/** The text of the pull request that holds the test. */
export function pullRequestBody({
  issue,
  plan,
  postMortem,
}: {
  issue: number;
  plan: TestPlan;
  postMortem: string;
}): string {
  const shares = plan.shares.map((id) => md`\n- It stands for incident ${code(id)}, too.`.text).join('');
  return [
    `The test that would have caught #${issue}.`,
    shares,
    postMortem,
    '**Before you merge**: read the parameters at its top, and prove it against a target with the fault and one without it.',
  ].join('\n');
}
