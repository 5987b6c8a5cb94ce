import type { PlanNode } from '../../model/plan.ts';
import { type Access, type AccessKind, accessesOf } from './accesses.ts';
import type { Change, TableSize } from './change.ts';
import { everyStep } from './every-step.ts';
import { isSmall } from './is-small.ts';
import { type Join, joinsOf } from './joins.ts';
import { misestimatesOf } from './misestimates.ts';
import { normalisedQuery } from './normalised-query.ts';
import type { Shape } from './shape.ts';
import type { ShapePair } from './shape-pair.ts';

/** Tables' sizes on the side that counts, by relation name. */
export type Sizes = ReadonlyMap<string, TableSize>;

interface Pair<T> {
  readonly reference: T;
  readonly candidate: T;
}

/** More of a table's partitions than this must be read otherwise before it is told. */
const partitionsThatCount = 0.25;
/** RegreSQL's rule: an estimate is worse when it is off by this factor at least, and by this much more than before. */
const worstFactor = 10;
const growth = 2;

/** From which way of reading to which; null where both read the table alike. */
function movement({ reference, candidate }: Pair<Access>): { from: AccessKind; to: AccessKind } | null {
  const moved = candidate.sequential - reference.sequential;
  if (moved > partitionsThatCount) return { from: reference.kind, to: 'sequential' };
  if (moved < -partitionsThatCount) return { from: 'sequential', to: candidate.kind };
  const isAlike = [reference.kind, 'sequential'].includes(candidate.kind) || reference.kind === 'sequential';
  return isAlike ? null : { from: reference.kind, to: candidate.kind };
}

function scanChange(pair: Pair<Access>, sizes: Sizes): Change[] {
  const { reference, candidate } = pair;
  const { alias, relation } = reference;
  const indexes = { from: reference.indexes, to: candidate.indexes };
  const moved = movement(pair);
  if (moved !== null) return [{ kind: 'scan', alias, relation, ...moved, indexes, size: sizes.get(relation) ?? null }];
  // The indexes of partitions are many and named after them: only a table of its own tells which index it uses.
  const isPartitioned = reference.isPartitioned || candidate.isPartitioned;
  const isSame = JSON.stringify(indexes.from) === JSON.stringify(indexes.to);
  return isSame || isPartitioned ? [] : [{ kind: 'index', alias, relation, ...indexes }];
}

function scanChanges({ reference, candidate }: ShapePair, sizes: Sizes): Change[] {
  const after = accessesOf(candidate);
  return [...accessesOf(reference)].flatMap(([alias, access]) => {
    const other = after.get(alias);
    return other === undefined ? [] : scanChange({ reference: access, candidate: other }, sizes);
  });
}

function orderText(joins: Iterable<Join>): string[] {
  return [...joins].map(({ sides }) => sides.map((side) => side.join(' ⋈ ')).join(' with '));
}

function joinChanges({ reference, candidate }: ShapePair): Change[] {
  const [before, after] = [joinsOf(reference), joinsOf(candidate)];
  const methods = [...before].flatMap(([key, join]): Change[] => {
    const other = after.get(key);
    return other === undefined || other.method === join.method
      ? []
      : [{ kind: 'join-method', tables: join.tables, from: join.method, to: other.method }];
  });
  const hasSameOrder = before.size === after.size && [...before.keys()].every((key) => after.has(key));
  return hasSameOrder
    ? methods
    : [...methods, { kind: 'join-order', from: orderText(before.values()), to: orderText(after.values()) }];
}

/** What is sorted by, without literals. */
const keyOf = ({ sortKey }: PlanNode) => normalisedQuery(sortKey.join(', '));

function sortChanges({ reference, candidate }: ShapePair): Change[] {
  const sorts = (shape: Shape) => everyStep(shape).filter(({ node }) => node.type.endsWith('Sort'));
  const [before, after] = [sorts(reference), sorts(candidate)];
  if (!(after.length > before.length)) return [];
  const known = new Set(before.map(({ node }) => keyOf(node)));
  const keys = after.map(({ node }) => keyOf(node)).filter((key) => key !== '' && !known.has(key));
  return [{ kind: 'sort', from: before.length, to: after.length, keys: [...new Set(keys)] }];
}

function spillChanges({ reference, candidate }: ShapePair): Change[] {
  const spilling = (shape: Shape) => everyStep(shape).filter(({ node }) => node.spilled === true);
  const known = new Set(spilling(reference).map(({ label }) => label));
  const steps = spilling(candidate)
    .filter(({ label }) => !known.has(label))
    .map(({ label }) => label);
  return reference.node.spilled === null || steps.length === 0 ? [] : [{ kind: 'spill', steps: [...new Set(steps)] }];
}

function estimateChanges({ reference, candidate }: ShapePair): Change[] {
  const before = misestimatesOf(reference);
  if (before.size === 0) return [];
  const usual = Math.max(...[...before.values()].map(({ factor }) => factor));
  const worse = [...misestimatesOf(candidate)].flatMap(([key, { label, estimated, actual, factor }]): Change[] => {
    const from = before.get(key)?.factor ?? usual;
    return factor >= worstFactor && factor >= growth * from
      ? [{ kind: 'estimate', step: label, estimated, actual, from, to: factor }]
      : [];
  });
  return worse.sort((one, other) => ratio(other) - ratio(one)).slice(0, 1);
}

const ratio = (change: Change) => (change.kind === 'estimate' ? change.to / change.from : 0);

function tableChanges({ reference, candidate }: ShapePair, sizes: Sizes): Change[] {
  const added = candidate.tables.filter((name) => !reference.tables.includes(name));
  const removed = reference.tables.filter((name) => !candidate.tables.includes(name));
  const accesses = accessesOf(candidate);
  const whole = added.filter((name) => {
    const access = accesses.get(name);
    return access?.kind === 'sequential' && !isSmall(sizes.get(access.relation) ?? null);
  });
  return added.length + removed.length === 0 ? [] : [{ kind: 'tables', added, removed, whole }];
}

/** Everything in which the plans of one query differ, gravest kinds first; empty where only costs, rows or workers do. */
export function findChanges(pair: ShapePair, sizes: Sizes): Change[] {
  const tables = tableChanges(pair, sizes);
  return [
    ...scanChanges(pair, sizes),
    // Where the query itself reads other tables, its joins cannot be the same.
    ...(tables.length === 0 ? joinChanges(pair) : tables),
    ...sortChanges(pair),
    ...spillChanges(pair),
    ...estimateChanges(pair),
  ];
}
