import type { Finding } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { type Proportion, shareDifference } from '../../stats/share-difference.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { z } from '../latency/estimate-pair.ts';
import { type Draft, makeFinding, subjectName } from '../make-finding.ts';
import type { AnswersPair } from './pair-answers.ts';

interface Outcome {
  readonly status: Finding['status'];
  readonly reasonCode: ReasonCode;
  readonly words: string;
}

const pointsOf = (difference: number) =>
  `${difference >= 0 ? '+' : '−'}${(100 * Math.abs(difference)).toFixed(2)} percentage points`;

function decide(comparison: Comparison, pair: AnswersPair, interval: [number, number]): Outcome {
  const { policy } = comparison;
  const rule = policy.rules['error-rate'];
  const [reference, candidate] = [pair.reference.bad / pair.reference.total, pair.candidate.bad / pair.candidate.total];
  const band = percentBand(rule, reference);
  const placed = place({ value: candidate, interval: [reference + interval[0], reference + interval[1]] }, band);
  if (placed === 'match') return { status: 'match', reasonCode: 'within-tolerance', words: '' };
  const noise = pair.floor !== null && Math.abs(candidate - reference) <= pair.floor ? pair.floor : null;
  if (noise !== null) {
    const words = `; ${comparison.reference.environment} differs from its own past by ${pointsOf(noise)}`;
    return noise <= 2 * (rule.absolute ?? 0)
      ? { status: 'match', reasonCode: 'within-noise-floor', words }
      : { status: 'unmeasured', reasonCode: 'reference-unstable', words };
  }
  if (placed === 'uncertain')
    return { status: 'unmeasured', reasonCode: 'uncertain', words: '; more requests are needed to be sure' };
  const bad = Math.max(pair.reference.bad, pair.candidate.bad);
  if (!(bad >= policy.minimumBad)) {
    const words = `; needs ${policy.minimumBad} failed requests to be sure, there are ${formatCount(Math.round(bad))}`;
    return { status: 'unmeasured', reasonCode: 'too-few-requests', words };
  }
  return { status: 'diverged', reasonCode: 'outside-tolerance', words: '' };
}

/** Judges the share of failed requests of one route (or of the total). */
export function judgeErrorRate(comparison: Comparison, pair: AnswersPair): Finding {
  const rule = comparison.policy.rules['error-rate'];
  const subject = subjectName(pair.route, pair.slice);
  const base = {
    dimension: 'errors',
    check: 'error-rate',
    route: pair.route,
    slice: pair.slice,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
    from: pair.from,
  } satisfies Partial<Draft>;
  const names = [comparison.candidate.environment, comparison.reference.environment] as const;
  const sides: [Proportion, Proportion] = [
    { share: pair.reference.bad / pair.reference.total, total: pair.reference.total },
    { share: pair.candidate.bad / pair.candidate.total, total: pair.candidate.total },
  ];
  if (!(Math.min(sides[0].total, sides[1].total) >= rule.minimum)) {
    const [c, r] = [sides[1].total, sides[0].total].map((n) => formatCount(Math.round(n)));
    const message = `${subject} error rate: needs ${formatCount(rule.minimum)} requests on each side; ${names[0]} has ${c}, ${names[1]} ${r}`;
    return makeFinding(comparison, { ...base, status: 'unmeasured', reasonCode: 'too-few-requests', message });
  }
  const interval = shareDifference(sides[0], sides[1], z);
  const outcome = decide(comparison, pair, interval);
  const said = (name: string, one: Proportion) =>
    `${name} ${formatValue(one.share, 'share')} of ${formatCount(Math.round(one.total))} requests`;
  return makeFinding(comparison, {
    ...base,
    status: outcome.status,
    reasonCode: outcome.reasonCode,
    message: `${subject} error rate: ${said(names[0], sides[1])} failed, ${said(names[1], sides[0])}: ${pointsOf(sides[1].share - sides[0].share)}${outcome.words}${pair.note}`,
    reference: { value: sides[0].share, unit: 'share', n: Math.round(sides[0].total) },
    candidate: { value: sides[1].share, unit: 'share', n: Math.round(sides[1].total) },
    interval,
  });
}
