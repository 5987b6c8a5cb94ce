import type { Evidence, Histogram, PresentEvidence } from '../../model/evidence.ts';
import { totalOf } from '../../stats/coarsen.ts';
import { sumHistograms } from '../../stats/sum-histograms.ts';
import { type CompletePair, completePair } from './complete-pairs.ts';

interface Part {
  readonly reference: Histogram;
  readonly candidate: Histogram;
}

function partOf(pair: CompletePair): Part[] {
  const [reference, candidate] = [pair.reference, pair.candidate].map((one) =>
    one.state === 'present' ? one.value : undefined,
  );
  if (pair.route === null || reference?.kind !== 'histogram' || candidate?.kind !== 'histogram') return [];
  return totalOf(reference) > 0 && totalOf(candidate) > 0 ? [{ reference, candidate }] : [];
}

const withValue = (like: Evidence, value: Histogram): PresentEvidence => ({
  state: 'present',
  measure: 'latency',
  scope: { route: null, slice: '' },
  source: like.source,
  query: like.query,
  value,
});

/** Rescales a histogram's counts so that its total is its effective sample size, the number of equally weighted requests it is worth. */
function withEffectiveSize(histogram: Histogram, effective: number): Histogram {
  const scale = effective / totalOf(histogram);
  return { ...histogram, cumulative: histogram.cumulative.map((count) => count * scale) };
}

/**
 * The total of both sides over the given routes, with the candidate's routes weighted by the reference's mix (direct standardisation):
 * another mix of routes is a finding of its own, not a latency.
 *
 * The candidate's effective sample size is (Σw)² ÷ Σ(w²/n) (Kish).
 *
 * @returns null where no route has buckets on both sides
 */
export function totalPair(pairs: readonly CompletePair[], note: string): CompletePair | null {
  const parts = pairs.flatMap(partOf);
  const [like] = pairs;
  if (parts.length === 0 || like === undefined) return null;
  const reference = sumHistograms(parts.map((part) => ({ histogram: part.reference, weight: 1 })));
  const weights = parts.map((part) => totalOf(part.reference) / totalOf(reference));
  const candidate = sumHistograms(
    parts.map((part, index) => ({
      histogram: part.candidate,
      weight: (weights[index] ?? 0) / totalOf(part.candidate),
    })),
  );
  const effective =
    1 / parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) ** 2 / totalOf(part.candidate), 0);
  return completePair({
    route: null,
    slice: '',
    reference: withValue(like.reference, reference),
    candidate: withValue(like.candidate, withEffectiveSize(candidate, effective)),
    note,
  });
}
