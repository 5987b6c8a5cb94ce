import { judgeCanary } from '../../judge/canary/judge-canary.ts';
import { reportCanary } from '../../judge/canary/report/report-canary.ts';
import { tool } from '../../model/tool.ts';
import type { Verdict } from '../../model/verdict.ts';
import { readCanaryFile } from './read-canary-file.ts';

export interface JudgeCanaryRequest {
  readonly file: string;
  /** The rollout goes on, and the file holds only what there is so far. */
  readonly isPartial: boolean;
  readonly withTrace: boolean;
  readonly now: Date;
}

/**
 * `tollgate canary judge`: judges recorded rows offline.
 *
 * @throws UsageError for a file that cannot be used
 */
export async function judgeCanaryFile({ file, isPartial, withTrace, now }: JudgeCanaryRequest): Promise<Verdict> {
  const rows = await readCanaryFile(file);
  return reportCanary(rows, judgeCanary(rows), { tool, now: now.toISOString(), isPartial, withTrace });
}
