import type { Finding } from '../../model/finding.ts';
import { spearman } from '../../stats/spearman.ts';
import { theilSen } from '../../stats/theil-sen.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { makeFinding } from '../make-finding.ts';
import { leastRoutes } from './common-factor.ts';
import { z } from './estimate-pair.ts';

interface Point {
  readonly route: string;
  readonly reference: number;
  readonly candidate: number;
}

/** Routes whose p95 was measured on both sides. */
function pointsOf(findings: readonly Finding[]): Point[] {
  return findings.flatMap((finding) =>
    finding.check === 'p95' && finding.subject !== 'total' && finding.reference && finding.candidate
      ? [{ route: finding.subject, reference: finding.reference.value, candidate: finding.candidate.value }]
      : [],
  );
}

const agreement = {
  match: 'Both sides rank the routes alike',
  diverged: 'The two sides rank the routes differently',
  uncertain: 'Too few routes, or too much alike, to say whether both sides rank them alike',
} as const;

const rounded = (value: number) => (Number.isFinite(value) ? value.toFixed(2) : 'not defined');

/**
 * How well the candidate predicts which routes of the reference are slow: Spearman's ρ of per-route p95, and the slope on logarithms.
 *
 * @param latency the findings of the quantiles
 */
export function judgeRankCorrelation(comparison: Comparison, latency: readonly Finding[]): Finding {
  const rule = comparison.policy.rules['rank-correlation'];
  const base = {
    dimension: 'latency',
    check: 'rank-correlation',
    route: null,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
  } as const;
  const points = pointsOf(latency);
  if (points.length < leastRoutes) {
    const message = `p95 is measured on both sides for ${points.length} routes; ranking them needs ${leastRoutes}.`;
    return makeFinding(comparison, { ...base, status: 'unmeasured', reasonCode: 'too-few-routes', message });
  }
  const [xs, ys] = [points.map((point) => point.reference), points.map((point) => point.candidate)];
  const correlation = spearman(xs, ys, z);
  const slope = theilSen(xs.map(Math.log), ys.map(Math.log));
  const placed = place({ value: correlation.value, interval: correlation.interval }, percentBand(rule, 1));
  const status = placed === 'uncertain' ? 'unmeasured' : placed;
  return makeFinding(comparison, {
    ...base,
    status,
    reasonCode: status === 'match' ? 'within-tolerance' : status === 'diverged' ? 'outside-tolerance' : 'uncertain',
    message: `${agreement[placed]}: by p95 of ${points.length} routes Spearman’s ρ = ${rounded(correlation.value)}, slope ${rounded(slope)} on logarithms (1 and 1 are perfect).`,
    reference: { value: 1, unit: '', n: points.length },
    candidate: { value: correlation.value, unit: '', n: points.length },
    detail: { kind: 'scatter', slope: Number.isFinite(slope) ? slope : null, points },
  });
}
