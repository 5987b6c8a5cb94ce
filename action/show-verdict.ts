import { error, notice, summary, warning } from '@actions/core';
import { context } from '@actions/github';
import type { GateAnswer } from '../src/model/gate/gate-answer.ts';
import type { Verdict } from '../src/model/verdict.ts';
import { pullRequestComment } from '../src/notify/pull-request-comment.ts';
import { annotations } from '../src/report/annotations.ts';
import { comment as renderComment } from '../src/report/comment.ts';
import { gateComment } from '../src/report/gate/gate-comment.ts';
import { markdown } from '../src/report/markdown.ts';
import { githubPort } from './github-port.ts';
import { flag, text } from './inputs.ts';

const annotate = { error, warning, notice } as const;

type Redact = (text: string) => string;

/** Address of this run's page, where the artifact with the whole report is. */
export const runLink = () =>
  `${context.serverUrl}/${context.repo.owner}/${context.repo.repo}/actions/runs/${context.runId}`;

/** Keeps the one comment of this report on the pull request; a token that may not write is a warning, not a failure. */
async function comment(verdict: Verdict, redact: Redact): Promise<void> {
  const issue = context.payload.pull_request?.number;
  const token = text('github-token');
  if (!flag('comment')) return;
  if (issue === undefined || token === undefined) {
    warning('input comment: there is no pull request, or no github-token, so no comment is written');
    return;
  }
  try {
    const body = redact(renderComment(verdict, { link: runLink() }));
    await pullRequestComment(githubPort(token, context.repo), { issue, body });
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    warning(`The pull-request comment could not be written (it needs pull-requests: write): ${why}`);
  }
}

/** Shows a verdict on the run's page and the pull request: annotations, job summary, comment. */
export async function showVerdict(verdict: Verdict, redact: Redact): Promise<void> {
  for (const { level, title, message } of annotations(verdict.findings))
    annotate[level](redact(message), { title: redact(title) });
  await summary.addRaw(redact(markdown(verdict))).write();
  await comment(verdict, redact);
}

/** Far below what a job summary may hold. */
const longestGate = 60_000;

/** Shows what the gate decided on the run’s page. */
export async function showGate(answer: GateAnswer, redact: Redact): Promise<void> {
  await summary.addRaw(redact(gateComment(answer, longestGate))).write();
}
