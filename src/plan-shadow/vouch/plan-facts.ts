import { z } from 'zod';
import { tokens } from '../sql/tokens.ts';
import type { Reference } from './comparison.ts';

const Text = z.string().optional();
const shape = {
  'Node Type': z.string(),
  'Relation Name': Text,
  Schema: Text,
  Alias: Text,
  'Index Name': Text,
  'CTE Name': Text,
  'Subplan Name': Text,
  'Subplans Removed': z.number().optional(),
  Output: z.array(z.string()).optional(),
  'Index Cond': Text,
  'Recheck Cond': Text,
  'Hash Cond': Text,
  'Merge Cond': Text,
  'Join Filter': Text,
  Filter: Text,
  'TID Cond': Text,
  'One-Time Filter': Text,
  'Sort Key': z.array(z.string()).optional(),
  'Group Key': z.array(z.string()).optional(),
  'Grouping Sets': z.array(z.object({ 'Group Keys': z.array(z.array(z.string())).optional() })).optional(),
} as const;
const Fields = z.object(shape);
type Fields = z.infer<typeof Fields>;
type Node = Fields & { readonly Plans: readonly Node[] };
const Node: z.ZodType<Node> = z
  .object({ ...shape, Plans: z.array(z.lazy(() => Node)).optional() })
  .transform(({ Plans = [], ...fields }) => ({ ...fields, Plans }));
const Explained = z.array(z.object({ Plan: Node })).length(1);

const conditionKeys = [
  'Index Cond',
  'Recheck Cond',
  'Hash Cond',
  'Merge Cond',
  'Join Filter',
  'Filter',
  'TID Cond',
  'One-Time Filter',
] as const;

/** What a verbose plan says of the columns that it depends on. */
export interface PlanFacts {
  readonly conditions: readonly string[];
  /** Lists of expressions whose different combinations the planner counts. */
  readonly groups: readonly (readonly string[])[];
  /** Schema and name of a table, by what the query calls it. */
  readonly tables: ReadonlyMap<string, { readonly schema: string; readonly name: string }>;
  /** What a subquery or common table expression gives, by what the query calls it: columns that it hands on as they are. */
  readonly derived: ReadonlyMap<string, readonly Reference[]>;
  readonly indexes: readonly { readonly schema: string | null; readonly name: string }[];
  readonly mergesInput: boolean;
  /** Whether partitions were left out for values that nobody gave: before version 16 a plan for any values reads none at all. */
  readonly lacksPartitions: boolean;
}

const everyNode = (node: Node): readonly Node[] => [node, ...node.Plans.flatMap(everyNode)];

/** Only what is exactly a column; whatever is computed has no statistics. */
function bareReferences(output: readonly string[]): Reference[] {
  return output.flatMap((text) => {
    const [alias, dot, column, ...rest] = tokens(text);
    return alias !== undefined && dot?.text === '.' && column !== undefined && rest.length === 0
      ? [{ alias: alias.text, column: column.text }]
      : [];
  });
}

function derivedOf(nodes: readonly Node[]): PlanFacts['derived'] {
  const expressions = new Map(
    nodes.flatMap((node) => {
      const name = /^CTE (.+)$/s.exec(node['Subplan Name'] ?? '')?.[1];
      return name === undefined ? [] : [[name, bareReferences(node.Output ?? [])] as const];
    }),
  );
  return new Map(
    nodes.flatMap((node) => {
      const { Alias: alias, 'CTE Name': expression } = node;
      if (alias === undefined || node['Relation Name'] !== undefined) return [];
      const given = expression === undefined ? node.Plans.flatMap((child) => bareReferences(child.Output ?? [])) : null;
      return [[alias, given ?? expressions.get(expression ?? '') ?? []] as const];
    }),
  );
}

/** What a step groups by; DISTINCT may sort first, and then names nothing itself. */
function groupsOf(node: Node): readonly (readonly string[])[] {
  const sets = node['Grouping Sets']?.flatMap((set) => set['Group Keys'] ?? []) ?? [];
  const sorted = node['Node Type'] === 'Unique' ? node.Plans.flatMap((child) => child['Sort Key'] ?? []) : [];
  return [node['Group Key'] ?? [], sorted, ...sets].filter((group) => group.length > 0);
}

/**
 * Reads a plan as `EXPLAIN (VERBOSE, FORMAT JSON)` gives it.
 *
 * @throws ZodError where it is no such plan
 */
export function planFacts(explained: unknown): PlanFacts {
  const nodes = Explained.parse(explained).flatMap(({ Plan }) => everyNode(Plan));
  const tables = nodes.flatMap((node) => {
    const { 'Relation Name': name, Schema: schema, Alias: alias } = node;
    return name === undefined || schema === undefined ? [] : [[alias ?? name, { schema, name }] as const];
  });
  return {
    conditions: nodes.flatMap((node) => conditionKeys.flatMap((key) => node[key] ?? [])),
    groups: nodes.flatMap(groupsOf),
    tables: new Map(tables),
    derived: derivedOf(nodes),
    indexes: nodes.flatMap((node) =>
      node['Index Name'] === undefined ? [] : [{ schema: node.Schema ?? null, name: node['Index Name'] }],
    ),
    lacksPartitions: nodes.some((node) => (node['Subplans Removed'] ?? 0) > 0),
    mergesInput: nodes.some((node) => node['Node Type'] === 'Merge Join'),
  };
}
