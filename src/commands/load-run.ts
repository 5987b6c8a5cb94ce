import { findK6 } from '../load/find-k6.ts';
import { runLoad } from '../load/run-load.ts';
import type { LoadResult } from '../model/load-result.ts';
import type { Progress } from '../model/ports.ts';
import { UsageError } from '../model/usage-error.ts';
import { kindOf } from '../notify/why-unwritable.ts';
import { everyOption } from './every-option.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { refuseUnwritable } from './refuse-unwritable.ts';

export interface LoadRunRequest {
  readonly script: string;
  /** Program of k6; undefined: the one on the path. */
  readonly k6: string | undefined;
  /** Handed to k6 whole: the script takes its address and credentials from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** File that the result will be written to; null for none. */
  readonly out: string | null;
  readonly progress: Progress;
}

async function refuseMissing(script: string): Promise<void> {
  const kind = await kindOf(script);
  if (kind === 'file') return;
  const what = kind === null ? `there is no script ${script}` : `${script} is no file`;
  throw new UsageError('invalid-option', `${what}; traffic script writes some`);
}

/**
 * Runs a load script under k6.
 *
 * @throws UsageError where there is no script or no k6, or where the result could not be written: hours of load must not end in that
 */
export async function loadRun({ script, k6, environment, out, progress }: LoadRunRequest): Promise<LoadResult> {
  const { program } = await everyOption({
    script: () => refuseMissing(script),
    program: () => findK6(k6, environment['PATH'] ?? ''),
    out: () => refuseUnwritable('--json', out),
  });
  return runLoad({ k6: program, script, environment, progress });
}

/** 1 for a measured load that crossed a threshold, 3 for one that says nothing. */
export function loadExitCode({ outcome }: LoadResult): ExitCode {
  if (outcome === 'kept') return exitCodes.done;
  return outcome === 'crossed' ? exitCodes.fail : exitCodes.inconclusive;
}
