import type { Finding } from '../../model/finding.ts';
import { formatChange, formatValue } from '../../model/format-value.ts';
import type { Rule } from '../../model/policy.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import type { QuantileEstimate } from '../../stats/quantile-estimate.ts';
import { ratioInterval } from '../../stats/ratio-interval.ts';
import { percentBand, place } from '../band.ts';
import { type EstimatedPair, isCoarse } from './estimate-pair.ts';

/** What is known before a route is judged: the common factor, and how much the reference differs from itself. */
export interface Expectation {
  /** Candidate ÷ reference that all routes share; 1 where none is taken out. */
  readonly factor: number;
  /** Largest |relative change| of the reference against its own past on this route; null without history. */
  readonly floor: number | null;
}

/** What came of holding a quantile against its tolerance, and words to add. */
export interface Outcome {
  readonly status: Finding['status'];
  readonly reasonCode: ReasonCode;
  readonly words: string;
}

/** A quantile that is estimated on both sides. */
export type Sides = Extract<EstimatedPair, { ok: true }>;

const unmeasured = (reasonCode: ReasonCode, words: string): Outcome => ({ status: 'unmeasured', reasonCode, words });

/** Buckets that cannot tell the two sides apart, or one from its tolerance. */
function tooCoarse({ reference, candidate, sameBounds }: Sides, rule: Rule): Outcome | null {
  if (reference.bucket[1] === Number.POSITIVE_INFINITY && candidate.bucket[1] === Number.POSITIVE_INFINITY) {
    return unmeasured('beyond-last-bucket', `both lie above the last bucket (${formatValue(reference.value, 's')})`);
  }
  const [low, high] = candidate.bucket;
  const shared = low === reference.bucket[0] && high === reference.bucket[1];
  if (shared && isCoarse(candidate) && !(high - low <= (rule.absolute ?? 0))) {
    const reason = sameBounds ? 'buckets-too-coarse' : 'bucket-bounds-differ';
    return unmeasured(reason, `both lie somewhere in the bucket ${formatValue(low, 's')} to ${formatValue(high, 's')}`);
  }
  return null;
}

function withinNoise(change: number, rule: Rule, { floor }: Expectation): Outcome | null {
  if (floor === null || !(Math.abs(Math.log1p(change)) <= Math.log1p(floor))) return null;
  const own = `the reference differs from its own past by ${formatChange(floor)}`;
  return floor <= 2 * (rule.relative ?? 0)
    ? { status: 'match', reasonCode: 'within-noise-floor', words: own }
    : unmeasured('reference-unstable', own);
}

/** Beyond the last finite bucket: only a least value is known. */
export function isOpen(one: QuantileEstimate): boolean {
  return one.bucket[1] === Number.POSITIVE_INFINITY;
}

/** Holds the candidate's quantile against the reference's; the interval is that of the relative change. */
export function placeQuantile(
  sides: Sides,
  rule: Rule,
  expectation: Expectation,
): { outcome: Outcome; interval: [number, number] } {
  const { reference, candidate } = sides;
  const expected = reference.value * expectation.factor;
  const ratios = ratioInterval(reference, candidate);
  const interval: [number, number] = [ratios[0] - 1, ratios[1] - 1];
  const coarseness = tooCoarse(sides, rule);
  if (coarseness !== null) return { outcome: coarseness, interval };
  const band = percentBand(rule, expected);
  const placed = place(
    { value: candidate.value, interval: [ratios[0] * reference.value, ratios[1] * reference.value] },
    band,
  );
  if (placed === 'match' && !isOpen(reference) && !isOpen(candidate)) {
    if (sides.sameBounds) return { outcome: { status: 'match', reasonCode: 'within-tolerance', words: '' }, interval };
    return {
      outcome: unmeasured('bucket-bounds-differ', 'the two sides’ buckets are too different to confirm it'),
      interval,
    };
  }
  const noise = withinNoise(candidate.value / expected - 1, rule, expectation);
  if (noise !== null) return { outcome: noise, interval };
  if (placed === 'diverged')
    return { outcome: { status: 'diverged', reasonCode: 'outside-tolerance', words: '' }, interval };
  const why = placed === 'match' ? 'beyond-last-bucket' : sides.sameBounds ? 'uncertain' : 'bucket-bounds-differ';
  return { outcome: unmeasured(why, 'more requests or finer buckets are needed to be sure'), interval };
}
