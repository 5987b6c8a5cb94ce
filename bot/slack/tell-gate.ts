import type { Answer } from '../../src/chatops/answer.ts';
import { answerMessage } from '../../src/report/slack/answer-message.ts';
import { withCommands } from '../../src/report/slack/command-button.ts';
import type { BotEvent } from '../events/event.ts';

type Telling = Pick<BotEvent, 'notify'> & {
  readonly repository: { readonly owner: string; readonly repo: string };
};

export interface ToldRun {
  readonly environment: string;
  readonly runId: number;
  /** Its page; null where GitHub gave none. */
  readonly url: string | null;
}

/**
 * Tells Slack what became of a run at the gate: a thread where it was not let in or given up, whose end is told where that run is let in
 * after all. What is let in at once is no news.
 */
export async function tellGate(
  { notify, repository: { owner, repo } }: Telling,
  { environment, runId, url }: ToldRun,
  { outcome, answer }: { readonly outcome: 'approved' | 'rejected' | 'gone'; readonly answer: Answer },
): Promise<void> {
  const repository = `${owner}/${repo}`;
  const page = url === null ? null : { label: `Run ${runId}`, address: url };
  const message = answerMessage(answer, { repository, page });
  const offered = [{ label: 'Gate status', command: `gate status ${environment}` }];
  await notify({
    topic: `gate/${environment}/${runId}`,
    event: 'gate',
    environment,
    severity: outcome === 'approved' ? 'observe' : 'block',
    phase: outcome === 'approved' ? 'ends' : 'opens',
    message: outcome === 'approved' ? message : withCommands(message, repository, offered),
  });
}

export interface ToldOverride {
  readonly id: string;
  readonly environment: string;
  readonly by: string;
  readonly reason: string;
  /** The comment that asked for it. */
  readonly link: string | null;
}

/** Tells Slack that somebody opens the gate by hand, whether that is enough, and why. */
export async function tellOverride(
  { notify, repository: { owner, repo } }: Telling,
  { id, environment, by, reason, link }: ToldOverride,
  answer: Answer,
): Promise<void> {
  const page = link === null ? null : { label: 'Command', address: link };
  const lines = [[{ code: by }, `: ${reason}`], ...answer.lines];
  await notify({
    topic: `gate-override/${id}`,
    event: 'gate',
    environment,
    severity: 'warn',
    phase: 'opens',
    message: answerMessage({ ...answer, mood: 'waiting', lines }, { repository: `${owner}/${repo}`, page }),
  });
}
