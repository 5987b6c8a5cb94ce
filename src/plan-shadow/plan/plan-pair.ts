import type { Plan } from '../../model/plan.ts';
import type { PlanLine, PlanPair } from '../../model/plan-pair.ts';
import { everyStep } from './every-step.ts';
import { normalisedQuery } from './normalised-query.ts';
import type { Shape } from './shape.ts';
import { shapePair } from './shape-pair.ts';
import { stepText } from './words/step-text.ts';

/** More steps than this nobody reads; the JSON that PostgreSQL gave has them all. */
const mostLines = 150;
const longestQuery = 4000;

const keyOf = ({ label, tables }: Shape) => JSON.stringify([label, tables]);

/** How often each step occurs. */
function countSteps(shape: Shape): Map<string, number> {
  const counts = new Map<string, number>();
  for (const step of everyStep(shape)) counts.set(keyOf(step), (counts.get(keyOf(step)) ?? 0) + 1);
  return counts;
}

function linesOf(shape: Shape, others: Map<string, number>): PlanLine[] {
  const left = new Map(others);
  const lines: PlanLine[] = [];
  const add = (step: Shape, depth: number) => {
    const count = left.get(keyOf(step)) ?? 0;
    left.set(keyOf(step), count - 1);
    const { rows, actual } = step.node;
    lines.push({
      depth,
      words: stepText(step),
      rows,
      actual: actual?.rows ?? null,
      loops: actual?.loops ?? null,
      isOther: count <= 0,
    });
    for (const child of step.children) add(child, depth + 1);
  };
  add(shape, 0);
  return lines;
}

/** Both plans of a query as a report shows them: without workers, partitions gathered, and with the steps marked in which they part. */
export function planPair(reference: Plan, candidate: Plan): PlanPair {
  const { reference: before, candidate: after } = shapePair(reference, candidate);
  const sides = { reference: linesOf(before, countSteps(after)), candidate: linesOf(after, countSteps(before)) };
  // Without its literals: they are somebody’s data.
  const query = candidate.query ?? reference.query;
  const leftOut = [sides.reference, sides.candidate].reduce(
    (sum, { length }) => sum + Math.max(0, length - mostLines),
    0,
  );
  return {
    kind: 'plans',
    query: query === null ? null : normalisedQuery(query).slice(0, longestQuery),
    reference: sides.reference.slice(0, mostLines),
    candidate: sides.candidate.slice(0, mostLines),
    leftOut,
  };
}
