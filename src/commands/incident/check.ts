import { checkIncidents } from '../../incidents/check/check-incidents.ts';
import type { ClosedIncident } from '../../incidents/check/closed-incidents.ts';
import type { IncidentCheck } from '../../incidents/check/incident-check.ts';
import { indexName, parseIndex } from '../../incidents/index/parse-index.ts';
import { guardHash } from '../../incidents/is-proven.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { guardTexts } from './guard-texts.ts';
import { readBeside } from './read-beside.ts';
import { readReport } from './read-report.ts';

export interface CheckRequest {
  readonly closed: readonly ClosedIncident[];
  /** How many incidents were listed, the open ones too. */
  readonly listed: number;
  readonly folder: string;
  /** Files of reports of runs, in any order; the newest one that knows a guard speaks for it. */
  readonly reports: readonly string[];
  readonly now: Date;
}

/**
 * Checks that every closed incident has a guard that exists, is not skipped, ran in the last validation and is proven.
 *
 * @throws UsageError where the index or the report cannot be read
 */
export async function checkGuards({ closed, listed, folder, reports, now }: CheckRequest): Promise<IncidentCheck> {
  const text = await readBeside(folder, indexName);
  const index = text === null ? null : parseIndex(text);
  const texts = index === null ? new Map<string, string | null>() : await guardTexts(folder, index);
  return checkIncidents({
    closed,
    listed,
    index,
    hashOf: (path) => {
      const guard = texts.get(path) ?? null;
      return guard === null ? null : guardHash(guard);
    },
    reports: await Promise.all(reports.map(readReport)),
    now,
  });
}

/** 0 pass, 1 fail, 3 inconclusive. */
export function checkExitCode({ decision }: IncidentCheck): ExitCode {
  if (decision === 'pass') return exitCodes.done;
  return decision === 'fail' ? exitCodes.fail : exitCodes.inconclusive;
}
