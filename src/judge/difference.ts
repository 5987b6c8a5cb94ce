import type { Finding } from '../model/finding.ts';
import type { Difference } from '../model/policy.ts';

/** Units that may be nothing on a side, and whose ratio therefore says little: 0.1 % to 0.3 % of the requests is no tripling to speak of. */
const additive: ReadonlySet<string> = new Set(['share', 'kills', 'requests']);

/** From this share of the requests on, a difference is severe. */
const severeFrom: ReadonlyMap<string, number> = new Map([
  ['error-rate', 0.25],
  ['status-mix', 0.25],
  ['route-coverage', 0.25],
  ['missing-route', 0.05],
]);
/** From this share of failed requests on it is an outage, whatever the reference does. */
const outage = 0.5;

function numberIn({ detail }: Finding, kind: string, key: string): number | null {
  const value = detail?.kind === kind ? detail[key] : null;
  return typeof value === 'number' ? value : null;
}

/**
 * How far the candidate is from where it was expected, with its sign: ln(candidate ÷ reference) of latencies and of resources per
 * request, candidate − reference of shares and counts; a declared ratio is taken out, and a missing route counts by its share.
 *
 * @returns null where a side is unknown
 * @example differenceOf(finding)
 */
export function differenceOf(finding: Finding): Difference | null {
  const { reference, candidate } = finding;
  if (reference === null || candidate === null) return null;
  const share = numberIn(finding, 'missing-route', 'share');
  if (share !== null) return { kind: 'difference', size: -share };
  const expected = reference.value * (numberIn(finding, 'ratio', 'expected') ?? 1);
  const isRatio = !additive.has(candidate.unit) && expected > 0 && candidate.value > 0;
  const size = isRatio ? Math.log(candidate.value / expected) : candidate.value - expected;
  return Number.isFinite(size) ? { kind: isRatio ? 'ratio' : 'difference', size } : null;
}

/**
 * Tells whether a finding is too grave for any baseline: it blocks; or half of the candidate’s requests fail; or a quarter of the
 * requests more (or fewer) than the reference’s fail, end otherwise or go to routes that are not exercised; or a route with a
 * twentieth of the requests is missing. A waiver, which names a reason, an owner and a date, may still accept it.
 */
export function isSevere(finding: Finding): boolean {
  if (finding.severity === 'block') return true;
  if (finding.check === 'error-rate' && (finding.candidate?.value ?? 0) >= outage) return true;
  const least = severeFrom.get(finding.check);
  return least !== undefined && Math.abs(differenceOf(finding)?.size ?? 0) >= least;
}
