import { statusClass } from '../judge/errors/status-counts.ts';
import type { CanaryCounts } from '../model/canary/canary-row.ts';
import type { Increase } from './counter-ledger.ts';
import { type Looks, placeOf } from './looks.ts';
import { type RequestLabels, type RouteChoice, scopesOf } from './requests.ts';
import { firstLabel } from './sample.ts';

interface Tally {
  bad: number;
  total: number;
  /** Requests whose status says nothing. */
  unknown: number;
}

/** More requests than this share whose status says nothing: nobody knows whether they failed. */
const mostUnknown = 0.01;

export interface CountedRequests {
  /** By route (null: the whole): failed (5xx) and all requests per look; null where a count cannot be, or the status is not known. */
  readonly byScope: ReadonlyMap<string | null, readonly (CanaryCounts | null)[]>;
  /** Requests whose status says nothing, in all looks. */
  readonly unknown: number;
}

/** Sums increases of request counters into failed and all requests, per scope and look. */
export function countRequests(
  increases: readonly Increase[],
  looks: Looks,
  { labels, choice }: { readonly labels: RequestLabels; readonly choice: RouteChoice },
): CountedRequests {
  const scopes = scopesOf(choice, labels);
  const tallies = new Map<string | null, Tally[]>(
    [null, ...choice.routes].map((scope) => [
      scope,
      Array.from({ length: looks.count }, () => ({ bad: 0, total: 0, unknown: 0 })),
    ]),
  );
  for (const increase of increases) {
    const place = placeOf(looks, increase.time);
    if (place === null) continue;
    const status = statusClass(firstLabel(increase.labels, labels.status));
    for (const scope of scopes(increase.labels)) {
      const tally = tallies.get(scope)?.[place];
      if (tally !== undefined) add(tally, increase.size, status);
    }
  }
  const unknown = (tallies.get(null) ?? []).reduce((sum, tally) => sum + (tally.unknown || 0), 0);
  return { byScope: new Map([...tallies].map(([scope, own]) => [scope, own.map(countsOf)])), unknown };
}

function add(tally: Tally, size: number, status: string | null): void {
  tally.total += size;
  if (status === '5xx') tally.bad += size;
  if (status === null) tally.unknown += size;
}

function countsOf({ bad, total, unknown }: Tally): CanaryCounts | null {
  const isKnown = bad >= 0 && total >= bad && unknown <= total * mostUnknown;
  return isKnown ? { bad, total } : null;
}
