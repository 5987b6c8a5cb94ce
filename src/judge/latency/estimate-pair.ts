import type { Evidence, Histogram, Value } from '../../model/evidence.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { coarsen } from '../../stats/coarsen.ts';
import { commonBounds } from '../../stats/common-bounds.ts';
import { histogramEstimate, type QuantileEstimate, recordEstimate } from '../../stats/quantile-estimate.ts';

/** Width of every interval of the judge, in standard errors: wide, because hundreds of routes are judged at once. */
export const z = 3;

export type QuantileName = 'p50' | 'p95' | 'p99';
export const levels = { p50: 0.5, p95: 0.95, p99: 0.99 } as const satisfies Record<QuantileName, number>;

/** The same quantile on both sides, or why there is none. */
export type EstimatedPair =
  | {
      readonly ok: true;
      readonly reference: QuantileEstimate;
      readonly candidate: QuantileEstimate;
      readonly sameBounds: boolean;
    }
  | { readonly ok: false; readonly reason: ReasonCode; readonly message: string };

/** A bucket wider than this factor says too little about a quantile inside it. */
export const coarse = 4;

/** Tells whether a quantile's bucket is so wide that only the bucket itself is known. */
export function isCoarse({ bucket: [low, high] }: QuantileEstimate): boolean {
  return !(high <= low * coarse);
}

function estimate(value: Value, name: QuantileName): QuantileEstimate | undefined {
  const q = levels[name];
  if (value.kind === 'histogram') return histogramEstimate(value, { q, z });
  if (value.kind !== 'record') return undefined;
  const { p50, p95, count = Number.NaN } = value.entries;
  const own = value.entries[name];
  if (own === undefined || p50 === undefined || p95 === undefined) return undefined;
  return recordEstimate({ value: own, p50, p95, count }, { q, z });
}

/** Different buckets: exact on the shared ones where these are fine enough there, else each side's bucket is all that is known. */
function estimateAcross(reference: Histogram, candidate: Histogram, name: QuantileName): EstimatedPair {
  const at = { q: levels[name], z };
  const shared = commonBounds(reference.bounds, candidate.bounds);
  if (shared.length > 0) {
    const sides = [coarsen(reference, shared), coarsen(candidate, shared)].map((side) => histogramEstimate(side, at));
    const [left, right] = sides;
    if (left && right && !isCoarse(left) && !isCoarse(right))
      return { ok: true, reference: left, candidate: right, sameBounds: true };
  }
  const widened = (side: Histogram): QuantileEstimate => {
    const own = histogramEstimate(side, at);
    return { ...own, low: Math.min(own.low, own.bucket[0]), high: Math.max(own.high, own.bucket[1]) };
  };
  return { ok: true, reference: widened(reference), candidate: widened(candidate), sameBounds: false };
}

function sameBounds(one: Histogram, other: Histogram): boolean {
  return (
    one.bounds.length === other.bounds.length && commonBounds(one.bounds, other.bounds).length === one.bounds.length
  );
}

/** Estimates one quantile on both sides from whatever each side recorded: buckets, or ready-made quantiles. */
export function estimatePair(sides: { reference: Evidence; candidate: Evidence }, name: QuantileName): EstimatedPair {
  for (const evidence of [sides.reference, sides.candidate]) {
    if (evidence.state !== 'present') return { ok: false, reason: evidence.reason, message: evidence.message };
  }
  const [reference, candidate] = [sides.reference, sides.candidate].map((one) =>
    one.state === 'present' ? one.value : undefined,
  );
  if (reference === undefined || candidate === undefined)
    return { ok: false, reason: 'kind-mismatch', message: 'no value' };
  if (reference.kind === 'histogram' && candidate.kind === 'histogram' && !sameBounds(reference, candidate)) {
    return estimateAcross(reference, candidate, name);
  }
  const [left, right] = [estimate(reference, name), estimate(candidate, name)];
  if (left === undefined || right === undefined) {
    return {
      ok: false,
      reason: 'kind-mismatch',
      message: `${name} is not known on both sides (${reference.kind} and ${candidate.kind})`,
    };
  }
  return { ok: true, reference: left, candidate: right, sameBounds: true };
}
