import type { Evidence, Histogram, Value } from '../../model/evidence.ts';
import type { ReasonCode } from '../../model/reason-codes.ts';
import { coarsen } from '../../stats/coarsen.ts';
import { commonBounds } from '../../stats/common-bounds.ts';
import { histogramQuantile, type Shape } from '../../stats/histogram-quantile.ts';
import { histogramEstimate, type QuantileEstimate, recordEstimate } from '../../stats/quantile-estimate.ts';

/** Width of every interval of the judge, in standard errors: wide, because hundreds of routes are judged at once. */
export const z = 3;

export type QuantileName = 'p50' | 'p95' | 'p99';
export const levels = { p50: 0.5, p95: 0.95, p99: 0.99 } as const satisfies Record<QuantileName, number>;

/** A quantile on both sides. */
export interface BothSides {
  readonly reference: QuantileEstimate;
  readonly candidate: QuantileEstimate;
}

/** The same quantile on both sides, or why there is none. */
export type EstimatedPair =
  | ({
      readonly ok: true;
      readonly sameBounds: boolean;
      /** The same where values are taken to lie log-normally inside a bucket; null where there are no buckets. */
      readonly otherwise: (() => BothSides) | null;
      /** Only the values of `otherwise`, which are had for a third of the work. */
      readonly otherValues: (() => { readonly reference: number; readonly candidate: number }) | null;
    } & BothSides)
  | { readonly ok: false; readonly reason: ReasonCode; readonly message: string };

/** A bucket wider than this factor says too little about a quantile inside it. */
export const coarse = 4;

/** Tells whether a quantile's bucket is so wide that only the bucket itself is known. */
export function isCoarse({ bucket: [low, high] }: QuantileEstimate): boolean {
  return !(high <= low * coarse);
}

/** The estimate of a quantile that may lie anywhere in its bucket. */
export function wholeBucket(one: QuantileEstimate): QuantileEstimate {
  return { ...one, low: Math.min(one.low, one.bucket[0]), high: Math.max(one.high, one.bucket[1]) };
}

/** Ready-made quantiles, and buckets that have nothing in common, have no shape to choose. */
const shapeless = { otherwise: null, otherValues: null };

const gap = (reason: ReasonCode, message: string): EstimatedPair => ({ ok: false, reason, message });

function estimateHistograms(reference: Histogram, candidate: Histogram, q: number): EstimatedPair {
  const inShape = (shape: Shape): BothSides => ({
    reference: histogramEstimate(reference, { q, z, shape }),
    candidate: histogramEstimate(candidate, { q, z, shape }),
  });
  return {
    ok: true,
    sameBounds: true,
    ...inShape('log-linear'),
    otherwise: () => inShape('log-normal'),
    otherValues: () => ({
      reference: histogramQuantile(reference, q, 'log-normal').value,
      candidate: histogramQuantile(candidate, q, 'log-normal').value,
    }),
  };
}

/** Different buckets: exact on the shared ones where these are fine enough there, else each side's bucket is all that is known. */
function estimateAcross(reference: Histogram, candidate: Histogram, q: number): EstimatedPair {
  const shared = commonBounds(reference.bounds, candidate.bounds);
  if (shared.length > 0) {
    const pair = estimateHistograms(coarsen(reference, shared), coarsen(candidate, shared), q);
    if (pair.ok && !isCoarse(pair.reference) && !isCoarse(pair.candidate)) return pair;
  }
  const inBucket = (side: Histogram) => wholeBucket(histogramEstimate(side, { q, z }));
  return {
    ok: true,
    sameBounds: false,
    reference: inBucket(reference),
    candidate: inBucket(candidate),
    ...shapeless,
  };
}

function sameBounds(one: Histogram, other: Histogram): boolean {
  return (
    one.bounds.length === other.bounds.length && commonBounds(one.bounds, other.bounds).length === one.bounds.length
  );
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

/** What keeps a value from being a latency that can be compared. */
function whyUnusable(value: Value): string | null {
  if (value.kind !== 'histogram' && value.kind !== 'record') return `a latency as ${value.kind}`;
  if (value.unit !== 's') return `a latency in “${value.unit}” instead of seconds`;
  return value.kind === 'histogram' && value.bounds.length === 0 ? 'a histogram without a finite bucket' : null;
}

const isUsable = ({ value, low }: QuantileEstimate) => value > 0 && value < Number.POSITIVE_INFINITY && low >= 0;

function estimateValues(reference: Value, candidate: Value, name: QuantileName): EstimatedPair {
  const unusable = whyUnusable(candidate) ?? whyUnusable(reference);
  if (unusable !== null) return gap('kind-mismatch', `${name} cannot be compared: one side reports ${unusable}`);
  if (reference.kind === 'histogram' && candidate.kind === 'histogram') {
    const across = sameBounds(reference, candidate) ? estimateHistograms : estimateAcross;
    return across(reference, candidate, levels[name]);
  }
  const [left, right] = [estimate(reference, name), estimate(candidate, name)];
  if (left === undefined || right === undefined) {
    return gap('kind-mismatch', `${name} is not known on both sides (${reference.kind} and ${candidate.kind})`);
  }
  return { ok: true, sameBounds: true, reference: left, candidate: right, ...shapeless };
}

/** Estimates one quantile on both sides from whatever each side recorded: buckets, or ready-made quantiles. */
export function estimatePair(sides: { reference: Evidence; candidate: Evidence }, name: QuantileName): EstimatedPair {
  const { reference, candidate } = sides;
  if (reference.state !== 'present') return gap(reference.reason, reference.message);
  if (candidate.state !== 'present') return gap(candidate.reason, candidate.message);
  const pair = estimateValues(reference.value, candidate.value, name);
  if (!pair.ok || (isUsable(pair.reference) && isUsable(pair.candidate))) return pair;
  return gap('not-a-number', `${name} is no positive number on one side`);
}
