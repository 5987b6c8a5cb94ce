import type { Finding } from '../../model/finding.ts';
import { formatChange } from '../../model/format-value.ts';
import { median } from '../../stats/median.ts';
import { place, ratioBand, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { makeFinding } from '../make-finding.ts';
import { requestsIn } from '../requests.ts';
import type { CompletePair } from './complete-pairs.ts';
import type { QuantileName } from './estimate-pair.ts';

/** Fewer routes than this cannot tell what is common from what is particular. */
export const leastRoutes = 5;

/** ln(candidate ÷ reference) of one route: the mean of what p50 and p95 say, as far as there are enough requests. */
function logRatio(comparison: Comparison, pair: CompletePair): number[] {
  const least = Math.min(requestsIn(pair.reference), requestsIn(pair.candidate));
  const names: QuantileName[] = ['p50', 'p95'];
  const ratios = names.flatMap((name) => {
    if (!(least >= comparison.policy.rules[name].minimum)) return [];
    const sides = pair.estimate(name);
    const ratio = sides.ok ? Math.log(sides.candidate.value / sides.reference.value) : Number.NaN;
    return Number.isFinite(ratio) ? [ratio] : [];
  });
  return ratios.length === 0 ? [] : [ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length];
}

/**
 * The factor by which most routes of the candidate are slower: the median over routes, every route counting the same.
 *
 * It is common only if two thirds of at least five routes follow it within the p95 tolerance; else it is null.
 */
export function commonFactor(
  comparison: Comparison,
  pairs: readonly CompletePair[],
): { factor: number | null; routes: number } {
  const ratios = pairs.filter((pair) => pair.route !== null).flatMap((pair) => logRatio(comparison, pair));
  if (ratios.length < leastRoutes) return { factor: null, routes: ratios.length };
  const middle = median(ratios);
  const allowed = Math.log1p(comparison.policy.rules.p95.relative ?? 0);
  const following = ratios.filter((ratio) => Math.abs(ratio - middle) <= allowed).length;
  return { factor: following >= (2 / 3) * ratios.length ? Math.exp(middle) : null, routes: ratios.length };
}

/** The finding that reports the common factor on its own. */
export function reportCommonFactor(comparison: Comparison, found: { factor: number | null; routes: number }): Finding {
  const rule = comparison.policy.rules['common-factor'];
  const base = {
    dimension: 'latency',
    check: 'common-factor',
    route: null,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
  } as const;
  const { reference, candidate } = comparison;
  if (found.factor === null) {
    const message =
      found.routes < leastRoutes
        ? `Only ${found.routes} routes can be compared; a common factor needs ${leastRoutes}. None is taken out.`
        : `${found.routes} routes differ by different factors; there is no common one to take out.`;
    return makeFinding(comparison, {
      ...base,
      severity: 'observe',
      status: 'unmeasured',
      reasonCode: 'too-few-routes',
      message,
    });
  }
  const { factor, routes } = found;
  const placed = place({ value: factor, interval: [factor, factor] }, ratioBand(rule, 1));
  const status = placed === 'match' ? 'match' : 'diverged';
  const isFelt = Math.abs(factor - 1) >= 0.02;
  return makeFinding(comparison, {
    ...base,
    status,
    reasonCode: 'common-factor',
    message: isFelt
      ? `Over ${routes} routes ${candidate.environment} is ${formatChange(factor - 1)} against ${reference.environment}; this common factor is taken out before routes are compared.`
      : `Over ${routes} routes ${candidate.environment} is as fast as ${reference.environment} (${formatChange(factor - 1)}).`,
    reference: { value: 1, unit: 'ratio', n: routes },
    candidate: { value: factor, unit: 'ratio', n: routes },
  });
}
