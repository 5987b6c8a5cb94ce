import type { Plan, PlanNode } from '../../model/plan.ts';
import type { TableSize } from './change.ts';
import { everyStep } from './every-step.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Of a table that is no partition: its share of the whole would say nothing. */
const isWhole = ({ node, times }: Shape) => node.type === 'Seq Scan' && times === 1 && node.role !== 'Member';

function sizeIn({ cost, actual, removed }: PlanNode, pageCost: number): TableSize {
  return {
    pages: cost !== null && pageCost > 0 ? Math.floor(cost / pageCost) : null,
    rows: actual?.loops === 1 ? actual.rows + (removed ?? 0) : null,
    isBound: true,
  };
}

/**
 * What the plans themselves say about the sizes of the tables that they read from end to end.
 *
 * A Seq Scan costs at least `seq_page_cost` per page, so its cost is an upper bound of its pages; one that was run, alone, saw every row.
 * It says how large a table is in the database that was asked, and nowhere else.
 */
export function sizesInPlan({ root, settings }: Plan): ReadonlyMap<string, TableSize> {
  const pageCost = Number(new Map(Object.entries(settings ?? {})).get('seq_page_cost') ?? 1);
  const scans = everyStep(shapeOf(root)).filter(isWhole);
  return new Map(
    scans.flatMap(({ node }) => (node.relation === null ? [] : [[node.relation, sizeIn(node, pageCost)] as const])),
  );
}
