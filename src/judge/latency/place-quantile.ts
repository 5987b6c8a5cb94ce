import type { Finding } from '../../model/finding.ts';
import { formatChange, formatValue } from '../../model/format-value.ts';
import type { Rule } from '../../model/policy.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import type { QuantileEstimate } from '../../stats/quantile-estimate.ts';
import { ratioInterval } from '../../stats/ratio-interval.ts';
import { percentBand, place } from '../band.ts';
import { type BothSides, type EstimatedPair, isCoarse, wholeBucket } from './estimate-pair.ts';

/** What is known before a route is judged: the common factor, and how much the reference differs from itself. */
export interface Expectation {
  /** Candidate ÷ reference that all routes share; 1 where none is taken out. */
  readonly factor: number;
  /** Largest |relative change| of the reference against its own past on this route; null without history. */
  readonly floor: number | null;
  /** Whether several routes are added up: then the shape inside a bucket may be anything. */
  readonly isMixture: boolean;
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

type Placed = ReturnType<typeof place>;

/** Holds one estimate against the tolerance around what the reference (times the common factor) says. */
function placeEstimate({ reference, candidate }: BothSides, rule: Rule, factor: number): Placed {
  const [low, high] = ratioInterval(reference, candidate);
  return place(
    { value: candidate.value, interval: [low * reference.value, high * reference.value] },
    percentBand(rule, reference.value * factor),
  );
}

/**
 * Holds a quantile against its tolerance whatever the values' shape inside a bucket: only what all shapes agree on is said.
 *
 * Response times that vary little lie in one corner of a wide bucket, and one assumption alone reads a change of 20 % as 8 to 46 %.
 */
function placeInAllShapes(sides: Sides, rule: Rule, { factor, isMixture }: Expectation): Placed {
  const first = placeEstimate(sides, rule, factor);
  if (first === 'match') return isMatchOtherwise(sides, rule, factor) ? 'match' : 'uncertain';
  if (sides.otherwise !== null && placeEstimate(sides.otherwise(), rule, factor) !== first) return 'uncertain';
  if (!(isMixture || isCoarse(sides.reference) || isCoarse(sides.candidate))) return first;
  // No shape is to be trusted in a bucket that wide, or in a mixture: the quantile may be anywhere in the bucket.
  const anywhere = { reference: wholeBucket(sides.reference), candidate: wholeBucket(sides.candidate) };
  return placeEstimate(anywhere, rule, factor);
}

/** Whether the other shape reads a match too; values alone decide that. */
function isMatchOtherwise({ otherValues }: Sides, rule: Rule, factor: number): boolean {
  if (otherValues === null) return true;
  const { reference, candidate } = otherValues();
  return (
    place({ value: candidate, interval: [candidate, candidate] }, percentBand(rule, reference * factor)) === 'match'
  );
}

const finer = 'more requests or finer buckets are needed to be sure';

/** What to say of a quantile that is neither clearly inside nor clearly outside. */
function undecided(placed: Placed, sameBounds: boolean): Outcome {
  if (!sameBounds) return unmeasured('bucket-bounds-differ', 'the two sides’ buckets are too different to be sure');
  return unmeasured(placed === 'match' ? 'beyond-last-bucket' : 'uncertain', finer);
}

/** Holds the candidate's quantile against the reference's; the interval is that of the relative change. */
export function placeQuantile(
  sides: Sides,
  rule: Rule,
  expectation: Expectation,
): { outcome: Outcome; interval: [number, number] } {
  const { reference, candidate, sameBounds } = sides;
  const ratios = ratioInterval(reference, candidate);
  const interval: [number, number] = [ratios[0] - 1, ratios[1] - 1];
  const coarseness = tooCoarse(sides, rule);
  if (coarseness !== null) return { outcome: coarseness, interval };
  const placed = placeInAllShapes(sides, rule, expectation);
  if (placed === 'match' && sameBounds && !isOpen(reference) && !isOpen(candidate)) {
    return { outcome: { status: 'match', reasonCode: 'within-tolerance', words: '' }, interval };
  }
  const change = candidate.value / (reference.value * expectation.factor) - 1;
  const noise = placed === 'match' ? null : withinNoise(change, rule, expectation);
  if (noise !== null) return { outcome: noise, interval };
  if (placed !== 'diverged') return { outcome: undecided(placed, sameBounds), interval };
  return { outcome: { status: 'diverged', reasonCode: 'outside-tolerance', words: '' }, interval };
}
