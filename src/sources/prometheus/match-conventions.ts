import type { Convention, Match } from './convention.ts';

/** Metric names that a convention may use, as a server would list them. */
export function metricsOf(convention: Convention): string[] {
  const durations = convention.latency.flatMap(({ metric }) => [metric, `${metric}_bucket`, `${metric}_count`]);
  return [...durations, ...convention.requests];
}

/**
 * Finds what a server has of each convention, in the order of the conventions; those without any metric are left out.
 *
 * A histogram is preferred to a summary; a `_count` without buckets or quantiles still counts requests.
 */
export function matchConventions(names: ReadonlySet<string>, conventions: readonly Convention[]): Match[] {
  return conventions
    .map((convention) => ({
      convention,
      latency: latencyOf(names, convention),
      requests: requestsOf(names, convention),
    }))
    .filter(({ latency, requests }) => latency !== null || requests !== null);
}

function latencyOf(names: ReadonlySet<string>, { latency }: Convention): Match['latency'] {
  const histogram = latency.find(({ metric }) => names.has(`${metric}_bucket`));
  if (histogram !== undefined) return { ...histogram, kind: 'histogram' };
  const summary = latency.find(({ metric }) => names.has(metric));
  return summary === undefined ? null : { ...summary, kind: 'summary' };
}

function requestsOf(names: ReadonlySet<string>, { latency, requests }: Convention): string | null {
  const counts = latency.map(({ metric }) => `${metric}_count`);
  return [...requests, ...counts].find((metric) => names.has(metric)) ?? null;
}

/**
 * Orders what was found by how well it measures latency: histograms, then summaries, each in the order of the conventions.
 */
export function forLatency(matches: readonly Match[]): Match[] {
  const ofKind = (kind: string) => matches.filter(({ latency }) => latency?.kind === kind);
  return [...ofKind('histogram'), ...ofKind('summary')];
}

/** Orders what counts requests by status so that the convention that measures latency comes first: one report, one convention. */
export function forRequests(matches: readonly Match[]): Match[] {
  const [first] = forLatency(matches);
  const ordered = first === undefined ? matches : [first, ...matches.filter((match) => match !== first)];
  return ordered.filter(({ requests }) => requests !== null);
}
