import type { CanaryFile } from '../../model/canary/canary-file.ts';
import type { CanaryMetric } from '../../model/canary/canary-metric.ts';
import type { ReleasesFile } from '../../model/canary/releases-file.ts';

type Trial = Pick<ReleasesFile, 'judge' | 'tolerances'>;
type Tolerance = ReleasesFile['tolerances'][string];

/** A plain limit has no meaning for anything but counts; there the recorded tolerance stays. */
function withTolerance(metric: CanaryMetric, tried: Tolerance): CanaryMetric {
  if (metric.kind === 'counts') return { ...metric, tolerance: tried };
  return tried.relative === null ? metric : { ...metric, tolerance: { relative: tried.relative } };
}

/** A recorded canary with the settings and tolerances that are tried on it. */
export function withTrial(file: CanaryFile, { judge, tolerances }: Trial): CanaryFile {
  const tried = new Map(Object.entries(tolerances));
  const given = Object.fromEntries(Object.entries(judge).filter(([, value]) => value !== undefined));
  return {
    ...file,
    judge: { ...file.judge, ...given },
    metrics: file.metrics.map((metric) => {
      const tolerance = tried.get(metric.name);
      return tolerance === undefined ? metric : withTolerance(metric, tolerance);
    }),
  };
}
