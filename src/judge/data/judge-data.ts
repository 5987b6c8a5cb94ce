import type { Finding } from '../../model/finding.ts';
import type { Profile } from '../../model/profile.ts';
import { isUnreachable } from '../../model/reason-codes.ts';
import type { Comparison } from '../comparison.ts';
import type { Gap } from '../judge-sections.ts';
import { makeFinding } from '../make-finding.ts';
import { judgeRows } from './judge-rows.ts';
import { pairTables } from './pair-tables.ts';

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
  return judgeRows(comparison, pair);
}
