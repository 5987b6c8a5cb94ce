import type { Finding } from '../../model/finding.ts';
import { formatCount } from '../../model/format-value.ts';
import type { Rule } from '../../model/policy.ts';
import { toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { type Draft, makeFinding, subjectName } from '../make-finding.ts';
import { requestsIn } from '../requests.ts';
import type { CompletePair } from './complete-pairs.ts';
import { levels, type QuantileName } from './estimate-pair.ts';
import { type Expectation, placeQuantile } from './place-quantile.ts';
import { quantileSentence, shareInWords } from './quantile-words.ts';
import { slowerShare } from './slower-share.ts';

function tooFew(comparison: Comparison, pair: CompletePair, rule: Rule): string | null {
  // Evidence that is absent has a reason of its own, which says more than "0 requests".
  if ([pair.reference, pair.candidate].some((evidence) => evidence.state !== 'present')) return null;
  const [left, right] = [requestsIn(pair.reference), requestsIn(pair.candidate)].map((n) => Math.round(n));
  if (Math.min(left ?? 0, right ?? 0) >= rule.minimum) return null;
  const { reference, candidate } = comparison;
  return `needs ${formatCount(rule.minimum)} requests on each side; ${candidate.environment} has ${formatCount(right ?? 0)}, ${reference.environment} ${formatCount(left ?? 0)}`;
}

/** Judges one latency quantile of one route (or of the total) and gives its finding. */
export function judgeQuantile(
  comparison: Comparison,
  pair: CompletePair,
  judged: { name: QuantileName; expectation: Expectation },
): Finding {
  const { name, expectation } = judged;
  const rule = comparison.policy.rules[name];
  const subject = subjectName(pair.route, pair.slice);
  const base = {
    dimension: 'latency',
    check: name,
    route: pair.route,
    slice: pair.slice,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
    from: [pair.reference, pair.candidate],
  } satisfies Partial<Draft>;
  const few = tooFew(comparison, pair, rule);
  if (few !== null) {
    return makeFinding(comparison, {
      ...base,
      status: 'unmeasured',
      reasonCode: 'too-few-requests',
      message: `${subject} ${name}: ${few}`,
    });
  }
  const sides = pair.estimate(name);
  if (!sides.ok) {
    return makeFinding(comparison, {
      ...base,
      status: 'unmeasured',
      reasonCode: sides.reason,
      message: `${subject} ${name}: ${sides.message}`,
    });
  }
  const { outcome, interval } = placeQuantile(sides, rule, expectation);
  const detail = slowerShare(pair.candidate, sides.reference.value * expectation.factor, levels[name]);
  const slower = outcome.status === 'diverged' ? shareInWords(detail, comparison.candidate.environment) : '';
  const words = outcome.words === '' ? '' : `; ${outcome.words}`;
  return makeFinding(comparison, {
    ...base,
    status: outcome.status,
    reasonCode: outcome.reasonCode,
    message: `${subject} ${name}: ${quantileSentence(comparison, sides, expectation)}${slower}${words}${pair.note}`,
    reference: { value: sides.reference.value, unit: 's', n: Math.round(sides.reference.n) },
    candidate: { value: sides.candidate.value, unit: 's', n: Math.round(sides.candidate.n) },
    interval,
    detail,
  });
}
