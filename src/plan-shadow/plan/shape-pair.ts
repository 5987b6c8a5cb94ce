import type { Plan } from '../../model/plan.ts';
import { accessesOf } from './accesses.ts';
import { type Shape, shapeOf } from './shape.ts';

/** The shapes of two plans of one query. */
export interface ShapePair {
  readonly reference: Shape;
  readonly candidate: Shape;
}

/** Names that only one plan has, by the table that they stand for. */
function ownNames(shape: Shape, other: Shape): ReadonlyMap<string, string[]> {
  const [own, known] = [accessesOf(shape), accessesOf(other)];
  const left = [...own.values()].filter(({ alias }) => !known.has(alias));
  const byRelation = Map.groupBy(left, ({ relation }) => relation);
  return new Map([...byRelation].map(([relation, accesses]) => [relation, accesses.map(({ alias }) => alias)]));
}

/** What the candidate’s query calls otherwise than the reference’s, where there is no doubt: one table, once on either side. */
function renamed({ reference, candidate }: ShapePair): Map<string, string> {
  const before = ownNames(reference, candidate);
  const pairs = [...ownNames(candidate, reference)].flatMap(([relation, names]) => {
    const [old, ...others] = before.get(relation) ?? [];
    const [now, ...more] = names;
    return old === undefined || now === undefined || others.length + more.length > 0 ? [] : [[now, old] as const];
  });
  return new Map(pairs);
}

/** Brings two plans of one query into shape for comparing; a table that a rewritten query calls otherwise keeps the reference’s name. */
export function shapePair(reference: Plan, candidate: Plan): ShapePair {
  const pair = { reference: shapeOf(reference.root), candidate: shapeOf(candidate.root) };
  const names = renamed(pair);
  return names.size === 0 ? pair : { ...pair, candidate: shapeOf(candidate.root, names) };
}

/** Tells whether two plans read nothing in common, so that they cannot be of one query; a plan that reads nothing may be of any. */
export function areStrangers({ reference, candidate }: ShapePair): boolean {
  const read = (shape: Shape) =>
    new Set([...shape.tables, ...[...accessesOf(shape).values()].map(({ relation }) => relation)]);
  const [before, after] = [read(reference), read(candidate)];
  return before.size > 0 && after.size > 0 && before.isDisjointFrom(after);
}
