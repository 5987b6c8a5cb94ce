import type { Finding } from '../../model/finding.ts';
import { type PlanJudging, planFinding } from '../plan/plan-finding.ts';

/** An index of the schema that production lacks. */
export interface LackedIndex {
  readonly table: string;
  readonly name: string;
  readonly isInvalid: boolean;
  /** Queries that would use it. */
  readonly wantedBy: readonly string[];
}

const shown = 5;

/** An index that production lacks blocks where a query would use it. */
export function judgeIndex({ table, name, isInvalid, wantedBy }: LackedIndex, judging: PlanJudging): Finding {
  const state = isInvalid ? 'is invalid in production and never used' : 'is missing in production';
  const more = wantedBy.length > shown ? ` and ${wantedBy.length - shown} more` : '';
  const uses =
    wantedBy.length === 0
      ? 'no query that is known here would use it'
      : `it would be used by ${wantedBy.slice(0, shown).join('; ')}${more}`;
  return planFinding(judging, {
    check: 'index-in-production',
    subject: `${table}.${name}`,
    status: 'diverged',
    severity: wantedBy.length > 0 ? 'block' : 'warn',
    reasonCode: 'missing-in-production',
    message: `the schema has this index of ${table}, which ${state}, and no migration of this change makes it: ${uses}`,
  });
}
