import type { Reason } from './reason.ts';

/** The database answered, and what it shows of its data is not enough. */
export const data = {
  'statistics-hidden': {
    kind: 'unmeasured',
    means:
      'PostgreSQL shows the statistics of a table only to roles that may SELECT from it, and hides them behind row security. Nothing shown is a missing right, never an empty table.',
    todo: 'GRANT pg_read_all_data to the role of Tollgate; or, so that it cannot read a row, let the owner create the function that `doctor` prints.',
  },
  'never-analysed': {
    kind: 'unmeasured',
    means: 'The table was never analysed, so that not even the planner knows its rows.',
    todo: 'Run ANALYZE, and look why autovacuum did not.',
  },
  'key-missing': {
    kind: 'unmeasured',
    means: 'Without a key no value of text may leave the database, so that common values cannot be compared.',
    todo: 'Set TOLLGATE_PROFILE_KEY to the same secret where both profiles are collected, or declare the column under `data.safe`.',
  },
  'not-on-a-replica': {
    kind: 'unmeasured',
    means: 'A replica knows its tables and statistics, but not its primary’s activity, ANALYZE times and statements.',
    todo: 'Nothing, where that is enough; else collect from the primary.',
  },
  'statements-hidden': {
    kind: 'unmeasured',
    means: 'No statement is known, so that no finding can name the queries that it endangers.',
    todo: 'Install and preload pg_stat_statements, and GRANT pg_read_all_stats to the role of Tollgate.',
  },
  'role-unknown': {
    kind: 'unmeasured',
    means: 'The role that the application connects as is not named, or does not exist on one side.',
    todo: 'Name it under `data.production.role` and `data.staging.role`.',
  },
  'statistics-outdated': {
    kind: 'judged',
    means: 'Much of the table changed since its last ANALYZE, so that the planner works with an old picture of it.',
    todo: 'Run ANALYZE, and look why autovacuum did not.',
  },
  'sample-too-small': {
    kind: 'unmeasured',
    means: 'So few rows stand behind the statistics that chance alone could explain a material difference.',
    todo: 'Load more rows into staging, or declare that the table need not be alike.',
  },
  'key-mismatch': {
    kind: 'unmeasured',
    means: 'The two profiles hashed their values with different keys, so that equal values do not look equal.',
    todo: 'Collect both with the same TOLLGATE_PROFILE_KEY.',
  },
  'treatment-mismatch': {
    kind: 'unmeasured',
    means: 'The two profiles treated the values of this column differently (plain, rounded, hashed or hidden).',
    todo: 'Use the same `data.safe` on both sides, and the same type of column.',
  },
} as const satisfies Record<string, Reason>;
