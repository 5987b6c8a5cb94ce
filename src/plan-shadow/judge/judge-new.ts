import type { Finding } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { everyStep } from '../plan/every-step.ts';
import { type PlanJudging, planFinding } from '../plan/plan-finding.ts';
import { shapeOf } from '../plan/shape.ts';

/** From this number of rows on, a new query that reads a whole table is worth a word. */
const manyRows = 100_000;

function wholeReads({ root }: Plan, { sizes }: PlanJudging): readonly string[] {
  return everyStep(shapeOf(root)).flatMap(({ node: { type, relation } }) => {
    const rows = type === 'Seq Scan' ? (sizes.get(relation ?? '')?.rows ?? 0) : 0;
    return rows >= manyRows ? [`${relation} (${Math.round(rows).toLocaleString('en')} rows)`] : [];
  });
}

/** Judges a query that a change brings: there is nothing to compare it with but the size of what it reads. */
export function judgeNew(query: string, plan: Plan, judging: PlanJudging): Finding {
  const reads = [...new Set(wholeReads(plan, judging))];
  const base = { check: 'plan:scan', subject: query } as const;
  if (reads.length === 0) {
    const message = 'a new query; production would read no large table from end to end for it';
    return planFinding(judging, {
      ...base,
      status: 'match',
      severity: 'warn',
      reasonCode: 'reads-selectively',
      message,
    });
  }
  const message = `a new query; production would read ${reads.join(' and ')} from end to end for it`;
  return planFinding(judging, {
    ...base,
    status: 'diverged',
    severity: 'warn',
    reasonCode: 'reads-whole-table',
    message,
  });
}
