import type { PlanCheck } from '../../../model/plan-checks.ts';

/** Which class of bug slips through while a plan differs, and what to do about it. */
interface Explanation {
  readonly risk: string;
  readonly remedy: string;
}

const explanations: ReadonlyMap<PlanCheck, Explanation> = new Map<PlanCheck, Explanation>([
  [
    'plan:scan',
    {
      risk: 'A query that answers in milliseconds on a few thousand rows reads a whole table of millions: time-outs, full connection pools and lock queues under production’s load.',
      remedy:
        'Look for the index: was it dropped, is it missing on one side, or can the predicate not use it (a function or a cast around the column)? Keep it, or rewrite the predicate.',
    },
  ],
  [
    'plan:join-method',
    {
      risk: 'A Nested Loop that is right for ten rows runs for hours over millions; a Hash Join that is right for millions wastes memory on ten.',
      remedy:
        'Compare the expected rows of both sides of the join: are the statistics fresh, is a correlated predicate misjudged, is an index on the join column missing?',
    },
  ],
  [
    'plan:join-order',
    {
      risk: 'Another table is read first, so that the filter that keeps the result small comes last; how long that takes depends on data that staging does not have.',
      remedy:
        'Look at the first join of each plan and its expected rows; extended statistics (CREATE STATISTICS) help where predicates go together.',
    },
  ],
  [
    'plan:sort',
    {
      risk: 'A sort holds all rows before the first one comes back, and spills to disk beyond work_mem.',
      remedy: 'An index in the order of the ORDER BY (or of the merge) avoids it.',
    },
  ],
  [
    'plan:spill',
    {
      risk: 'Temporary files make the query slower by a factor that depends on the disk, and fill it under load.',
      remedy: 'Raise work_mem for this query, or make it sort and hash fewer or narrower rows.',
    },
  ],
  [
    'plan:estimate',
    {
      risk: 'A planner that is wrong by this much chooses joins by luck; the plan may flip any day.',
      remedy:
        'ANALYZE the table, raise the statistics target of the column, or CREATE STATISTICS for columns that go together.',
    },
  ],
  [
    'plan:index',
    {
      risk: 'Another index may be less selective on production’s data.',
      remedy: 'Check that the index exists on both sides and fits the predicate.',
    },
  ],
  [
    'planner-setting',
    {
      risk: 'The planner chooses by other rules on the two sides, so that their plans say nothing about the query.',
      remedy:
        'Give both sides the same planner settings, or explain both under the same ones (SET …, EXPLAIN (SETTINGS)).',
    },
  ],
]);

const other: Explanation = {
  risk: 'The query takes another path here than there, and may be slow only in production.',
  remedy: 'Compare the two plans, from the step that is marked.',
};

/** What a differing check of a plan lets slip through, and what to do. */
export function explanationOfPlan(check: PlanCheck): Explanation {
  return explanations.get(check) ?? other;
}
