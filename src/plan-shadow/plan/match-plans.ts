import type { Plan } from '../../model/plan.ts';
import { UsageError } from '../../model/usage-error.ts';
import type { NamedPlan } from './named-plan.ts';
import { normalisedQuery } from './normalised-query.ts';

/** The plans of one query; a side that has none is empty. */
export interface MatchedPlans {
  /** Its name, or its text without literals. */
  readonly query: string;
  readonly reference: readonly Plan[];
  readonly candidate: readonly Plan[];
}

/** All plans of one query on one side. */
interface Group {
  readonly name: string | null;
  readonly text: string | null;
  readonly plans: Plan[];
}

function groupsOf(named: readonly NamedPlan[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [at, { name, plan }] of named.entries()) {
    const text = plan.query === null ? null : normalisedQuery(plan.query);
    const key = name !== null || text !== null ? JSON.stringify([name, name === null ? text : null]) : String(at);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { name, text, plans: [plan] });
    else known.plans.push(plan);
  }
  return [...groups.values()];
}

/** Plans of one side that were made again to see whether they stay: those of the same query, or all where there is one query. */
function together(groups: readonly Group[], again: readonly NamedPlan[]): Group[] {
  const more = groupsOf(again);
  const [only] = groups;
  if (groups.length === 1 && only !== undefined)
    return [{ ...only, plans: [...only.plans, ...more.flatMap(({ plans }) => plans)] }];
  return groups.map((group) => ({ ...group, plans: [...group.plans, ...(partnerIn(group, more)?.plans ?? [])] }));
}

function partnerIn(group: Group, others: readonly Group[]): Group | undefined {
  const { name, text } = group;
  const byName = name === null ? undefined : others.find((other) => other.name === name);
  return (
    byName ??
    (text === null ? undefined : others.find((other) => other.text === text && (other.name === null || name === null)))
  );
}

const isNameless = ({ name, text }: Group) => name === null && text === null;

function named(group: Group, position: number): string {
  return group.name ?? group.text ?? `plan ${position + 1}`;
}

/** Plans that nothing names belong together by their order, which must not be guessed where their number differs. */
function inOrder(reference: readonly Group[], candidate: readonly Group[]): MatchedPlans[] {
  const [before, after] = [reference.filter(isNameless), candidate.filter(isNameless)];
  if (before.length !== after.length) {
    throw new UsageError(
      'invalid-plan',
      `one side has ${before.length} plans without a name, the other ${after.length}: nobody can tell which belong together. Name them: a comment “-- name: orders-of-customer” before each, a JSON object {"orders-of-customer": […]}, or one file per query in two folders`,
    );
  }
  return before.map((group, at) => ({
    query: named(group, at),
    reference: group.plans,
    candidate: after[at]?.plans ?? [],
  }));
}

/** The plans of the two sides of a comparison. */
export interface BothSides {
  readonly reference: readonly NamedPlan[];
  /** Further plans of the reference, to tell a tie from a flip. */
  readonly again: readonly NamedPlan[];
  readonly candidate: readonly NamedPlan[];
}

/**
 * Finds which plans are of the same query: by name, then by the query's text without literals, then by their order.
 *
 * @throws UsageError where plans without a name cannot be told apart
 */
export function matchPlans({ reference, again, candidate }: BothSides): MatchedPlans[] {
  const [before, after] = [together(groupsOf(reference), again), groupsOf(candidate)];
  const [one, other] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && one !== undefined && other !== undefined) {
    return [
      {
        query: one.name ?? other.name ?? one.text ?? other.text ?? 'the query',
        reference: one.plans,
        candidate: other.plans,
      },
    ];
  }
  const taken = new Set<Group>();
  const matched = before
    .filter((group) => !isNameless(group))
    .map((group, at): MatchedPlans => {
      const partner = partnerIn(
        group,
        after.filter((one) => !taken.has(one)),
      );
      if (partner !== undefined) taken.add(partner);
      return { query: named(group, at), reference: group.plans, candidate: partner?.plans ?? [] };
    });
  const added = after.filter((group) => !isNameless(group) && !taken.has(group));
  return [
    ...matched,
    ...inOrder(before, after),
    ...added.map((group, at) => ({ query: named(group, at), reference: [], candidate: group.plans })),
  ];
}
