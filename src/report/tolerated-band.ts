import type { Finding, Tolerance } from '../model/finding.ts';

/** The factor that all routes share, which is taken out before they are compared; 1 where there is none. */
export function sharedFactor(findings: readonly Finding[]): number {
  const found = findings.find(({ dimension, check }) => dimension === 'latency' && check === 'common-factor')?.candidate
    ?.value;
  return found !== undefined && found > 0 && Number.isFinite(found) ? found : 1;
}

/**
 * The values of the candidate that a tolerance allows around what is expected, for drawing; an open end is 0 or infinity.
 *
 * @example toleratedBand({ relative: 0.3, absolute: 0.025, direction: 'either' }, 1) // [0.7, 1.3]
 */
export function toleratedBand(tolerance: Tolerance | null, expected: number): [number, number] | null {
  if (tolerance === null) return null;
  const allowed = Math.max((tolerance.relative ?? 0) * expected, tolerance.absolute ?? 0);
  return openBy(tolerance.direction, [Math.max(0, expected - allowed), expected + allowed]);
}

/**
 * The ratios candidate / reference that a tolerance allows: from `expected` divided by one more than the relative tolerance to as many
 * times, wider where the absolute tolerance is.
 *
 * @example toleratedRatios({ relative: 1, absolute: null, direction: 'either' }, { expected: 1, reference: 8 }) // [0.5, 2]
 */
export function toleratedRatios(
  tolerance: Tolerance | null,
  { expected, reference }: ExpectedRatio,
): [number, number] | null {
  if (tolerance === null) return null;
  const factor = 1 + (tolerance.relative ?? 0);
  const absolute = reference > 0 ? (tolerance.absolute ?? 0) / reference : 0;
  return openBy(tolerance.direction, [
    Math.min(expected / factor, expected - absolute),
    Math.max(expected * factor, expected + absolute),
  ]);
}

interface ExpectedRatio {
  /** Declared ratio, 1 where none is. */
  readonly expected: number;
  /** What the reference measured; 0 where that is nothing. */
  readonly reference: number;
}

/** Where only an increase counts, any decrease is tolerated, and the other way round. */
function openBy(direction: Tolerance['direction'], [low, high]: [number, number]): [number, number] {
  return [direction === 'increase' ? 0 : low, direction === 'decrease' ? Number.POSITIVE_INFINITY : high];
}
