import { z } from 'zod';
import { Share } from './statistics.ts';

const Count = z.number().nonnegative();

/** The server and the database as a whole. */
export const Server = z.strictObject({
  version: z.string().describe('"15.18"'),
  major: z.int().positive(),
  replica: z.boolean().describe('a replica knows nothing of its primary’s activity, ANALYZE times and statements'),
  blockSize: z.int().positive(),
  database: z.strictObject({
    encoding: z.string(),
    provider: z.string().describe('of the collation: libc, icu, builtin'),
    collate: z.string(),
    ctype: z.string(),
    collationVersion: z.string().nullable(),
  }),
  extensions: z.array(z.strictObject({ name: z.string(), version: z.string() })),
  settings: z
    .array(z.strictObject({ name: z.string(), value: z.string(), unit: z.string().nullable() }))
    .describe('that the planner reads, in the unit that pg_settings names'),
});
export type Server = z.infer<typeof Server>;

/** What the server is doing and did since its counters were reset; null where it is not known. */
export const Activity = z.strictObject({
  connections: z.strictObject({ used: Count, maximum: Count }).nullable(),
  waitingForLocks: Count.nullable().describe('sessions that wait for a lock now'),
  deadlocks: Count.nullable(),
  cacheHitShare: Share.nullable().describe('blocks that were found in shared buffers'),
  resetAt: z.iso.datetime().nullable().describe('since when deadlocks and blocks are counted'),
});
export type Activity = z.infer<typeof Activity>;

/** A role that the application connects as. */
export const Role = z.strictObject({
  name: z.string(),
  superuser: z.boolean(),
  bypassesRowSecurity: z.boolean(),
  createsRoles: z.boolean(),
  createsDatabases: z.boolean(),
  replicates: z.boolean(),
  createsIn: z.array(z.string()).describe('schemas in which it may create tables and functions'),
  owns: z.int().nonnegative().describe('tables that it owns, and could therefore change or drop'),
  memberOf: z.array(z.string()),
});
export type Role = z.infer<typeof Role>;

/** A sequence and the column that it fills. */
export const Sequence = z.strictObject({
  schema: z.string(),
  name: z.string(),
  last: z.number().nullable().describe('null where it was never used or may not be read'),
  limit: z.number().describe('the last value that the sequence and the type of its column allow'),
  cycles: z.boolean(),
  column: z.string().nullable().describe('"schema.table.column" that it fills'),
});
export type Sequence = z.infer<typeof Sequence>;

/** One entry of pg_stat_statements; what is left of literals after its own normalising is replaced too. */
export const Statement = z.strictObject({
  id: z.string(),
  text: z.string().describe('with $1, $2, … for every literal and without comments'),
  calls: Count,
  milliseconds: Count.describe('all calls together'),
  rows: Count,
});
export type Statement = z.infer<typeof Statement>;
