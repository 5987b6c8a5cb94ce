import type { Finding } from '../../model/finding.ts';
import { formatCount, formatValue } from '../../model/format-value.ts';
import { totalVariation, totalVariationNoise } from '../../stats/total-variation.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { z } from '../latency/estimate-pair.ts';
import { makeFinding, subjectName } from '../make-finding.ts';
import type { AnswersPair } from './pair-answers.ts';

const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

function largest(counts: Readonly<Record<string, number>>): string {
  const all = sum(counts);
  return Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([name, count]) => `${name} ${formatValue(count / all, 'share')}`)
    .join(', ');
}

/** Judges how requests end besides failing: the share of answers (2xx, 3xx, 4xx) that would have to change class. Nothing to say without classes. */
export function judgeStatusMix(comparison: Comparison, pair: AnswersPair): Finding[] {
  const [left, right] = [pair.reference.classes, pair.candidate.classes];
  if (left === null || right === null) return [];
  const rule = comparison.policy.rules['status-mix'];
  const subject = subjectName(pair.route, pair.slice);
  const base = {
    dimension: 'errors',
    check: 'status-mix',
    route: pair.route,
    slice: pair.slice,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
    from: pair.from,
  } as const;
  const least = Math.min(sum(left), sum(right));
  if (!(least >= rule.minimum)) {
    const message = `${subject} status mix: needs ${formatCount(rule.minimum)} answers on each side, there are ${formatCount(Math.round(least))}`;
    return [makeFinding(comparison, { ...base, status: 'unmeasured', reasonCode: 'too-few-requests', message })];
  }
  const distance = totalVariation(left, right);
  const noise = totalVariationNoise(left, right, z);
  const placed = place({ value: distance, interval: [distance - noise, distance + noise] }, percentBand(rule, 0));
  const status = placed === 'uncertain' ? 'unmeasured' : placed;
  return [
    makeFinding(comparison, {
      ...base,
      status,
      reasonCode: status === 'match' ? 'within-tolerance' : status === 'diverged' ? 'outside-tolerance' : 'uncertain',
      message: `${subject} status mix: ${formatValue(distance, 'share')} of the answers differ in class (${comparison.candidate.environment}: ${largest(right)}; ${comparison.reference.environment}: ${largest(left)})`,
      reference: { value: 0, unit: 'share', n: Math.round(sum(left)) },
      candidate: { value: distance, unit: 'share', n: Math.round(sum(right)) },
      interval: [Math.max(0, distance - noise), distance + noise],
    }),
  ];
}
