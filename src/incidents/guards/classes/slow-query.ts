import type { IncidentFacts } from '../../incident-facts.ts';
import { checkGuard } from '../check-guard.ts';
import type { Guard } from '../guard.ts';

/** Slow query or plan flip: how the planner reads the table, with production’s sizes. */
export function slowQueryGuard(facts: IncidentFacts): Guard {
  const table = facts.table.known ? facts.table.value : null;
  const which = table === null ? 'no large table may' : `the table ${table} must not`;
  return checkGuard({
    facts,
    kind: 'query-plan',
    why: `On staging's few rows a bad plan is as fast as a good one, so time tells nothing there. This reads the plan that production, or its shadow (query shadow), makes of the query: ${which} be read from end to end. A table that is small in the plan proves nothing.`,
    assumed: [
      ...(table === null ? ['the incident names no table: any large one counts'] : []),
      ...(facts.query.known ? [] : ['the incident shows no query: choose whose plan is read']),
    ],
    dimensions: ['data', 'latency'],
    check: { kind: 'plan', query: null, table },
    evidence: 'PLAN',
  });
}
