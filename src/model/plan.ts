import { z } from 'zod';

/** What a node did when the query was run (`EXPLAIN ANALYZE`); PostgreSQL gives rows and times as the mean of its loops. */
export interface Actual {
  /** Rows per loop. */
  readonly rows: number;
  /** How often the node was run; 0: never. */
  readonly loops: number;
  /** Milliseconds per loop; null with `TIMING OFF`. */
  readonly milliseconds: number | null;
}

/** One step of a plan. What a step does not have is null. */
export interface PlanNode {
  /** PostgreSQL's word without variants: `Seq Scan`, `Hash Join`, `Aggregate`, `ModifyTable`. */
  readonly type: string;
  readonly parallel: boolean;
  /** What the step is to the one above: `Outer`, `Inner`, `Member`, `Subquery`, `InitPlan`, `SubPlan`. */
  readonly role: string | null;
  /** `CTE recent`, `SubPlan 1`. */
  readonly name: string | null;
  readonly relation: string | null;
  /** The name that the query gives the relation, which tells the two sides of a self-join apart. */
  readonly alias: string | null;
  readonly index: string | null;
  /** The common table expression that is read, the function that is called, the provider of a custom scan. */
  readonly object: string | null;
  /** `Inner`, `Left`, `Semi`, …; `Inner` where a join does not say. */
  readonly joinType: string | null;
  /** Of an aggregate or a set operation: `Plain`, `Sorted`, `Hashed`, `Mixed`. */
  readonly strategy: string | null;
  /** `Partial` or `Finalize` where parallel workers share an aggregate. */
  readonly partial: 'Partial' | 'Finalize' | null;
  /** Of a change: `Insert`, `Update`, `Delete`, `Merge`; of a set operation: `Except`, `Intersect All`. */
  readonly operation: string | null;
  /** Expected rows per loop. */
  readonly rows: number | null;
  /** Expected bytes per row. */
  readonly width: number | null;
  /** The planner's own units, comparable only under the same settings and statistics. */
  readonly cost: number | null;
  /** What an index is searched for; null for an index that is read as a whole, and where no index is read. */
  readonly indexCondition: string | null;
  readonly sortKey: readonly string[];
  readonly actual: Actual | null;
  /** Rows per loop that the filter threw away. */
  readonly removed: number | null;
  /** Whether it wrote temporary files; null where the query was not run. */
  readonly spilled: boolean | null;
  readonly children: readonly PlanNode[];
}

/** A whole plan, as `EXPLAIN` gives it for one statement. */
export interface Plan {
  readonly root: PlanNode;
  /** The statement, where the plan names it (auto_explain does). */
  readonly query: string | null;
  /** Planner settings that are not at their defaults; null where the plan names none. */
  readonly settings: Readonly<Record<string, string>> | null;
  /** Milliseconds; null without ANALYZE. */
  readonly executionTime: number | null;
}

/** A join of a hundred tables is not as deep; beyond this, whoever wrote the plan wants to exhaust the stack. */
export const deepestPlan = 250;

const Text = z.string().optional();
const Amount = z.number().nonnegative().optional();
const Words = z.union([z.string().transform((word) => [word]), z.array(z.string())]).optional();
const Sort = z.object({ 'Sort Space Type': Text });

const shape = {
  'Node Type': z.string().min(1),
  'Parallel Aware': z.boolean().optional(),
  'Parent Relationship': Text,
  'Subplan Name': Text,
  'Relation Name': Text,
  Alias: Text,
  'Index Name': Text,
  'CTE Name': Text,
  'Function Name': Text,
  'Custom Plan Provider': Text,
  'Join Type': Text,
  Strategy: Text,
  'Partial Mode': Text,
  Operation: Text,
  Command: Text,
  'Plan Rows': Amount,
  'Plan Width': Amount,
  'Total Cost': Amount,
  'Index Cond': Text,
  'Sort Key': Words,
  'Actual Rows': Amount,
  'Actual Loops': Amount,
  'Actual Total Time': Amount,
  'Rows Removed by Filter': Amount,
  'Sort Space Type': Text,
  'Hash Batches': Amount,
  'HashAgg Batches': Amount,
  'Disk Usage': Amount,
  'Temp Written Blocks': Amount,
  Workers: z.array(Sort).optional(),
} as const;
const Fields = z.object(shape);
type Fields = z.infer<typeof Fields>;

const joins: ReadonlySet<string> = new Set(['Nested Loop', 'Hash Join', 'Merge Join']);

function actualOf(fields: Fields): Actual | null {
  const { 'Actual Rows': rows, 'Actual Loops': loops, 'Actual Total Time': milliseconds } = fields;
  return rows === undefined || loops === undefined ? null : { rows, loops, milliseconds: milliseconds ?? null };
}

/** Temporary blocks are counted with those of the steps below, which have to be taken off. */
function spilledOf(fields: Fields, below: readonly Fields[]): boolean | null {
  if (fields['Actual Loops'] === undefined) return null;
  const written =
    (fields['Temp Written Blocks'] ?? 0) - below.reduce((sum, one) => sum + (one['Temp Written Blocks'] ?? 0), 0);
  const sorts = [fields['Sort Space Type'], ...(fields.Workers ?? []).map((worker) => worker['Sort Space Type'])];
  return sorts.includes('Disk') || (fields['Hash Batches'] ?? 1) > 1 || (fields['Disk Usage'] ?? 0) > 0 || written > 0;
}

/** What the step reads. */
function objectsOf(fields: Fields): Pick<PlanNode, 'relation' | 'alias' | 'index' | 'object'> {
  return {
    relation: fields['Relation Name'] ?? null,
    alias: fields.Alias ?? fields['Relation Name'] ?? null,
    index: fields['Index Name'] ?? null,
    object: fields['CTE Name'] ?? fields['Function Name'] ?? fields['Custom Plan Provider'] ?? null,
  };
}

/** How the step does what it does. */
function variantOf(fields: Fields): Pick<PlanNode, 'joinType' | 'strategy' | 'partial' | 'operation' | 'parallel'> {
  const mode = fields['Partial Mode'];
  return {
    joinType: joins.has(fields['Node Type']) ? (fields['Join Type'] ?? 'Inner') : null,
    strategy: fields.Strategy ?? null,
    partial: mode === 'Partial' || mode === 'Finalize' ? mode : null,
    operation: fields.Operation ?? fields.Command ?? null,
    parallel: fields['Parallel Aware'] ?? false,
  };
}

function toNode(fields: Fields, children: readonly Parsed[]): PlanNode {
  return {
    type: fields['Node Type'],
    role: fields['Parent Relationship'] ?? null,
    name: fields['Subplan Name'] ?? null,
    ...objectsOf(fields),
    ...variantOf(fields),
    rows: fields['Plan Rows'] ?? null,
    width: fields['Plan Width'] ?? null,
    cost: fields['Total Cost'] ?? null,
    indexCondition: fields['Index Cond'] ?? null,
    sortKey: fields['Sort Key'] ?? [],
    actual: actualOf(fields),
    removed: fields['Rows Removed by Filter'] ?? null,
    spilled: spilledOf(
      fields,
      children.map((child) => child.fields),
    ),
    children: children.map((child) => child.node),
  };
}

interface Parsed {
  readonly node: PlanNode;
  readonly fields: Fields;
}

const Node: z.ZodType<Parsed> = z
  .object({ ...shape, Plans: z.array(z.lazy(() => Node)).optional() })
  .transform(({ Plans = [], ...fields }) => ({ node: toNode(fields, Plans), fields }));

/**
 * A plan in PostgreSQL's own JSON: an element of what `EXPLAIN (FORMAT JSON)` gives, or what auto_explain logs.
 *
 * Keys that this program does not use may be there; a known key of another type is a mistake. Check `isTooDeep` first.
 */
export const PostgresPlan = z
  .object({
    Plan: Node,
    'Query Text': Text,
    Settings: z.record(z.string(), z.string()).optional(),
    'Execution Time': Amount,
  })
  .transform(
    (whole): Plan => ({
      root: whole.Plan.node,
      query: whole['Query Text'] ?? null,
      settings: whole.Settings ?? null,
      executionTime: whole['Execution Time'] ?? null,
    }),
  );

/** Tells whether a value is nested deeper than any real plan, so that no schema may walk it. */
export function isTooDeep(value: unknown): boolean {
  // A plan node is two levels of JSON: itself and the list of its children.
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > 2 * deepestPlan + 4) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
