import { betSize } from './bet-size.ts';
import type { Allowance, Interval } from './interval.ts';

/** No events give no evidence, whatever their logarithm would be (0 × ∞ is not a number). */
const term = (events: number, x: number) => (events === 0 ? 0 : events * Math.log1p(x));

/** Tells whether an interval can say anything under an allowance. */
const saysNothing = ({ canaryTotal, baselineTotal }: Interval, { rho, delta }: Allowance) =>
  canaryTotal === 0 || delta >= 1 || (rho > 0 && baselineTotal === 0);

/**
 * Logarithm of the two-proportion bet: how much better "`multiple` times the allowed odds" explains an interval than "allowed".
 *
 * The expectation of its exponential is at most 1 for a multiple above 1 while the canary is within the allowance, and for a
 * multiple below 1 while it is at or beyond it. Source: betting on bounded means with 1 + x ≤ eˣ; compare Turner, Ly, Grünwald,
 * arXiv 2106.02693.
 *
 * @param centre a guess of the baseline’s rate that was known before the interval; it decides about power, not about validity
 * @returns natural logarithm; 0 where the interval says nothing
 */
export function logBet(
  interval: Interval,
  { allowance, centre }: { readonly allowance: Allowance; readonly centre: number },
  multiple: number,
): number {
  const { rho, delta } = allowance;
  if (saysNothing(interval, allowance)) return 0;
  const { canaryBad, canaryTotal, baselineBad, baselineTotal, partial, partialWeight } = interval;
  const baseline = rho > 0 ? Math.min(centre, Math.max(0, (0.9 - delta) / rho)) : centre;
  const allowed = rho * baseline + delta;
  const exposure = rho === 0 ? 0 : (rho * canaryTotal) / baselineTotal;
  const size = betSize(multiple, { allowed, baseline, exposure });
  return (
    term(canaryBad, size * (1 - allowed)) +
    term(canaryTotal - canaryBad, -size * allowed) +
    term(baselineBad, -exposure * size * (1 - baseline)) +
    term(baselineTotal - baselineBad - partial, exposure * size * baseline) +
    term(partial, -exposure * size * (partialWeight - baseline))
  );
}
