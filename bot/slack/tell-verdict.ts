import type { Verdict } from '../../src/model/verdict.ts';
import { type OfferedCommand, withCommands } from '../../src/report/slack/command-button.ts';
import { slack } from '../../src/report/slack.ts';
import type { BotEvent } from '../events/event.ts';
import type { Notice } from './notice.ts';

export interface ToldVerdict {
  readonly verdict: Verdict;
  /** Page of its run. */
  readonly link: string | null;
  /** Distinguishes this run from others; null where no workflow ran. */
  readonly runId: number | null;
}

/** A build that is worse stops a release; what staging owes to production, or what nobody knows, is a warning. */
function severityOf({ question, decision }: Verdict): Notice['severity'] {
  if (decision === 'pass') return 'observe';
  return decision === 'fail' && question !== 'fidelity' ? 'block' : 'warn';
}

const events = { fidelity: 'validation', release: 'release', canary: 'canary' } as const;

/** Builds are told apart; what is measured again and again has one thread for as long as it fails. */
function topicOf({ question, subject }: Verdict, runId: number | null): string {
  const about = `${events[question]}/${subject.service}`;
  return question === 'fidelity' ? about : `${about}/${subject.release?.sha ?? `run-${runId}`}`;
}

/** What somebody may want to do about it; nothing where all is well. */
function offered({ question, decision, windows }: Verdict): OfferedCommand[] {
  if (decision === 'pass') return [];
  if (question === 'fidelity') return [{ label: 'Validate again', command: 'validate' }];
  const { environment } = windows.candidate;
  return question === 'canary' ? [{ label: 'Canary status', command: `canary status ${environment}` }] : [];
}

/**
 * Tells Slack of a verdict.
 *
 * A validation opens a thread when it fails, keeps it up to date, and ends it with a reply when it passes again; a release or a
 * canary has one thread per build.
 */
export async function tellVerdict(event: BotEvent, { verdict, link, runId }: ToldVerdict): Promise<void> {
  const shown = slack(verdict, { link });
  const name = event.repository === null ? '' : `${event.repository.owner}/${event.repository.repo}`;
  const message = withCommands(shown, name, offered(verdict));
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
