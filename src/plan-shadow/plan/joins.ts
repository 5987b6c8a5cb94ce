import { everyStep } from './every-step.ts';
import type { Shape } from './shape.ts';

/** A join of a plan, known by the tables that are joined below it. */
export interface Join {
  readonly tables: readonly string[];
  /** `Nested Loop`, `Hash Join`, `Merge Join`. */
  readonly method: string;
  /** Tables of its outer and of its inner side. */
  readonly sides: readonly [readonly string[], readonly string[]];
}

/** The joins of a plan by their tables; of several over the same tables (a semi-join beside another) the outermost. */
export function joinsOf(shape: Shape): ReadonlyMap<string, Join> {
  const found = new Map<string, Join>();
  for (const { node, tables, children } of everyStep(shape)) {
    const [outer, inner] = children.filter((child) => child.node.role !== 'InitPlan' && child.node.role !== 'SubPlan');
    const key = JSON.stringify(tables);
    if (node.joinType === null || outer === undefined || inner === undefined || found.has(key)) continue;
    found.set(key, { tables, method: node.type, sides: [outer.tables, inner.tables] });
  }
  return found;
}
