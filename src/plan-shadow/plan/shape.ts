import type { PlanNode } from '../../model/plan.ts';
import { withoutWorkers } from './without-workers.ts';

/** A step of a plan as far as two plans are compared by it: no costs, no rows, no literals, no workers, partitions gathered. */
export interface Shape {
  /** The step alone, in words that are the same for the same step of another plan. */
  readonly label: string;
  /** Names of what is read below, as the query calls it, sorted; what stands aside (InitPlan, SubPlan) is not read by this step. */
  readonly tables: readonly string[];
  /** How many alike partitions it stands for. */
  readonly times: number;
  readonly node: PlanNode;
  readonly children: readonly Shape[];
}

const appends: ReadonlySet<string> = new Set(['Append', 'Merge Append']);
const isAside = (role: string | null) => role === 'InitPlan' || role === 'SubPlan';
const sorted = (names: readonly string[]) => [...new Set(names)].sort();

/** PostgreSQL calls the partitions of `p` `p_1`, `p_2`, …. */
const partitioned = (alias: string) => alias.replace(/_\d+$/, '');

/** Other names for tables, by the names that the query gives them. */
type Names = ReadonlyMap<string, string>;

interface Place {
  /** Whether a step stands below an Append, where its names are those of one partition. */
  readonly isMember: boolean;
  readonly names: Names;
}

function nameOf(node: PlanNode, { isMember, names }: Place): string {
  const own = node.alias ?? node.relation ?? node.object ?? '';
  const name = isMember ? partitioned(own) : own;
  return names.get(name) ?? name;
}

/** `CTE recent`, `InitPlan`: numbers differ from plan to plan. */
function asideName({ role, name }: PlanNode): string {
  if (name?.startsWith('CTE ') === true) return `${name} = `;
  return isAside(role) ? `${role} = ` : '';
}

function labelOf(node: PlanNode, place: Place): string {
  const name = nameOf(node, place);
  const index = place.isMember ? null : node.index;
  const parts = [
    node.type,
    node.joinType ?? '',
    node.strategy ?? '',
    node.operation ?? '',
    name,
    index === null ? '' : `using ${index}`,
  ];
  return asideName(node) + parts.filter((part) => part !== '').join(' ');
}

/** Alike members of an Append become one; their order and their number follow from the data's partitions. */
function gathered(members: readonly Shape[]): Shape[] {
  const alike = [...Map.groupBy(members, fingerprintOf)].sort(([one], [other]) => (one < other ? -1 : 1));
  return alike.flatMap(([, [first, ...rest]]) =>
    first === undefined ? [] : [{ ...first, times: rest.reduce((sum, one) => sum + one.times, first.times) }],
  );
}

function shapeIn(node: PlanNode, place: Place): Shape {
  const isAppend = appends.has(node.type);
  const children = node.children.map((child) =>
    shapeIn(child, { ...place, isMember: isAppend || (place.isMember && !isAside(child.role)) }),
  );
  const inputs = children.filter((child) => !isAside(child.node.role));
  const aside = children.filter((child) => isAside(child.node.role));
  const read = inputs.flatMap((child) => child.tables);
  const own = inputs.length === 0 || node.alias !== null ? nameOf(node, place) : '';
  return {
    label: labelOf(node, place),
    tables: sorted(own === '' || read.includes(own) ? read : [...read, own]),
    times: 1,
    node,
    children: isAppend ? [...aside, ...gathered(inputs)] : children,
  };
}

/** The shape of a plan; its tables may be called by other names than the query gives them. */
export function shapeOf(root: PlanNode, names: Names = new Map()): Shape {
  return shapeIn(withoutWorkers(root), { isMember: false, names });
}

/**
 * Text that two plans share exactly when they read the same things in the same way and order.
 *
 * It is keyed by the names that the query gives its tables, so that a self-join counts twice, and says nothing of costs, rows,
 * literals and workers.
 */
export function fingerprintOf({ label, children }: Shape): string {
  return children.length === 0 ? label : `${label} [${children.map(fingerprintOf).join(', ')}]`;
}
