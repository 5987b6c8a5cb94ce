import type { Reason } from './reason.ts';

/** What came of comparing query plans, and why nothing may come of it. */
export const plans = {
  'same-plan': {
    kind: 'judged',
    means: 'Both sides run the query by the same steps.',
    todo: 'Nothing.',
  },
  'plan-flip': {
    kind: 'judged',
    means: 'The planner runs the query by other steps on the two sides.',
    todo: 'Compare the two plans from the step that is marked.',
  },
  'plan-better': {
    kind: 'judged',
    means: 'The planner now reads the table more selectively than before.',
    todo: 'Nothing.',
  },
  'settings-differ': {
    kind: 'judged',
    means:
      'The two sides were planned under different planner settings, so that their plans say nothing about the query.',
    todo: 'Give both sides the same planner settings, and explain the query again with EXPLAIN (SETTINGS).',
  },
  'plan-tie': {
    kind: 'unmeasured',
    means: 'Several plans of this query cost about the same, so that which one is chosen is chance, and no flip.',
    todo: 'Nothing, where any of them is fast enough; else give the planner a clear winner (an index, fresh statistics).',
  },
  'settings-unknown': {
    kind: 'unmeasured',
    means: 'One side names planner settings and the other none: they are at their defaults there, or nobody asked.',
    todo: 'Explain on both sides with EXPLAIN (SETTINGS).',
  },
  'other-query': {
    kind: 'unmeasured',
    means: 'The two plans read no table in common, so that they are not of one query.',
    todo: 'Check which plans were given, and that each has the name of its query.',
  },
  'no-plan': {
    kind: 'unmeasured',
    means: 'Only one side has a plan of this query.',
    todo: 'Explain the query on the other side too, or give both plans the same name.',
  },
  'not-run': {
    kind: 'unmeasured',
    means: 'The query was planned and not run, so that nobody knows how many rows came and what was written to disk.',
    todo: 'Use EXPLAIN (ANALYZE, BUFFERS) where running the query is safe.',
  },
  'missing-in-production': {
    kind: 'judged',
    means: 'The schema has an index that production lacks, and no migration of this change makes it.',
    todo: 'Add a migration that makes it, or take it out of the schema.',
  },
  'reads-whole-table': {
    kind: 'judged',
    means: 'A new query reads a large table of production from end to end.',
    todo: 'Look for an index that its conditions can use; where it is meant to read everything, nothing.',
  },
  'reads-selectively': {
    kind: 'judged',
    means: 'A new query reads no large table of production from end to end.',
    todo: 'Nothing.',
  },
  'query-broken': {
    kind: 'judged',
    means: 'PostgreSQL refuses the query after the change.',
    todo: 'Mend the query, or the migration that takes away what it needs.',
  },
  'not-planned': {
    kind: 'unmeasured',
    means: 'PostgreSQL refuses to plan the query in the shadow.',
    todo: 'The message holds PostgreSQL’s words. Name the search path with `--search-path` where a table is not found.',
  },
  redacted: {
    kind: 'unmeasured',
    means:
      'The plan depends on values of a column which the profile does not show, so that production may plan the query otherwise.',
    todo: 'Declare the column under `data.safe` where its values are no secret, and collect the profile again.',
  },
  'not-reproduced': {
    kind: 'unmeasured',
    means:
      'The plan depends on something of production that no shadow can have, for example extended statistics of common values.',
    todo: 'Look at the plan in production itself.',
  },
  'other-major': {
    kind: 'unmeasured',
    means: 'The shadow’s server is not of production’s major version, and each version plans differently.',
    todo: 'Install production’s major version, or name its folder with `--postgres-bin`; the message says how.',
  },
} as const satisfies Record<string, Reason>;
