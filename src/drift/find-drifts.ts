import { fingerprint } from '../judge/fingerprint.ts';
import type { Finding } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';
import { topic } from '../report/group-by-subject.ts';

/** One way in which staging differs from production, whichever of its checks says so today. */
export interface Drift {
  /** Stable over runs: 12 hexadecimal digits. */
  readonly key: string;
  /** Worst first; never empty. */
  readonly findings: readonly [Finding, ...Finding[]];
}

const isDrift = ({ status, severity }: Finding) => status === 'diverged' && severity !== 'observe';

function keyOf(verdict: Verdict, finding: Finding): string {
  return fingerprint([verdict.subject.service, 'drift', topic(finding)]);
}

/** The drifts that a verdict shows: unaccepted differences at `warn` or above, grouped by what they are about. */
export function findDrifts(verdict: Verdict): Drift[] {
  const groups = Map.groupBy(verdict.findings.filter(isDrift), (finding) => keyOf(verdict, finding));
  return [...groups].flatMap(([key, [worst, ...others]]) =>
    worst === undefined ? [] : [{ key, findings: [worst, ...others] }],
  );
}

/** What a run says about a drift: it is there, it is not, or nothing was measured that could tell. */
export type Sighting = 'seen' | 'clean' | 'unknown';

/**
 * What a verdict says about a drift.
 *
 * Only a measurement ends a drift: a check that is unmeasured, or missing from the report, says nothing.
 */
export function sightingOf(verdict: Verdict, key: string): Sighting {
  const about = verdict.findings.filter((finding) => keyOf(verdict, finding) === key);
  if (about.some(isDrift)) return 'seen';
  const measured = about.some(({ status }) => status === 'match' || status === 'accepted' || status === 'diverged');
  return measured && about.every(({ status }) => status !== 'error') ? 'clean' : 'unknown';
}
