import type { Finding } from '../../model/finding.ts';
import type { Profile } from '../../model/profile.ts';
import { isUnreachable } from '../../model/reason-codes.ts';
import type { Comparison } from '../comparison.ts';
import type { Gap } from '../judge-sections.ts';
import { makeFinding } from '../make-finding.ts';
import type { DataComparison } from './data-comparison.ts';
import { judgeColumns } from './judge-columns.ts';
import { judgeEdgeValues } from './judge-edge-values.ts';
import { judgeFanOut } from './judge-fan-out.ts';
import { judgeIndexes } from './judge-indexes.ts';
import { judgeKeys } from './judge-keys.ts';
import { judgeRole } from './judge-role.ts';
import { judgeRows } from './judge-rows.ts';
import { judgeServer } from './judge-server.ts';
import { judgeStaleness } from './judge-staleness.ts';
import { judgeStructure } from './judge-structure.ts';
import { pairColumns } from './pair-columns.ts';
import { pairTables } from './pair-tables.ts';
import { queriesOn } from './queries-on.ts';
import { judgeShape } from './shape/judge-shape.ts';

function gapOf({ environment, sections, catalogues }: Profile): Gap | null {
  const section = sections.data;
  if (section === undefined)
    return { reason: 'not-collected', message: `the profile of ${environment} has no data section` };
  if (section.status !== 'unavailable' && catalogues?.data !== undefined) return null;
  return {
    reason: section.reason ?? 'not-collected',
    message: `${environment}: ${section.message ?? 'the statistics of the database are missing'}`,
  };
}

/** What a side could not deliver: a server that gives no answer is an error, never a difference. */
function missingEvidence(comparison: Comparison, gaps: readonly Gap[]): Finding[] {
  const gap = gaps.find(({ reason }) => isUnreachable(reason)) ?? gaps[0];
  if (gap === undefined) return [];
  return [
    makeFinding(comparison, {
      dimension: 'data',
      check: 'evidence',
      route: null,
      status: isUnreachable(gap.reason) ? 'error' : 'unmeasured',
      severity: 'warn',
      reasonCode: gap.reason,
      message: gaps.map(({ message }) => message).join('; '),
    }),
  ];
}

/** Compares what two databases know of their data: volume, shape, structure, settings, and the rights of the application’s role. */
export function judgeData(comparison: Comparison): Finding[] {
  const { reference, candidate } = comparison;
  const gaps = [gapOf(reference), gapOf(candidate)].filter((gap) => gap !== null);
  const pair = pairTables(comparison);
  if (gaps.length > 0 || pair === null) return missingEvidence(comparison, gaps);
  const data: DataComparison = { comparison, pair, usage: queriesOn(pair.reference.statements) };
  const columns = pair.tables.flatMap((table) => pairColumns(data, table));
  return [
    ...judgeRows(data),
    ...judgeFanOut(data),
    ...judgeShape(data, columns),
    ...judgeColumns(data, columns),
    ...judgeEdgeValues(data, columns),
    ...judgeIndexes(data),
    ...judgeStructure(data),
    ...judgeStaleness(data),
    ...judgeKeys(data),
    ...judgeServer(data),
    ...judgeRole(data),
  ];
}
