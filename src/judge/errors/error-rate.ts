import type { Finding } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { type Proportion, shareDifference } from '../../stats/share-difference.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { z } from '../latency/estimate-pair.ts';
import { makeFinding, subjectName } from '../make-finding.ts';
import type { AnswersPair } from './pair-answers.ts';
import type { Answers } from './status-counts.ts';

interface Outcome {
  readonly status: Finding['status'];
  readonly reasonCode: ReasonCode;
  readonly words: string;
}

const pointsOf = (difference: number) =>
  `${difference >= 0 ? '+' : '−'}${(100 * Math.abs(difference)).toFixed(2)} percentage points`;

const unmeasured = (reasonCode: ReasonCode, words: string): Outcome => ({ status: 'unmeasured', reasonCode, words });

/** Above this share of answers without a known status, an error rate is a guess. */
const mostUnknown = 0.01;
/** So few requests prove a difference only by so many failures. */
const leastBadOfFew = 10;

/** Both error rates, and the interval of their difference. */
interface Rates {
  readonly reference: Proportion;
  readonly candidate: Proportion;
  readonly interval: readonly [number, number];
}

const proportionOf = ({ bad, total }: Answers): Proportion => ({ share: bad / total, total });

function ratesOf(pair: AnswersPair): Rates {
  const [reference, candidate] = [proportionOf(pair.reference), proportionOf(pair.candidate)];
  return { reference, candidate, interval: shareDifference(reference, candidate, z) };
}

function withinNoise(comparison: Comparison, pair: AnswersPair, { reference, candidate }: Rates): Outcome | null {
  const { floor } = pair;
  if (floor === null || !(Math.abs(candidate.share - reference.share) <= floor)) return null;
  const words = `; ${comparison.reference.environment} differs from its own past by ${pointsOf(floor)}`;
  return floor <= 2 * (comparison.policy.rules['error-rate'].absolute ?? 0)
    ? { status: 'match', reasonCode: 'within-noise-floor', words }
    : unmeasured('reference-unstable', words);
}

/** What keeps a rate from being judged as a match; `few`: the sample is smaller than the check needs. */
function tooLittle(comparison: Comparison, pair: AnswersPair): { few: string | null; unknown: string | null } {
  const { minimum } = comparison.policy.rules['error-rate'];
  const [c, r] = [pair.candidate, pair.reference];
  const names = [comparison.candidate.environment, comparison.reference.environment] as const;
  const counts = [c, r].map(({ total }) => formatCount(Math.round(total)));
  const few =
    Math.min(c.total, r.total) >= minimum
      ? null
      : `; needs ${formatCount(minimum)} requests on each side; ${names[0]} has ${counts[0]}, ${names[1]} ${counts[1]}`;
  const share = Math.max(c.unknown / c.total, r.unknown / r.total);
  const unknown =
    share <= mostUnknown ? null : `; ${formatValue(share, 'share')} of the answers have a status that says nothing`;
  return { few, unknown };
}

function decide(comparison: Comparison, pair: AnswersPair, rates: Rates): Outcome {
  const { policy } = comparison;
  const { reference, candidate, interval } = rates;
  const { few, unknown } = tooLittle(comparison, pair);
  if (unknown !== null && pair.candidate.total > 0) return unmeasured('unknown-status', unknown);
  const placed = place(
    { value: candidate.share, interval: [reference.share + interval[0], reference.share + interval[1]] },
    percentBand(policy.rules['error-rate'], reference.share),
  );
  const bad = Math.max(pair.reference.bad, pair.candidate.bad);
  // A small sample never confirms a match, but ten failures can prove a difference.
  if (few !== null && !(placed === 'diverged' && bad >= leastBadOfFew)) return unmeasured('too-few-requests', few);
  if (placed === 'match') return { status: 'match', reasonCode: 'within-tolerance', words: '' };
  const noise = withinNoise(comparison, pair, rates);
  if (noise !== null) return noise;
  if (placed === 'uncertain') return unmeasured('uncertain', '; more requests are needed to be sure');
  if (!(bad >= policy.minimumBad)) {
    const words = `; needs ${policy.minimumBad} failed requests to be sure, there are ${formatCount(Math.round(bad))}`;
    return unmeasured('too-few-requests', words);
  }
  return { status: 'diverged', reasonCode: 'outside-tolerance', words: '' };
}

/** Judges the share of failed requests of one route (or of the total). */
export function judgeErrorRate(comparison: Comparison, pair: AnswersPair): Finding {
  const rule = comparison.policy.rules['error-rate'];
  const rates = ratesOf(pair);
  const { reference, candidate, interval } = rates;
  const outcome = decide(comparison, pair, rates);
  const said = (name: string, one: Proportion) =>
    one.total > 0
      ? `${name} ${formatValue(one.share, 'share')} of ${formatCount(Math.round(one.total))} requests`
      : `${name} none of 0 requests`;
  const difference = Number.isNaN(candidate.share - reference.share)
    ? ''
    : `: ${pointsOf(candidate.share - reference.share)}`;
  const figures = `${said(comparison.candidate.environment, candidate)} failed, ${said(comparison.reference.environment, reference)}${difference}`;
  return makeFinding(comparison, {
    dimension: 'errors',
    check: 'error-rate',
    route: pair.route,
    slice: pair.slice,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
    from: pair.from,
    status: outcome.status,
    reasonCode: outcome.reasonCode,
    message: `${subjectName(pair.route, pair.slice)} error rate: ${figures}${outcome.words}${pair.note}`,
    reference: { value: reference.share, unit: 'share', n: Math.round(reference.total) },
    candidate: { value: candidate.share, unit: 'share', n: Math.round(candidate.total) },
    interval,
  });
}
