import type { PlanNode } from '../../model/plan.ts';
import { qError } from './q-error.ts';
import type { Shape } from './shape.ts';

/** How far the planner was wrong about one step of a plan that was run. */
export interface Misestimate {
  readonly label: string;
  readonly estimated: number;
  readonly actual: number;
  /** max(estimate ÷ actual, actual ÷ estimate), at least 1. */
  readonly factor: number;
}

/** These read all of their input before they give the first row, whatever is asked of them. */
const blocking: ReadonlySet<string> = new Set(['Sort', 'Incremental Sort', 'Hash', 'Aggregate', 'SetOp']);
/** These give no count of rows. */
const uncounted: ReadonlySet<string> = new Set(['BitmapAnd', 'BitmapOr', 'ModifyTable']);

function measured({ type, rows, actual }: PlanNode, isCutShort: boolean): { estimated: number; actual: number } | null {
  if (actual === null || rows === null || actual.loops === 0 || uncounted.has(type)) return null;
  // Whoever stops early gets fewer rows than there are; that is no mistake of the planner.
  return isCutShort && actual.rows < rows ? null : { estimated: rows, actual: actual.rows };
}

/** Whether whoever reads this input may stop before its end. */
function mayStop(parent: Shape, child: Shape, isCutShort: boolean): boolean {
  const { type, joinType } = parent.node;
  if (type === 'Limit' || type === 'Merge Join') return true;
  const isTested = child.node.role === 'Inner' && (joinType === 'Semi' || joinType === 'Anti');
  const isAside = child.node.role === 'SubPlan' || child.node.role === 'InitPlan';
  return isTested || isAside || (isCutShort && !blocking.has(type));
}

function collect(shape: Shape, isCutShort: boolean, found: Map<string, Misestimate>): void {
  const said = measured(shape.node, isCutShort);
  const key = JSON.stringify([shape.label, shape.tables]);
  if (said !== null) {
    const factor = qError(said.estimated, said.actual);
    const known = found.get(key);
    if (known === undefined || factor > known.factor) found.set(key, { label: shape.label, ...said, factor });
  }
  for (const child of shape.children) collect(child, mayStop(shape, child, isCutShort), found);
}

/** How far the planner was wrong, per step and the tables below it; empty for a plan that was not run. */
export function misestimatesOf(shape: Shape): ReadonlyMap<string, Misestimate> {
  const found = new Map<string, Misestimate>();
  collect(shape, false, found);
  return found;
}
