import type { Finding } from '../../model/finding.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Problem } from './incident-check.ts';

type Report = Pick<Verdict, 'generatedAt' | 'findings'>;
interface Said {
  readonly hours: number;
  readonly finding: Finding;
}

/** A run of last week says nothing about today; over a weekend there may be none. */
const oldestHours = 72;
/** What takes hours runs once a week, with a day to spare. */
const oldestOfLong = 8 * 24;

/** An unproven guard may have looked, too: that it proves nothing is another problem. */
const hasRun = ({ finding: { status, reasonCode } }: Said) =>
  (status !== 'unmeasured' && status !== 'error') || reasonCode === 'guard-unproven';

/**
 * Says whether a guard ran of late and did not fail, by the newest report that knows it; a shorter run in which it had no time counts
 * for nothing. Only a failure of a proven guard says that the incident is back; one that the validation accepts by a waiver does not.
 */
export function runProblem(
  file: string,
  { reports, now, isProven }: { readonly reports: readonly Report[]; readonly now: Date; readonly isProven: boolean },
): Problem | null {
  if (reports.length === 0) return { problem: 'run-unknown', message: 'no report of a run says whether it ran' };
  const hoursOf = ({ generatedAt }: Report) => (now.getTime() - Date.parse(generatedAt)) / 3_600_000;
  const newest = Math.min(...reports.map(hoursOf));
  if (!(newest <= oldestHours))
    return { problem: 'run-unknown', message: `the last report is ${Math.floor(newest)} hours old` };
  const said = reports
    .flatMap((report) =>
      report.findings
        .filter(({ dimension, subject }) => dimension === 'incidents' && subject === file)
        .map((finding): Said => ({ hours: hoursOf(report), finding })),
    )
    .toSorted((one, other) => one.hours - other.hours);
  const isLong = said.some(({ finding }) => finding.reasonCode === 'guard-too-long');
  const last = said.find(({ finding }) => finding.reasonCode !== 'guard-too-long') ?? said[0];
  if (last === undefined)
    return { problem: 'not-run', message: 'the last run did not run it: it is not in its report' };
  if (!hasRun(last)) return { problem: 'not-run', message: `the last run did not run it: ${last.finding.message}` };
  const allowed = isLong ? oldestOfLong : oldestHours;
  if (!(last.hours <= allowed))
    return { problem: 'not-run', message: `it last ran ${Math.floor(last.hours)} hours ago; ${allowed} are allowed` };
  if (last.finding.status !== 'diverged' || !isProven) return null;
  return { problem: 'failing', message: `the last run found the fault again: ${last.finding.message}` };
}
