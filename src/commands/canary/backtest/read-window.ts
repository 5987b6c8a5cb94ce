import type { PairedReading } from '../../../canary/pair-sides.ts';
import { writeCanaryFile } from '../../../canary/write-canary-file.ts';
import type { CanaryFile, CanaryFileInput } from '../../../model/canary/canary-file.ts';
import type { Progress } from '../../../model/ports.ts';
import { ProviderError } from '../../../model/provider-error.ts';
import { readBoth } from '../run/read-both.ts';
import type { OpenWindow } from './open-windows.ts';
import { quotedName } from './quoted-name.ts';

/** So many looks are read at once. */
const stretch = 60;

/**
 * Reads both sides of a past release to the end of its window: other settings may look longer than those of then.
 *
 * @throws UsageError where both sides are the same pods; ProviderError where the server does not answer
 */
export async function readWindow(
  { release, plan, count, sources }: OpenWindow,
  { origin, progress }: { readonly origin: NonNullable<CanaryFileInput['origin']>; readonly progress: Progress },
): Promise<CanaryFile> {
  const name = quotedName(release.name);
  const readings: PairedReading[] = [];
  for (let first = 0; first < count; first += stretch) {
    const length = plan.interval * 1000;
    const looks = { start: plan.start, length, first, count: Math.min(stretch, count - first) };
    const read = await readBoth(sources, looks);
    if (!read.ok) throw new ProviderError(read.reason, `release ${name}: ${read.message}`);
    readings.push(read.pair);
    progress(`release ${name}: read ${first + looks.count} of ${count} looks`);
  }
  return writeCanaryFile(plan, { readings, origin, unreachable: null, aborted: null });
}
