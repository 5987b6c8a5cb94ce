import { z } from 'zod';
import type { Server } from '../../../model/sections/data/server.ts';

/** The settings of a new session, not those of ours, and none that only some roles see (`jit_provider`). Whole rows as JSON: the columns that describe a collation have other names, or are missing, from version to version. */
export const serverQuery = `
SELECT current_setting('server_version') AS version,
  current_setting('server_version_num')::int AS number,
  pg_is_in_recovery() AS replica,
  current_setting('block_size')::int AS block_size,
  pg_encoding_to_char(d.encoding) AS encoding,
  to_jsonb(d) AS database,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', extname, 'version', extversion) ORDER BY extname), '[]') FROM pg_extension) AS extensions,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'value', reset_val, 'unit', unit) ORDER BY name), '[]')
   FROM pg_settings
   WHERE name ~ '(^enable_|_cost$|^jit$|^geqo|parallel|collapse_limit$)'
     OR name IN ('work_mem', 'hash_mem_multiplier', 'effective_cache_size', 'effective_io_concurrency', 'default_statistics_target',
       'constraint_exclusion', 'cursor_tuple_fraction', 'plan_cache_mode', 'recursive_worktable_factor',
       'max_connections', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
       'default_transaction_isolation', 'timezone')) AS settings
FROM pg_database AS d WHERE d.datname = current_database()`;

const Text = z.string().nullish();
const Answer = z.object({
  version: z.string(),
  number: z.number(),
  replica: z.boolean(),
  block_size: z.number(),
  encoding: z.string(),
  database: z.object({
    datcollate: z.string(),
    datctype: z.string(),
    datlocprovider: Text,
    datcollversion: Text,
    daticulocale: Text,
    datlocale: Text,
  }),
  extensions: z.array(z.object({ name: z.string(), version: z.string() })),
  settings: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string().nullable() })),
});

const providers: ReadonlyMap<string, string> = new Map([
  ['c', 'libc'],
  ['i', 'icu'],
  ['b', 'builtin'],
]);

/** Reads the answer to `serverQuery`. */
export const ServerRow = Answer.transform(
  ({ version, number, replica, block_size, encoding, database, extensions, settings }): Server => ({
    version: version.split(' ')[0] ?? version,
    major: Math.floor(number / 10_000),
    replica,
    blockSize: block_size,
    database: {
      encoding,
      provider: providers.get(database.datlocprovider ?? 'c') ?? 'libc',
      collate: database.datlocale ?? database.daticulocale ?? database.datcollate,
      ctype: database.datctype,
      collationVersion: database.datcollversion ?? null,
    },
    extensions,
    settings,
  }),
);
