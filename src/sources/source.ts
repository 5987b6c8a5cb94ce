import type { Section } from '../model/profile.ts';
import type { Window } from '../model/window.ts';

/** What a source may be asked for. `arrivals` (requests per hour) serves only to find the busiest comparable hour. */
export type Topic = 'latency' | 'errors' | 'resources' | 'arrivals';

export interface CollectRequest {
  /** Name of the side in messages and query keys, for example "production" or "production-7d". */
  readonly side: string;
  readonly window: Window;
  /** Set where the window is that of the question moved into the past, which tells how much a side differs from itself. */
  readonly daysEarlier?: number;
  readonly topics: readonly Topic[];
  /** Only say which queries would be sent; send none. */
  readonly dryRun: boolean;
}

/** What a source gives back: a section per topic asked for (always, however it went), and the text of the queries behind it. */
export interface Collected {
  readonly sections: Partial<Record<Topic, Section>>;
  readonly queries: Readonly<Record<string, string>>;
  /** The window that was really measured, where the source cannot choose it (a recorded file). */
  readonly window?: Window;
  /** When it was really measured, as an ISO 8601 instant, where that was not now (a recorded file). */
  readonly collectedAt?: string;
}

/**
 * One provider of measurements of one environment.
 *
 * It never throws for what the provider does: no answer, no right, no data are sections with their reason.
 * Names of measures, the same for every source:
 *
 * - `latency`: histogram (or, where only quantiles are exported, a record `p50`, `p95`, `p99`, `count`), in seconds, per route
 * - `requests`: record of requests by status code (or counts, where only failed/total is known), per route
 * - `cpu-cores`, `pods`, `memory-share`, `memory-bytes`, `throttled-share`, `disk-share`, `network-bytes`, `pool-share`,
 *   `oom-kills`: quantities for the whole subject (see `measures.ts`)
 * - `arrivals`: record of requests by the hour in which they came (ISO 8601 start of the hour)
 */
export interface Source {
  readonly name: string;
  collect(request: CollectRequest): Promise<Collected>;
}
