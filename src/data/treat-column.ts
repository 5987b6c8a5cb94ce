import type { Column } from '../model/sections/data/column.ts';
import type { Statistics, Treatment } from '../model/sections/data/statistics.ts';
import { curveOf, curveQuantiles, type Distribution } from '../stats/distribution.ts';
import { hashValue } from './hash-value.ts';
import { measureValue, writeValue } from './measure-value.ts';
import type { RawStatistics, Treating } from './raw-statistics.ts';
import { rounding } from './round-value.ts';
import { traitsOf } from './traits-of.ts';
import { type ValueFamily, valueFamily } from './value-family.ts';

const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);

function treatmentOf(family: ValueFamily, { isSafe, key }: Treating): Treatment {
  if (isSafe || family === 'exact') return 'plain';
  if (family !== 'text') return 'rounded';
  return key === null ? 'hidden' : 'hashed';
}

type Common = readonly (readonly [value: string, share: number])[];

/** Values that too few rows carry point at persons. Labels of an enum and what was declared safe do not. */
function frequent(raw: RawStatistics, treating: Treating): Common {
  const pairs = raw.commonValues.map((value, index) => [value, raw.commonShares[index] ?? 0] as const);
  const { rows, leastRows } = treating;
  return pairs.filter(([, share]) => rows !== null && share * rows >= leastRows);
}

/**
 * Bounds of buckets that hold at least `leastRows` rows each, and equally many. Common values that were dropped lie among them, so
 * that the shape of the column stays whole.
 */
function anonymousBounds(rest: Distribution, buckets: number): number[] {
  const shares = Array.from({ length: buckets + 1 }, (_, index) => index / buckets);
  return buckets < 1 ? [] : curveQuantiles(curveOf(rest), shares);
}

/** Values that are the same once rounded are one value. */
function merged(pairs: Common): Common {
  const shares = new Map<string, number>();
  for (const [value, share] of pairs) shares.set(value, (shares.get(value) ?? 0) + share);
  return [...shares].sort(([, one], [, other]) => other - one);
}

function masses(pairs: Common, measured: (text: string) => number): Distribution['masses'] {
  return pairs
    .map(([value, share]) => ({ value: measured(value), share }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((one, other) => one.value - other.value);
}

function roundedValues(raw: RawStatistics, family: ValueFamily, treating: Treating): Shown {
  const measured = (text: string) => measureValue(text, family);
  const all = raw.commonValues.map((value, index) => [value, raw.commonShares[index] ?? 0] as const);
  const kept = frequent(raw, treating);
  const shown = new Set(kept.map(([value]) => value));
  const bounds = raw.histogram.map(measured).filter(Number.isFinite);
  const spread = bounds.length < 2 ? 0 : Math.max(0, 1 - raw.nullShare - sum(raw.commonShares));
  const round = rounding({ masses: masses(all, measured), bounds, spread }, family === 'date' || family === 'time');
  const write = (value: number) => (Number.isNaN(value) ? [] : [writeValue(round(value), family)]);
  const rest = {
    masses: masses(
      all.filter(([value]) => !shown.has(value)),
      measured,
    ),
    bounds,
    spread,
  };
  const rows = (treating.rows ?? 0) * (spread + sum(rest.masses.map(({ share }) => share)));
  const most = Math.max(bounds.length, rest.masses.length) - 1;
  return {
    common: merged(kept.flatMap(([value, share]) => write(measured(value)).map((text) => [text, share] as const))),
    histogram: anonymousBounds(rest, Math.min(most, Math.floor(rows / treating.leastRows))).flatMap(write),
  };
}

interface Shown {
  readonly common: Common;
  readonly histogram: readonly string[];
}

function shownValues(treatment: Treatment, raw: RawStatistics, treating: Treating): Shown {
  const hash = (value: string) => (raw.isHashed ? value : hashValue(value, treating.key ?? ''));
  switch (treatment) {
    case 'plain':
      return {
        common: raw.commonValues.map((value, index) => [value, raw.commonShares[index] ?? 0]),
        histogram: raw.histogram,
      };
    case 'rounded':
      return roundedValues(raw, valueFamily(treating.type, treating.isEnum), treating);
    case 'hashed':
      return { common: frequent(raw, treating).map(([value, share]) => [hash(value), share]), histogram: [] };
    case 'hidden':
      return { common: [], histogram: [] };
  }
}

function elementsOf(treatment: Treatment, raw: RawStatistics, treating: Treating): Statistics['elements'] {
  const { elements, elementShares, elementCounts, isHashed } = raw;
  if (elements.length === 0 || treatment === 'hidden' || treatment === 'rounded') return null;
  const { key, rows, leastRows } = treating;
  const kept = elements
    .map((value, index) => [value, elementShares[index] ?? 0] as const)
    .filter(([, share]) => treatment === 'plain' || (rows !== null && share * rows >= leastRows));
  const shown = (value: string) => (treatment === 'plain' || isHashed ? value : hashValue(value, key ?? ''));
  return {
    values: kept.map(([value]) => shown(value)),
    shares: kept.map(([, share]) => share),
    extra: elementShares.slice(elements.length),
    counts: [...elementCounts],
  };
}

function treatOne(treatment: Treatment, raw: RawStatistics, treating: Treating): Statistics {
  const { common, histogram } = shownValues(treatment, raw, treating);
  const shares = common.map(([, share]) => share);
  const hiddenShare = sum(raw.commonShares) - sum(shares);
  const family = valueFamily(treating.type, treating.isEnum);
  return {
    inherited: raw.inherited,
    nullShare: raw.nullShare,
    averageWidth: raw.averageWidth,
    distinct: raw.distinct,
    correlation: raw.correlation,
    commonValues: common.map(([value]) => value),
    commonShares: shares,
    hiddenCommon: {
      count: Math.max(0, raw.commonValues.length - common.length),
      share: hiddenShare > 1e-6 ? hiddenShare : 0,
    },
    histogram: [...histogram],
    histogramBounds: raw.histogram.length,
    elements: elementsOf(treatment, raw, treating),
    traits: raw.isHashed ? [] : traitsOf([...raw.commonValues, ...raw.histogram], family),
  };
}

/**
 * Treats what the planner knows of a column so that no row’s value leaves: labels of enums, booleans and columns declared safe
 * stay, numbers and times are rounded, everything else is hashed with the key, and what few rows share is dropped.
 */
export function treatColumn(
  raw: readonly RawStatistics[],
  treating: Treating,
): Pick<Column, 'treatment' | 'statistics'> {
  const treatment = treatmentOf(valueFamily(treating.type, treating.isEnum), treating);
  // What the database hashed cannot be shown, whatever was declared.
  const possible = raw.some(({ isHashed }) => isHashed) && treatment === 'plain' ? 'hashed' : treatment;
  return { treatment: possible, statistics: raw.map((one) => treatOne(possible, one, treating)) };
}
