import { z } from 'zod';
import type { Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Problem } from './incident-check.ts';

type Report = Pick<Verdict, 'generatedAt' | 'findings'>;
interface Checked {
  readonly file: string;
  /** SHA-256 of the file as it is now. */
  readonly hash: string;
}
interface Said {
  readonly hours: number;
  readonly finding: Finding;
}

const Detail = z.object({ hash: z.string() });

/** A clock may be a little ahead; a report from the future would be fresh for ever. */
const aheadHours = 1;
/** A run of last week says nothing about today; over a weekend there may be none. */
const oldestHours = 72;
/** What takes hours runs once a week, with a day to spare. */
const oldestOfLong = 8 * 24;

/** An unproven guard may have looked, too: that it proves nothing is another problem. */
const hasRun = ({ finding: { status, reasonCode } }: Said) =>
  (status !== 'unmeasured' && status !== 'error') || reasonCode === 'guard-unproven';

/** What every report with a past time says of a guard, the newest first, and how old the newest report is. */
function saidOf(file: string, reports: readonly Report[], now: Date): { newest: number; said: Said[] } {
  const dated = reports
    .map(({ generatedAt, findings }) => ({ hours: (now.getTime() - Date.parse(generatedAt)) / 3_600_000, findings }))
    .filter(({ hours }) => hours >= -aheadHours)
    .toSorted((one, other) => one.hours - other.hours);
  const said = dated.flatMap(({ hours, findings }) =>
    findings
      .filter(({ dimension, subject }) => dimension === 'incidents' && subject === file)
      .map((finding): Said => ({ hours, finding })),
  );
  return { newest: dated[0]?.hours ?? Number.NaN, said };
}

const notRun = (message: string): Problem => ({ problem: 'not-run', message });

/** What is wrong with the newest thing said of a guard; null where it ran, as it is now, and of late. */
function oldProblem({ hours, finding }: Said, hash: string, allowed: number): Problem | null {
  if (!hasRun({ hours, finding })) return notRun(`the last run did not run it: ${finding.message}`);
  if (Detail.safeParse(finding.detail).data?.hash !== hash)
    return notRun('the last run ran another version of it: its file has changed since');
  return hours <= allowed ? null : notRun(`it last ran ${Math.floor(hours)} hours ago; ${allowed} are allowed`);
}

/**
 * Says whether a guard ran of late, as it is now, and did not fail, by the newest report that knows it; a shorter run in which it had no
 * time counts for nothing. Only a failure of a proven guard says that the incident is back; one that the validation accepts by a waiver
 * does not.
 */
export function runProblem(
  { file, hash }: Checked,
  { reports, now, isProven }: { readonly reports: readonly Report[]; readonly now: Date; readonly isProven: boolean },
): Problem | null {
  if (reports.length === 0) return { problem: 'run-unknown', message: 'no report of a run says whether it ran' };
  const { newest, said } = saidOf(file, reports, now);
  if (Number.isNaN(newest)) return { problem: 'run-unknown', message: 'no report of a run has a time that is past' };
  if (!(newest <= oldestHours))
    return { problem: 'run-unknown', message: `the last report is ${Math.floor(newest)} hours old` };
  const isLong = said.some(({ finding }) => finding.reasonCode === 'guard-too-long');
  const last = said.find(({ finding }) => finding.reasonCode !== 'guard-too-long') ?? said[0];
  if (last === undefined) return notRun('the last run did not run it: it is not in its report');
  const problem = oldProblem(last, hash, isLong ? oldestOfLong : oldestHours);
  if (problem !== null || last.finding.status !== 'diverged' || !isProven) return problem;
  return { problem: 'failing', message: `the last run found the fault again: ${last.finding.message}` };
}
