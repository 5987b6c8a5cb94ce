import type { Looks } from '../../../canary/looks.ts';
import type { PairedReading } from '../../../canary/pair-sides.ts';
import type { UnreadSide } from '../../../canary/side-reading.ts';
import type { CanarySource } from '../../../sources/canary-source.ts';
import { refuseShared } from './canary-sides.ts';

/** Both sides of a canary, opened. */
export interface SideSources {
  readonly canary: CanarySource;
  readonly baseline: CanarySource;
}

/**
 * Reads a stretch of looks of both sides.
 *
 * @throws UsageError where both sides turn out to be the same pods
 */
export async function readBoth(
  { canary: canarySource, baseline: baselineSource }: SideSources,
  looks: Looks,
): Promise<{ ok: true; pair: PairedReading } | UnreadSide> {
  const [canary, baseline] = await Promise.all([canarySource.read(looks), baselineSource.read(looks)]);
  if (!canary.ok) return { ...canary, message: `canary: ${canary.message}` };
  if (!baseline.ok) return { ...baseline, message: `baseline: ${baseline.message}` };
  refuseShared(canary.fingerprints, baseline.fingerprints);
  return { ok: true, pair: { canary: canary.reading, baseline: baseline.reading } };
}
