import type { Verdict } from '../../src/model/verdict.ts';
import { slack } from '../../src/report/slack.ts';
import type { BotEvent } from '../events/event.ts';
import type { Notice } from './notice.ts';

export interface ToldVerdict {
  readonly verdict: Verdict;
  /** Page of its run. */
  readonly link: string | null;
  /** Distinguishes this run from others. */
  readonly runId: number;
}

/** A build that is worse stops a release; what staging owes to production, or what nobody knows, is a warning. */
function severityOf({ question, decision }: Verdict): Notice['severity'] {
  if (decision === 'pass') return 'observe';
  return decision === 'fail' && question !== 'fidelity' ? 'block' : 'warn';
}

const events = { fidelity: 'validation', release: 'release', canary: 'canary' } as const;

/** Builds are told apart; what is measured again and again has one thread for as long as it fails. */
function topicOf({ question, subject }: Verdict, runId: number): string {
  const about = `${events[question]}/${subject.service}`;
  return question === 'fidelity' ? about : `${about}/${subject.release?.sha ?? `run-${runId}`}`;
}

/**
 * Tells Slack of a verdict.
 *
 * A validation opens a thread when it fails, keeps it up to date, and ends it with a reply when it passes again; a release or a
 * canary has one thread per build.
 */
export async function tellVerdict(event: BotEvent, { verdict, link, runId }: ToldVerdict): Promise<void> {
  const message = slack(verdict, { link });
  const isOver = verdict.question === 'fidelity' && verdict.decision === 'pass';
  await event.notify({
    topic: topicOf(verdict, runId),
    event: events[verdict.question],
    environment: verdict.windows.candidate.environment,
    severity: severityOf(verdict),
    phase: isOver ? 'ends' : 'opens',
    message,
    ...(isOver ? { reply: { key: 'end', message } } : {}),
  });
}
