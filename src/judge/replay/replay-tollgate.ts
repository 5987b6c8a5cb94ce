import type { CanaryFile } from '../../model/canary/canary-file.ts';
import { judgeCanary } from '../canary/judge-canary.ts';
import { reportCanary } from '../canary/report/report-canary.ts';
import type { Replayed } from './replayed.ts';

const outcomes = { pass: 'passed', fail: 'stopped', inconclusive: 'undecided' } as const;
/** The report's own words about when it was made are not used. */
const reporting = {
  tool: { name: 'tollgate', version: '0' },
  now: '1970-01-01T00:00:00.000Z',
  isPartial: false,
  withTrace: false,
};

/** What our judge would have done, its guards and its policy at the deadline included. */
export function replayTollgate(file: CanaryFile): Replayed {
  const state = judgeCanary(file);
  const { decision, summary } = reportCanary(file, state, reporting);
  const end = file.metrics[0]?.rows.length ?? 0;
  const look = decision === 'inconclusive' ? null : (state.decidedAt ?? end);
  return { outcome: outcomes[decision], look, reason: decision === 'pass' ? '' : summary };
}
