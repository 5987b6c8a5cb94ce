import type { PlanNode } from '../../model/plan.ts';
import { everyStep } from './every-step.ts';
import type { Shape } from './shape.ts';

/** Ways to read a table, the most selective first; `whole-index`: all of it, in the order of an index. */
export const accessKinds = ['index-only', 'index', 'bitmap', 'whole-index', 'sequential'] as const;
export type AccessKind = (typeof accessKinds)[number];

/** How a plan reads one table. */
export interface Access {
  /** What the query calls it. */
  readonly alias: string;
  readonly relation: string;
  /** How it is read where that is not from end to end; `sequential` where all of it is. */
  readonly kind: AccessKind;
  /** Share of its partitions that are read from end to end; 0 or 1 without partitions. */
  readonly sequential: number;
  readonly indexes: readonly string[];
  readonly isPartitioned: boolean;
}

const kinds: ReadonlyMap<string, AccessKind> = new Map<string, AccessKind>([
  ['Index Only Scan', 'index-only'],
  ['Index Scan', 'index'],
  ['Bitmap Heap Scan', 'bitmap'],
  ['Seq Scan', 'sequential'],
]);

function kindOf({ type, indexCondition }: PlanNode): AccessKind {
  const kind = kinds.get(type) ?? 'sequential';
  return (kind === 'index' || kind === 'index-only') && indexCondition === null ? 'whole-index' : kind;
}

function indexesIn(step: Shape): string[] {
  const own = step.node.index === null ? [] : [step.node.index];
  return step.node.type === 'Bitmap Heap Scan' ? everyStep(step).flatMap(({ node }) => node.index ?? []) : own;
}

/** The way in which most are read that are not read from end to end. */
function commonest(steps: readonly Shape[]): AccessKind {
  const times = new Map<AccessKind, number>();
  for (const { node, times: more } of steps) {
    const kind = kindOf(node);
    if (kind !== 'sequential') times.set(kind, (times.get(kind) ?? 0) + more);
  }
  const [first] = [...times].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  return first?.[0] ?? 'sequential';
}

function accessOf(alias: string, steps: readonly Shape[]): Access {
  const all = steps.reduce((sum, { times }) => sum + times, 0);
  const whole = steps.filter(({ node }) => node.type === 'Seq Scan').reduce((sum, { times }) => sum + times, 0);
  return {
    alias,
    relation: steps[0]?.node.relation ?? alias,
    kind: commonest(steps),
    sequential: whole / all,
    indexes: [...new Set(steps.flatMap(indexesIn))].sort(),
    isPartitioned: steps.some(({ node, times }) => times > 1 || node.role === 'Member'),
  };
}

/** How a plan reads each of its tables, by the name that the query gives it. */
export function accessesOf(shape: Shape): ReadonlyMap<string, Access> {
  const scans = everyStep(shape).filter(({ node }) => kinds.has(node.type));
  const byName = Map.groupBy(scans, ({ tables, node }) => tables[0] ?? node.alias ?? '');
  return new Map([...byName].map(([alias, steps]) => [alias, accessOf(alias, steps)]));
}
