import { access } from 'node:fs/promises';
import { findK6 } from '../load/find-k6.ts';
import { runLoad } from '../load/run-load.ts';
import type { LoadResult } from '../model/load-result.ts';
import type { Progress } from '../model/ports.ts';
import { UsageError } from '../model/usage-error.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';

export interface LoadRunRequest {
  readonly script: string;
  /** Program of k6; undefined: the one on the path. */
  readonly k6: string | undefined;
  /** Handed to k6 whole: the script takes its address and credentials from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
}

/**
 * Runs a load script under k6.
 *
 * @throws UsageError where there is no k6 or no script
 */
export async function loadRun({ script, k6, environment, progress }: LoadRunRequest): Promise<LoadResult> {
  const program = findK6(k6, environment['PATH'] ?? '');
  try {
    await access(script);
  } catch (cause) {
    throw new UsageError('invalid-option', `there is no script ${script}; traffic script writes some`, { cause });
  }
  return runLoad({ k6: program, script, environment, progress });
}

/** 1 for a measured load that crossed a threshold, 3 for one that says nothing. */
export function loadExitCode({ outcome }: LoadResult): ExitCode {
  if (outcome === 'kept') return exitCodes.done;
  return outcome === 'crossed' ? exitCodes.fail : exitCodes.inconclusive;
}
