import type { Finding } from '../../model/finding.ts';
import { formatValue } from '../../model/format-value.ts';
import type { CheckName } from '../../model/policy.ts';
import { type Band, percentBand, ratioBand, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { makeFinding } from '../make-finding.ts';
import { type Measured, trafficQuantity, whyWithout } from './traffic-evidence.ts';

/** One number of both sides' traffic that is held against a band. */
interface LoadCheck {
  readonly check: CheckName;
  readonly measure: string;
  readonly unit: string;
  /** Whether a declared `scale.traffic` moves what is expected. */
  readonly isScaled: boolean;
  readonly band: typeof percentBand;
  readonly words: string;
}

const loadChecks: readonly LoadCheck[] = [
  {
    check: 'peak-rate',
    measure: 'peak-to-mean',
    unit: 'ratio',
    isScaled: false,
    band: percentBand,
    words: 'busiest minute ÷ average minute',
  },
  {
    check: 'burstiness',
    measure: 'dispersion',
    unit: '',
    isScaled: false,
    band: ratioBand,
    words: 'variance ÷ mean of the requests per 10 s (1: as even as chance)',
  },
  {
    check: 'request-rate',
    measure: 'rate',
    unit: 'requests/s',
    isScaled: true,
    band: ratioBand,
    words: 'requests per second',
  },
  {
    check: 'concurrency',
    measure: 'concurrency',
    unit: 'requests',
    isScaled: true,
    band: ratioBand,
    words: 'requests under way at once (rate × mean duration)',
  },
];

const isWithin = (value: number, { low, high }: Band) => value >= low && value <= high;

interface Sides {
  readonly reference: Measured;
  readonly candidate: Measured;
}

function judged(comparison: Comparison, one: LoadCheck, { reference, candidate }: Sides): Finding {
  const rule = comparison.policy.rules[one.check];
  const declared = one.isScaled ? comparison.policy.scale.traffic : undefined;
  const expected = reference.value * (typeof declared === 'number' ? declared : 1);
  const isMatch = declared === 'any' || isWithin(candidate.value, one.band(rule, expected));
  const shown = (side: Measured) => formatValue(side.value, one.unit);
  return makeFinding(comparison, {
    dimension: 'traffic',
    check: one.check,
    route: null,
    status: isMatch ? 'match' : 'diverged',
    severity: rule.severity,
    reasonCode: declared === 'any' ? 'declared-any' : isMatch ? 'within-tolerance' : 'outside-tolerance',
    message: `${one.words}: ${comparison.reference.environment} ${shown(reference)}, ${comparison.candidate.environment} ${shown(candidate)}`,
    tolerance: toleranceOf(rule),
    reference: { value: reference.value, unit: one.unit, n: null },
    candidate: { value: candidate.value, unit: one.unit, n: null },
    from: [reference.evidence, candidate.evidence],
    ...(typeof declared === 'number' ? { detail: { kind: 'ratio', expected: declared } } : {}),
  });
}

function withoutEvidence(comparison: Comparison, one: LoadCheck): Finding {
  const lacking = [comparison.reference, comparison.candidate].filter(
    (profile) => trafficQuantity(profile, one.measure) === null,
  );
  const gap = lacking.map((profile) => `${profile.environment}: ${whyWithout(profile, one.measure)}`).join('; ');
  return makeFinding(comparison, {
    dimension: 'traffic',
    check: one.check,
    route: null,
    status: 'unmeasured',
    severity: comparison.policy.rules[one.check].severity,
    reasonCode: 'no-series',
    message: `${one.words}: ${gap}`,
  });
}

/** Judges how much, how unevenly and how much at once both sides were asked. */
export function judgeLoad(comparison: Comparison): Finding[] {
  return loadChecks.map((one) => {
    const reference = trafficQuantity(comparison.reference, one.measure);
    const candidate = trafficQuantity(comparison.candidate, one.measure);
    if (reference === null || candidate === null) return withoutEvidence(comparison, one);
    return judged(comparison, one, { reference, candidate });
  });
}
