import { countBuckets } from '../../../canary/count-buckets.ts';
import { countRequests } from '../../../canary/count-requests.ts';
import type { Entries, Increase } from '../../../canary/counter-ledger.ts';
import type { Looks } from '../../../canary/looks.ts';
import type { RouteChoice } from '../../../canary/requests.ts';
import { type Measured, measureKey } from '../../../canary/side-reading.ts';
import { parseNumber } from '../prometheus-answer.ts';
import type { RequestMetric } from './find-requests.ts';

/** Measures with what was noticed while reading them. */
export interface Noticed {
  readonly measures: readonly (readonly [key: string, measured: Measured])[];
  readonly remarks: readonly string[];
}

/** A look in which no pod of the side was seen says nothing about its requests. */
function whereSeen<Row>(rows: readonly Row[], pods: readonly number[]): (Row | null)[] {
  return rows.map((row, look) => ((pods[look] ?? 0) > 0 ? row : null));
}

/** What is read of the samples of one stretch. */
export interface RequestReading {
  readonly looks: Looks;
  readonly choice: RouteChoice;
  readonly pods: readonly number[];
}

/** Failed and all requests, of the whole and of each wanted route. */
export function readErrors(
  entries: Entries,
  { convention }: RequestMetric,
  { looks, choice, pods }: RequestReading,
): Noticed {
  const { byScope, unknown } = countRequests(entries.increases, looks, { labels: convention, choice });
  const measures = [...byScope].map(
    ([route, rows]) => [measureKey('errors', route), { kind: 'counts', rows: whereSeen(rows, pods) }] as const,
  );
  const wanted = convention.status.join(', ');
  return {
    measures,
    remarks:
      unknown > 0
        ? [
            `requests whose status says nothing (looked for the labels ${wanted}); intervals with more than 1 % of them are left out`,
          ]
        : [],
  };
}

/** Response times, of the whole and of each wanted route. */
export function readLatency(
  increases: readonly Increase[],
  { convention, unit }: RequestMetric,
  { looks, choice, pods }: RequestReading,
): Noticed {
  const scale = unit === 'ms' ? 1000 : 1;
  const buckets = countBuckets(increases, looks, {
    labels: convention,
    choice,
    bound: (le) => parseNumber(le) / scale,
  });
  const measures = [...buckets].map(
    ([route, rows]) =>
      [measureKey('latency', route), { kind: 'histogram', unit: 's', rows: whereSeen(rows, pods) }] as const,
  );
  return { measures, remarks: [] };
}
