import type { Evidence } from '../../model/evidence.ts';
import type { Finding } from '../../model/finding.ts';
import { formatChange, formatValue } from '../../model/format-value.ts';
import type { Profile } from '../../model/profile.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { windowSeconds } from '../../model/window.ts';
import { percentBand, place, ratioBand, toleranceOf } from '../band.ts';
import type { Comparison } from '../comparison.ts';
import { type Draft, makeFinding } from '../make-finding.ts';
import { requestsOf } from '../requests.ts';
import { quantityOf, type Requests, whyLoadDiffers } from './comparable-load.ts';
import { type ResourceCheck, resourceChecks } from './resource-checks.ts';

interface Use {
  readonly value: number;
  readonly unit: string;
}

function evidenceOf(profile: Profile, measure: string): Evidence | undefined {
  return profile.sections.resources?.evidence.find((one) => one.measure === measure && one.scope.route === null);
}

/** How a side used a measure; `requests` null: as it is, not per request. */
function useOf(profile: Profile, measure: string, requests: number | null): Use | undefined {
  const value = quantityOf(profile, measure);
  const evidence = evidenceOf(profile, measure);
  if (value === undefined || evidence?.state !== 'present' || evidence.value.kind !== 'quantity') return undefined;
  const { unit } = evidence.value;
  if (requests === null) return { value, unit };
  const perUnit = unit === 'cores' ? 'cores·s/request' : `${unit.replace('/s', '')}/request`;
  return requests > 0 ? { value: (value * windowSeconds(profile.window)) / requests, unit: perUnit } : undefined;
}

/** What all checks share. */
interface Judging {
  readonly comparison: Comparison;
  readonly requests: Requests;
  /** Why resources cannot be compared at the load of both sides; null where they can. */
  readonly loadDiffers: string | null;
}

/** The first measure that both sides have. */
function usesOf(
  { comparison, requests }: Judging,
  check: ResourceCheck,
): { measure: string; reference: Use; candidate: Use } | undefined {
  for (const measure of check.measures) {
    const reference = useOf(comparison.reference, measure, check.perRequest ? requests.reference : null);
    const candidate = useOf(comparison.candidate, measure, check.perRequest ? requests.candidate : null);
    if (reference !== undefined && candidate !== undefined && reference.unit === candidate.unit) {
      return { measure, reference, candidate };
    }
  }
  return undefined;
}

function notMeasured(comparison: Comparison, check: ResourceCheck): { reasonCode: ReasonCode; message: string } {
  const [why] = [comparison.candidate, comparison.reference].flatMap((profile) =>
    check.measures
      .map((measure) => evidenceOf(profile, measure))
      .filter((one) => one !== undefined && one.state !== 'present'),
  );
  if (why !== undefined) return { reasonCode: why.reason, message: `${check.name}: ${why.message}` };
  const without = [comparison.candidate, comparison.reference]
    .filter((profile) => check.measures.every((measure) => quantityOf(profile, measure) === undefined))
    .map((profile) => profile.environment);
  return {
    reasonCode: 'no-series',
    message: `${check.name}: not measured in ${without.length === 0 ? 'the same way on both sides' : without.join(' and ')}`,
  };
}

/** Nothing where the reference used nothing: there is no ratio to nothing. */
function changeInWords(reference: number, candidate: number): string {
  return reference > 0 ? `: ${formatChange(candidate / reference - 1)}` : '';
}

function judgeUse(
  judging: Judging,
  check: ResourceCheck,
  base: Omit<Draft, 'status' | 'reasonCode' | 'message'>,
): Finding {
  const { comparison } = judging;
  const uses = usesOf(judging, check);
  if (uses === undefined)
    return makeFinding(comparison, { ...base, status: 'unmeasured', ...notMeasured(comparison, check) });
  const { reference, candidate, measure } = uses;
  const rule = comparison.policy.rules[check.check];
  const declared = check.scale === null ? 1 : (comparison.policy.scale[check.scale] ?? 1);
  const scale = declared === 'any' ? 1 : declared;
  const band =
    check.kind === 'ratio' ? ratioBand(rule, reference.value * scale) : percentBand(rule, reference.value * scale);
  const inside = place({ value: candidate.value, interval: [candidate.value, candidate.value] }, band) === 'match';
  const ratio = scale === 1 ? '' : ` (declared ratio ${scale})`;
  return makeFinding(comparison, {
    ...base,
    status: inside ? 'match' : 'diverged',
    reasonCode: inside ? 'within-tolerance' : 'outside-tolerance',
    message: `${check.name}: ${comparison.candidate.environment} ${formatValue(candidate.value, candidate.unit)}, ${comparison.reference.environment} ${formatValue(reference.value, reference.unit)}${changeInWords(reference.value, candidate.value)}${ratio}`,
    reference: { ...reference, n: null },
    candidate: { ...candidate, n: null },
    from: [evidenceOf(comparison.reference, measure), evidenceOf(comparison.candidate, measure)],
    detail: { kind: 'ratio', expected: scale },
  });
}

function judgeCheck(judging: Judging, check: ResourceCheck): Finding {
  const { comparison, loadDiffers } = judging;
  const rule = comparison.policy.rules[check.check];
  const base = {
    dimension: 'resources',
    check: check.check,
    route: null,
    severity: rule.severity,
    tolerance: toleranceOf(rule),
  } as const;
  if (check.scale !== null && comparison.policy.scale[check.scale] === 'any') {
    const message = `${check.name}: may differ in any way, as declared under \`scale\``;
    return makeFinding(comparison, { ...base, status: 'accepted', reasonCode: 'declared-any', message });
  }
  if (check.needsComparableLoad && loadDiffers !== null && usesOf(judging, check) !== undefined) {
    return makeFinding(comparison, {
      ...base,
      status: 'unmeasured',
      reasonCode: 'load-not-comparable',
      message: `${check.name}: ${loadDiffers}`,
    });
  }
  return judgeUse(judging, check, base);
}

/** Judges CPU, memory, throttling, disk, network, pools and OOM kills, against the declared ratios and only at comparable load. */
export function judgeResources(comparison: Comparison): Finding[] {
  const requests = {
    reference: requestsOf(comparison.reference).total,
    candidate: requestsOf(comparison.candidate).total,
  };
  const judging: Judging = { comparison, requests, loadDiffers: whyLoadDiffers(comparison, requests) };
  return resourceChecks.map((check) => judgeCheck(judging, check));
}
