import type { Finding } from '../../model/finding.ts';
import { formatChange, formatCount, formatValue } from '../../model/format-value.ts';
import type { QuantileEstimate } from '../../stats/quantile-estimate.ts';
import type { Comparison } from '../comparison.ts';
import { type Expectation, isOpen, type Sides } from './place-quantile.ts';

/** A ratio of response times in words: "5.1 × slower", "+14 %". */
function inWords(ratio: number, atLeast = ''): string {
  if (ratio >= 2) return `${atLeast}${Number(ratio.toPrecision(2))} × slower`;
  if (ratio <= 0.5) return `${atLeast}${Number((1 / ratio).toPrecision(2))} × faster`;
  return formatChange(ratio - 1);
}

/** Both values with their sample sizes, and how they differ. */
export function quantileSentence(comparison: Comparison, sides: Sides, expectation: Expectation): string {
  const { reference, candidate } = comparison;
  const side = (name: string, one: QuantileEstimate) =>
    `${name} ${isOpen(one) ? 'at least ' : ''}${formatValue(one.value, 's')} (n = ${formatCount(Math.round(one.n))})`;
  const raw = sides.candidate.value / sides.reference.value;
  const isCommon = Math.abs(Math.log(expectation.factor)) > 0.05;
  const atLeast = isOpen(sides.reference) || isOpen(sides.candidate) ? 'at least ' : '';
  const own = inWords(raw / expectation.factor, atLeast);
  const factor = isCommon ? `; ${own} once the common factor ${expectation.factor.toFixed(2)} is taken out` : '';
  return `${side(candidate.environment, sides.candidate)}, ${side(reference.environment, sides.reference)}: ${inWords(raw, atLeast)}${factor}`;
}

/** What the difference means for users: the share of requests that is slower than the reference's quantile says. */
export function shareInWords(detail: Finding['detail'], environment: string): string {
  const share = detail?.['share'];
  const threshold = detail?.['threshold'];
  const expected = detail?.['expected'];
  if (
    typeof share !== 'number' ||
    typeof threshold !== 'number' ||
    typeof expected !== 'number' ||
    share < 1.5 * expected
  )
    return '';
  return `; ${formatValue(share, 'share')} of ${environment}’s requests take longer than ${formatValue(threshold, 's')} (expected ${formatValue(expected, 'share')})`;
}
