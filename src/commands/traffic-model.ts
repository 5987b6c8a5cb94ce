import type { Progress } from '../model/ports.ts';
import type { TrafficModel } from '../model/traffic-model.ts';
import { defaultWorkers } from '../sources/access-log/counting.ts';
import { gatherLogs } from '../sources/access-log/gather-logs.ts';
import { findInputs, refuseToOverwrite } from '../sources/access-log/inputs.ts';
import type { NamedFormat } from '../traffic/formats/log-format.ts';
import type { DeclaredRoute } from '../traffic/routing/declared-routes.ts';
import { buildModel } from '../traffic/summary/build-model.ts';
import { everyOption } from './every-option.ts';
import { refuseUnwritable } from './refuse-unwritable.ts';

export interface TrafficModelRequest {
  /** Files, globs, folders, or `-` for standard input. */
  readonly logs: readonly string[];
  readonly routes: readonly DeclaredRoute[];
  /** The format of all logs; null where it is to be found out. */
  readonly format: NamedFormat | null;
  /** Threads that count; null for one per core. */
  readonly workers: number | null;
  /** Milliseconds since 1970 from which on requests count; null for all of them. */
  readonly since: number | null;
  /** File that the model will be written to; null for none. */
  readonly out: string | null;
  readonly progress: Progress;
}

/**
 * Streams access logs into one traffic model.
 *
 * @throws UsageError where there is no such log, or where the model could not be written: hours of reading must not end in that
 */
export async function trafficModel({ logs, workers, out, ...options }: TrafficModelRequest): Promise<TrafficModel> {
  const { inputs } = await everyOption({
    inputs: () => findInputs(logs),
    out: () => refuseUnwritable('--out', out),
  });
  if (out !== null) refuseToOverwrite(inputs, out);
  // The schema, much code, is loaded while the threads count.
  const [gathering, { TrafficModel: schema }] = await Promise.all([
    gatherLogs(inputs, { ...options, workers: workers ?? defaultWorkers(inputs) }),
    import('../model/traffic-model.ts'),
  ]);
  return schema.parse(buildModel(gathering));
}
