/** Per check of data: which class of bug slips through while it differs, and what to do about it. */
export const dataExplanations = {
  rows: {
    risk: 'Query plans, locks, migrations and memory behave differently at production’s volume: what takes milliseconds here can take seconds there.',
    remedy:
      'Load a sample by parent (all rows of some customers, not some rows of all), or plan queries against production’s statistics; declare the ratio under `scale.rows` where it is meant.',
  },
  'fan-out': {
    risk: 'Joins multiply by another number: N+1 queries, page sizes and memory look harmless here and are not there.',
    remedy:
      'Sample by parent: take all rows of some parents, chosen by a hash of their key, instead of some rows of all.',
  },
  shape: {
    risk: 'The planner chooses by how values are spread: a value that is rare here and common there turns an index scan into a full one.',
    remedy: 'Give the column production’s mix of values; the profile holds its shares.',
  },
  nulls: {
    risk: 'Code that meets nulls, and the plans of IS NULL and outer joins, differ.',
    remedy: 'Leave as many values out as production does.',
  },
  correlation: {
    risk: 'An index scan over rows that lie in order costs little, over scattered ones much: the plan flips.',
    remedy: 'Load rows in the order in which production wrote them, or CLUSTER on the same index.',
  },
  width: {
    risk: 'Rows to a page, sort memory and network differ.',
    remedy: 'Give texts production’s length; masking by hashes widens them.',
  },
  'edge-values': {
    risk: 'Code that handles these values never runs in staging.',
    remedy: 'Add rows with such values to staging’s data.',
  },
  'missing-index': {
    risk: 'Staging plans without an index that production has: slow here, and its own failures (locks, uniqueness) untested.',
    remedy: 'Create the index in staging by a migration that both environments run.',
  },
  'extra-index': {
    risk: 'A query is quick in staging thanks to an index that production lacks: there it scans the whole table.',
    remedy: 'Create the index in production (CONCURRENTLY) before the release, or drop it in staging.',
  },
  structure: {
    risk: 'Statements that work here fail there, or the other way round.',
    remedy: 'Run the same migrations on both sides, and find out which ones were run by hand.',
  },
  constraints: {
    risk: 'Rows that one side refuses the other takes; triggers do work on one side only.',
    remedy: 'Run the same migrations on both sides; VALIDATE what is not validated.',
  },
  'stale-statistics': {
    risk: 'Plans are made for a table that is no longer so, and change without a release when ANALYZE runs.',
    remedy: 'Run ANALYZE, lower autovacuum_analyze_scale_factor for the table, and collect again.',
  },
  'key-space': {
    risk: 'Past the last number every insert fails, at once and everywhere. Staging is years away from it.',
    remedy: 'Widen the column and its sequence to bigint before that, in steps that do not lock the table.',
  },
  'planner-settings': {
    risk: 'The planner weighs costs differently: the same query on the same data has another plan.',
    remedy: 'Set the planner’s settings alike on both sides, also those of the role and of the database.',
  },
  'database-settings': {
    risk: 'Time-outs, connections and isolation end requests on one side only.',
    remedy: 'Compare the settings on both sides, also those of the role and of the database.',
  },
  extensions: {
    risk: 'Functions, types and index methods exist on one side only.',
    remedy: 'Create the extension by a migration that both environments run.',
  },
  collation: {
    risk: 'Text sorts and compares differently: ORDER BY, LIKE with an index, unique keys and ranges.',
    remedy: 'Create staging’s database with production’s encoding, provider and collation.',
  },
  'server-version': {
    risk: 'Another major version plans, locks and replicates differently.',
    remedy: 'Run production’s major version in staging, and the next one only to try an upgrade.',
  },
  'database-role': {
    risk: 'What works only because staging’s role may do more is refused in production: CREATE, row security, extensions.',
    remedy: 'Let the application connect in staging as a role with production’s rights.',
  },
} as const;
