import { podOf } from '../../../canary/identity.ts';
import type { Sample } from '../../../canary/sample.ts';
import { sliceOf } from '../scopes.ts';
import type { SideSamples } from './ask-side.ts';

/** The samples of one region or release. */
export type SlicedSamples = Pick<SideSamples, 'requests' | 'latency' | 'cluster' | 'process'>;

export const noSamples: SlicedSamples = { requests: [], latency: [], cluster: [], process: [] };

const parts = Object.keys(noSamples) as (keyof SlicedSamples)[];

/**
 * Sorts the samples of a side by the labels that are never pooled.
 *
 * What exporters of the cluster say about a pod carries none of them: it goes where the pod's own series say that it is.
 *
 * @param homes where each pod is; what the samples say is added to it, for a pod that crashed says nothing any more
 * @returns by the name of the region or release; one without a name where no label is given, or no series has it
 */
export function sliceSamples(
  samples: SlicedSamples,
  split: readonly string[],
  homes: Map<string, string>,
): ReadonlyMap<string, SlicedSamples> {
  if (split.length === 0) return new Map([['', samples]]);
  const own = (sample: Sample) => sliceOf(sample.labels, split);
  for (const sample of [...samples.requests, ...samples.latency, ...samples.process]) {
    const slice = own(sample);
    if (slice !== '') homes.set(podOf(sample.labels), slice);
  }
  const homeOf = (sample: Sample) => own(sample) || (homes.get(podOf(sample.labels)) ?? '');
  const sorted = parts.map((part) => [part, Map.groupBy(samples[part], homeOf)] as const);
  const names = new Set(sorted.flatMap(([, slices]) => [...slices.keys()]));
  if (names.size === 0) names.add('');
  return new Map(
    [...names].map((name) => {
      const sliced = sorted.map(([part, slices]) => [part, slices.get(name) ?? []]);
      return [name, { ...noSamples, ...Object.fromEntries(sliced) }];
    }),
  );
}
