import type { Finding } from '../../model/finding.ts';
import type { Comparison } from '../comparison.ts';
import { restOf } from '../rest-of-routes.ts';
import { worstOneSpeaks } from '../worst-one-speaks.ts';
import { judgeErrorRate } from './error-rate.ts';
import { pairAnswers, totalAnswers } from './pair-answers.ts';
import { judgeStatusMix } from './status-mix.ts';
import { unknownAnswers } from './unknown-answers.ts';

/** Judges failed requests and the mix of answers, per route and in total. */
export function judgeErrors(comparison: Comparison): Finding[] {
  const pairs = pairAnswers(comparison);
  const routes = pairs.filter((pair) => pair.route !== null && pair.reference.total > 0 && pair.candidate.total > 0);
  const rates = worstOneSpeaks(routes.map((pair) => judgeErrorRate(comparison, pair)));
  const mixes = worstOneSpeaks(routes.flatMap((pair) => judgeStatusMix(comparison, pair)));
  const rest = restOf(routes, rates);
  const total = totalAnswers(rest.items, rest.note) ?? pairs.find((pair) => pair.route === null);
  return [
    ...rates,
    ...unknownAnswers(comparison),
    ...mixes,
    ...(total === undefined ? [] : [judgeErrorRate(comparison, total), ...judgeStatusMix(comparison, total)]),
  ];
}
