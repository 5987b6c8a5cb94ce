import type { PlanNode } from '../../model/plan.ts';

const gathers: ReadonlySet<string> = new Set(['Gather', 'Gather Merge']);
const isAside = ({ role }: PlanNode) => role === 'InitPlan' || role === 'SubPlan';

/** The one step that a step takes its rows from; null where there are several or none. */
function only({ children }: PlanNode): PlanNode | null {
  const inputs = children.filter((child) => !isAside(child));
  return inputs.length === 1 ? (inputs[0] ?? null) : null;
}

/** The partial aggregate that a final one completes, below the steps that only bring the workers' rows together. */
function partialBelow(node: PlanNode): PlanNode | null {
  let below = only(node);
  while (below !== null && (gathers.has(below.type) || below.type === 'Sort' || below.type === 'Incremental Sort'))
    below = only(below);
  return below?.type === 'Aggregate' && below.partial === 'Partial' ? below : null;
}

/** The step that stands for this one where workers do not count; what both have aside is kept. */
function stripped(node: PlanNode): PlanNode {
  let kept = node;
  for (;;) {
    const next = gathers.has(kept.type) ? only(kept) : kept.partial === 'Finalize' ? partialBelow(kept) : null;
    if (next === null) return kept;
    const { role, name, children } = kept;
    const rows = kept.rows ?? next.rows;
    kept = { ...next, role, name, rows, partial: null, children: [...children.filter(isAside), ...next.children] };
  }
}

/**
 * The same plan as one process would run it: no Gather, one aggregate instead of a partial and a final one.
 *
 * How many workers a plan has follows from settings and from the client, so it must not make two plans different.
 */
export function withoutWorkers(root: PlanNode): PlanNode {
  const node = stripped(root);
  return { ...node, parallel: false, children: node.children.map(withoutWorkers) };
}
