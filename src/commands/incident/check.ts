import { checkIncidents } from '../../incidents/check/check-incidents.ts';
import type { ClosedIncident } from '../../incidents/check/closed-incidents.ts';
import type { IncidentCheck } from '../../incidents/check/incident-check.ts';
import { indexName, parseIndex } from '../../incidents/index/parse-index.ts';
import { guardHash } from '../../incidents/is-proven.ts';
import { UsageError } from '../../model/usage-error.ts';
import { Verdict } from '../../model/verdict.ts';
import { readJsonFile } from '../../sources/file/read-text-file.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { readBeside } from './read-beside.ts';

export interface CheckRequest {
  readonly closed: readonly ClosedIncident[];
  readonly folder: string;
  /** File of the last validation’s report; undefined: none. */
  readonly report: string | undefined;
  readonly now: Date;
}

async function readReport(file: string): Promise<Verdict> {
  const read = await readJsonFile(file);
  if (!read.ok) throw new UsageError('invalid-option', `--report: ${read.message}`);
  const verdict = Verdict.safeParse(read.json);
  if (verdict.success) return verdict.data;
  throw new UsageError('invalid-option', `--report: ${file} is no report (tollgate.report/1)`);
}

/**
 * Checks that every closed incident has a guard that exists, is not skipped, ran in the last validation and is proven.
 *
 * @throws UsageError where the index or the report cannot be read
 */
export async function checkGuards({ closed, folder, report, now }: CheckRequest): Promise<IncidentCheck> {
  const text = await readBeside(folder, indexName);
  const index = text === null ? null : parseIndex(text);
  const files = new Set((index?.incidents ?? []).flatMap(({ guard }) => (guard === null ? [] : [guard.file])));
  const hashes = new Map(
    await Promise.all(
      [...files].map(async (file) => {
        const guard = await readBeside(folder, file);
        return [file, guard === null ? null : guardHash(guard)] as const;
      }),
    ),
  );
  return checkIncidents({
    closed,
    index,
    hashOf: (path) => hashes.get(path) ?? null,
    validation: report === undefined ? null : await readReport(report),
    now,
  });
}

/** 0 pass, 1 fail, 3 inconclusive. */
export function checkExitCode({ decision }: IncidentCheck): ExitCode {
  if (decision === 'pass') return exitCodes.done;
  return decision === 'fail' ? exitCodes.fail : exitCodes.inconclusive;
}
