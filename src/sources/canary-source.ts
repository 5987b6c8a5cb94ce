import type { Looks } from '../canary/looks.ts';
import type { RouteChoice } from '../canary/requests.ts';
import type { ReadSide, UnreadSide } from '../canary/side-reading.ts';
import type { CanaryCustom } from '../config/canary-schema.ts';

/** What is read of each side beside the presets (errors, latency, restarts, OOM kills, CPU, memory). */
export interface CanaryWish {
  readonly choice: RouteChoice;
  readonly custom: readonly CanaryCustom[];
}

/**
 * One side of a canary as a provider of measurements sees it: rows of closed, disjoint intervals.
 *
 * Stretches are read in order and never twice, unless one could not be read: then nothing of it was taken, and it is asked for again.
 * It never throws for what the provider does. Names of measures, the same for every source:
 *
 * - `errors`: failed and all requests; `latency`: a histogram in seconds; both also per wanted route
 * - `restarts`, `oom-kills`: pods to which it happened, and all pods that were seen
 * - `cpu` (cores) and `memory` (bytes): the mean over the pods
 * - `custom:NAME`: a metric of the configuration
 */
export interface CanarySource {
  readonly name: string;
  read(looks: Looks): Promise<ReadSide | UnreadSide>;
  /** The queries that a stretch would send; sends none. */
  queries(looks: Looks): Readonly<Record<string, string>>;
}
