import { formatValue } from '../../model/format-value.ts';
import type { Profile } from '../../model/profile.ts';
import { windowSeconds } from '../../model/window.ts';
import type { Comparison } from '../comparison.ts';

/** Requests per pod may differ by this factor before resources are no longer compared. */
const comparable = 1.25;

/** What regions or releases add up to; of everything else (shares, peaks) the largest speaks. */
const additive: ReadonlySet<string> = new Set(['cpu-cores', 'pods', 'network-bytes', 'oom-kills']);

/** A measured quantity of the whole side; undefined where it, or a region's or release's part of it, is not known. */
export function quantityOf(profile: Profile, measure: string): number | undefined {
  const evidence = (profile.sections.resources?.evidence ?? []).filter(
    (one) => one.measure === measure && one.scope.route === null,
  );
  const values = evidence.flatMap((one) =>
    one.state === 'present' && one.value.kind === 'quantity' ? [one.value.value] : [],
  );
  if (values.length === 0 || values.length < evidence.length) return undefined;
  return additive.has(measure) ? values.reduce((sum, value) => sum + value, 0) : Math.max(...values);
}

/** Pods on both sides; one of each where they are not known on both, so that environments are compared whole. */
function podsOf({ reference, candidate }: Comparison): { known: boolean; reference: number; candidate: number } {
  const [left = 0, right = 0] = [quantityOf(reference, 'pods'), quantityOf(candidate, 'pods')];
  return left > 0 && right > 0
    ? { known: true, reference: left, candidate: right }
    : { known: false, reference: 1, candidate: 1 };
}

/** Requests of both sides in their windows. */
export interface Requests {
  readonly reference: number;
  readonly candidate: number;
}

/**
 * Tells whether both sides served about as many requests per pod (per environment where pods are not known on both sides).
 *
 * @returns null where the load is comparable, else the reason in words
 */
export function whyLoadDiffers(comparison: Comparison, requests: Requests): string | null {
  const { reference, candidate, policy } = comparison;
  const declared = policy.scale.traffic ?? 1;
  if (declared === 'any') return null;
  const pods = podsOf(comparison);
  const expected = (requests.reference / windowSeconds(reference.window) / pods.reference) * declared;
  const served = requests.candidate / windowSeconds(candidate.window) / pods.candidate;
  const ratio = served / expected;
  if (ratio >= 1 / comparable && ratio <= comparable) return null;
  const per = pods.known ? 'requests/s per pod' : 'requests/s';
  return `${candidate.environment} served ${formatValue(served, '')} ${per}, ${formatValue(expected, '')} would be comparable`;
}
