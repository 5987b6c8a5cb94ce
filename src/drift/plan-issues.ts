import type { Verdict } from '../model/verdict.ts';
import { type Drift, findDrifts, sightingOf } from './find-drifts.ts';
import { stateOf } from './state-of.ts';

/** An issue that we wrote about a drift, as it is on GitHub. */
export interface DriftIssue {
  readonly number: number;
  readonly key: string;
  readonly isOpen: boolean;
  /** What was last said in it; a comment is written only when this changes. */
  readonly state: string;
}

/** What is to be done about drifts. */
export type IssueAction =
  | { readonly kind: 'open'; readonly drift: Drift }
  | { readonly kind: 'reopen'; readonly issue: number; readonly drift: Drift }
  /** `changed`: worth a comment; else only the text is brought up to date. */
  | { readonly kind: 'update'; readonly issue: number; readonly drift: Drift; readonly changed: boolean }
  | { readonly kind: 'close'; readonly issue: number; readonly key: string };

export interface DriftHistory {
  /** Verdicts of one service, newest first; of the same question and never of pull requests. */
  readonly verdicts: readonly Verdict[];
  readonly issues: readonly DriftIssue[];
  /** Issues opened or reopened within the last 24 hours. */
  readonly openedToday: number;
}

/** So many runs in a row show a drift before an issue is opened, and none before it is closed. */
export const runsInARow = 3;
/** Nobody reads more. */
export const openedPerDay = 3;

/** The newest runs that say something about a drift are all of one kind, and there are enough of them. */
function isSettled(verdicts: readonly Verdict[], key: string, wanted: 'seen' | 'clean'): boolean {
  const told = verdicts.map((verdict) => sightingOf(verdict, key)).filter((sighting) => sighting !== 'unknown');
  const newest = told.slice(0, runsInARow);
  return newest.length === runsInARow && newest.every((sighting) => sighting === wanted);
}

/**
 * Decides what happens to the issues about a service's drifts after its newest run.
 *
 * One issue per drift: opened after three runs in a row, brought up to date in place, closed after three clean ones, reopened when
 * the drift returns; at most three are opened a day, the worst first. A run that could not measure opens and closes nothing.
 */
export function planIssues({ verdicts, issues, openedToday }: DriftHistory): IssueAction[] {
  const [newest] = verdicts;
  if (newest === undefined) return [];
  const byKey = new Map(issues.map((issue) => [issue.key, issue]));
  const drifts = findDrifts(newest);
  const updates = drifts.flatMap((drift): IssueAction[] => {
    const issue = byKey.get(drift.key);
    if (issue === undefined || !issue.isOpen) return [];
    return [{ kind: 'update', issue: issue.number, drift, changed: stateOf(drift) !== issue.state }];
  });
  const openings = drifts
    .filter((drift) => byKey.get(drift.key)?.isOpen !== true && isSettled(verdicts, drift.key, 'seen'))
    .slice(0, Math.max(0, openedPerDay - openedToday))
    .map((drift): IssueAction => {
      const issue = byKey.get(drift.key);
      return issue === undefined ? { kind: 'open', drift } : { kind: 'reopen', issue: issue.number, drift };
    });
  const closings = issues
    .filter(({ isOpen, key }) => isOpen && isSettled(verdicts, key, 'clean'))
    .map(({ number, key }): IssueAction => ({ kind: 'close', issue: number, key }));
  return [...updates, ...openings, ...closings];
}
