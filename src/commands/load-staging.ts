import { redactSecrets } from '../config/redact.ts';
import type { Load } from '../config/schema.ts';
import type { LoadResult } from '../model/load-result.ts';
import type { Progress } from '../model/ports.ts';
import type { Side } from '../probes/collect-profile.ts';
import { afterLoad } from '../sources/after-load.ts';
import { loadRun } from './load-run.ts';

/** What a script may see of the environment: what a program needs to start, and what is configured. */
function environmentFor(
  { environment }: Load,
  own: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const needed = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'SSL_CERT_FILE', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'];
  return { ...Object.fromEntries(needed.map((name) => [name, own[name]])), ...environment };
}

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
    environment: environmentFor(load, environment),
    progress,
  });
  progress(`load: ${result.outcome}: ${result.message}`);
  return { ...result, message: redactSecrets(result.message, secrets) };
}

/** A side whose window is the time of the load. */
export function loadedSide(side: Side, result: LoadResult): Side {
  const source = side.source === null ? null : afterLoad(side.source, result);
  const window = result.window === null ? side.window : ({ kind: 'fixed', window: result.window } as const);
  return { ...side, source, window };
}
