import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { formatChange, formatValue } from '../../model/format-value.ts';
import type { CustomRule, Rule } from '../../model/policy.ts';
import { percentBand, place, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { makeFinding, subjectName } from '../make-finding.ts';
import { type Pair, pairScopes } from '../pair-scopes.ts';
import { worstOneSpeaks } from '../worst-one-speaks.ts';

/** Measure name under which sources report a check of the configuration. */
export const customMeasure = (name: string) => `custom:${name}`;

function valueOf(evidence: Evidence | undefined): number | undefined {
  return evidence?.state === 'present' && evidence.value.kind === 'quantity' ? evidence.value.value : undefined;
}

function judgePair(comparison: Comparison, custom: CustomRule, pair: Pair): Finding {
  const rule: Rule = {
    relative: custom.relative,
    absolute: custom.absolute,
    direction: custom.direction,
    severity: custom.severity,
    minimum: 0,
  };
  const base = {
    dimension: 'resources',
    check: custom.name,
    route: pair.route,
    slice: pair.slice,
    severity: custom.severity,
    tolerance: toleranceOf(rule),
    from: [pair.reference, pair.candidate],
  } as const;
  const subject = subjectName(pair.route, pair.slice);
  const [left, right] = [valueOf(pair.reference), valueOf(pair.candidate)];
  if (left === undefined || right === undefined) {
    const why = [pair.candidate, pair.reference].find((one) => one !== undefined && one.state !== 'present');
    const message = `${subject} ${custom.name}: ${why?.message ?? 'one side has no value'}`;
    return makeFinding(comparison, { ...base, status: 'unmeasured', reasonCode: why?.reason ?? 'no-series', message });
  }
  const inside = place({ value: right, interval: [right, right] }, percentBand(rule, left)) === 'match';
  return makeFinding(comparison, {
    ...base,
    status: inside ? 'match' : 'diverged',
    reasonCode: inside ? 'within-tolerance' : 'outside-tolerance',
    message: `${subject} ${custom.name}: ${comparison.candidate.environment} ${formatValue(right, custom.unit)}, ${comparison.reference.environment} ${formatValue(left, custom.unit)}${left === 0 ? '' : `: ${formatChange(right / left - 1)}`}`,
    reference: { value: left, unit: custom.unit, n: null },
    candidate: { value: right, unit: custom.unit, n: null },
  });
}

/** Judges the free PromQL checks of the configuration: one value per side, or one per route. */
export function judgeCustom(comparison: Comparison): Finding[] {
  const evidenceOf = (side: 'reference' | 'candidate', name: string) =>
    (comparison[side].sections.resources?.evidence ?? []).filter((one) => one.measure === customMeasure(name));
  return comparison.policy.custom.flatMap((custom) => {
    const pairs = pairScopes(evidenceOf('reference', custom.name), evidenceOf('candidate', custom.name));
    const judged: readonly Pair[] =
      pairs.length > 0 ? pairs : [{ route: null, slice: '', reference: undefined, candidate: undefined }];
    return worstOneSpeaks(judged.map((pair) => judgePair(comparison, custom, pair)));
  });
}
