import type { Column } from '../../model/sections/data/column.ts';
import type { Statistics } from '../../model/sections/data/statistics.ts';
import { arrayLiteral } from '../sql/quote.ts';
import { standIn } from './stand-in.ts';

/** Where statistics of a column belong in the shadow. */
export interface StatisticsPlace {
  readonly oid: string;
  readonly schema: string;
  readonly relation: string;
  readonly position: number;
  /** PostgreSQL's internal name of the column's type. */
  readonly type: string;
  readonly typeOid: string;
  readonly collation: string;
  readonly isSafe: boolean;
}

/** One row of `pg_statistic`, as JSON for the server: values as PostgreSQL's array literals, null where there are none. */
export interface StatisticsRow extends StatisticsPlace {
  readonly inherited: boolean;
  readonly nullShare: number;
  readonly width: number;
  readonly distinct: number;
  readonly correlation: number | null;
  readonly commonValues: string | null;
  readonly commonShares: readonly number[] | null;
  readonly histogram: string | null;
  readonly elements: string | null;
  readonly elementShares: readonly number[] | null;
  readonly elementCounts: readonly number[] | null;
}

/** Values with their shares, both or neither: a value that the type cannot hold leaves with its share. */
function paired(values: readonly string[], shares: readonly number[], type: string) {
  const kept = values.flatMap((value, index) => {
    const shown = standIn(value, type);
    return shown === null ? [] : [[shown, shares[index] ?? 0] as const];
  });
  return kept.length === 0
    ? { literal: null, shares: null }
    : { literal: arrayLiteral(kept.map(([value]) => value)), shares: kept.map(([, share]) => share) };
}

function elementsOf({ elements }: Statistics, { type, isSafe }: StatisticsPlace) {
  const none = { elements: null, elementShares: null, elementCounts: null };
  if (elements === null || !isSafe || !type.startsWith('_')) return none;
  const { literal, shares } = paired(elements.values, elements.shares, type.slice(1));
  if (literal === null || shares === null) return none;
  const counts = elements.counts.length > 0 ? elements.counts : null;
  return { elements: literal, elementShares: [...shares, ...elements.extra], elementCounts: counts };
}

/** What the server is told of one column, once for the table alone and once for all tables below it. */
export function statisticsRows(column: Pick<Column, 'statistics'>, place: StatisticsPlace): readonly StatisticsRow[] {
  return column.statistics.map((one) => {
    const common = place.isSafe
      ? paired(one.commonValues, one.commonShares, place.type)
      : { literal: null, shares: null };
    return {
      ...place,
      inherited: one.inherited,
      nullShare: one.nullShare,
      width: Math.round(one.averageWidth),
      distinct: one.distinct,
      correlation: one.correlation,
      commonValues: common.literal,
      commonShares: common.shares,
      histogram: place.isSafe && one.histogram.length > 1 ? arrayLiteral(one.histogram) : null,
      ...elementsOf(one, place),
    };
  });
}
