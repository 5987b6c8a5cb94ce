import { redactSecrets } from '../config/redact.ts';
import type { Load } from '../config/schema.ts';
import type { LoadResult } from '../model/load-result.ts';
import type { Progress } from '../model/ports.ts';
import type { Side } from '../probes/collect-profile.ts';
import { afterLoad } from '../sources/after-load.ts';
import { loadRun } from './load-run.ts';
import { scriptEnvironment } from './script-environment.ts';
import type { ComparedQuestion } from './sides.ts';

export interface LoadingRequest {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  /** What neither k6’s words nor the result may show. */
  readonly secrets: readonly string[];
}

/**
 * Runs the configured load script before staging is measured.
 *
 * The script gets nothing of the environment but what is configured: it comes from the working directory, which on a pull
 * request somebody else has written.
 */
export async function loadStaging(load: Load, request: LoadingRequest): Promise<LoadResult> {
  const { environment, secrets } = request;
  const progress = (message: string) => request.progress(redactSecrets(message, secrets));
  const result = await loadRun({
    script: load.script,
    k6: load.k6,
    out: null,
    environment: { ...scriptEnvironment(environment, []), ...load.environment },
    progress,
  });
  progress(`load: ${result.outcome}: ${result.message}`);
  return { ...result, message: redactSecrets(result.message, secrets) };
}

interface Sides {
  readonly reference: Side;
  readonly candidate: Side;
}

/**
 * Both sides once staging was loaded: the candidate is measured in the time of the load. So is a previous build that was to be
 * measured in the same window, for it runs beside the new one, under the same load.
 */
export function loadedSides({ reference, candidate }: Sides, result: LoadResult, question: ComparedQuestion): Sides {
  const source = candidate.source === null ? null : afterLoad(candidate.source, result);
  if (result.window === null) return { reference, candidate: { ...candidate, source } };
  const window = { kind: 'fixed', window: result.window } as const;
  const isBeside = question === 'release' && JSON.stringify(reference.window) === JSON.stringify(candidate.window);
  return { reference: isBeside ? { ...reference, window } : reference, candidate: { ...candidate, source, window } };
}
