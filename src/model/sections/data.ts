import { z } from 'zod';
import { eachOnce } from './data/each-once.ts';
import { Activity, Role, Sequence, Server, Statement } from './data/server.ts';
import { QualifiedName, Table } from './data/table.ts';

/**
 * What one database knows of its own data: the planner’s statistics, without a row of it.
 *
 * Complete enough to write `pg_class` and `pg_statistic` anew, so that another server plans as this one does.
 */
export const DataCatalogue = z.strictObject({
  engine: z.literal('postgresql'),
  server: Server,
  redaction: z.strictObject({
    keyId: z
      .string()
      .nullable()
      .describe(
        'names the key of the hashed values without telling it; two profiles with different ones share no hash',
      ),
    leastRows: z.int().positive().describe('a common value that fewer rows carry was dropped (k-anonymity)'),
    safeColumns: z.array(z.string()).describe('columns that were declared safe, "schema.table.column"'),
  }),
  tables: z.array(Table).superRefine(eachOnce(({ schema, name }) => `${schema}.${name}`)),
  enums: z.array(QualifiedName.extend({ labels: z.array(z.string()) })),
  sequences: z.array(Sequence),
  activity: Activity,
  role: Role.nullable().describe('that the application connects as, where it is named; null where it is not'),
  statements: z.array(Statement).nullable().describe('the most costly ones; null where they may not be read'),
  statementsLeftOut: z.int().nonnegative().optional().describe('costly statements that are too long to be kept'),
  statementsUnread: z
    .enum(['not-installed', 'not-granted', 'refused'])
    .optional()
    .describe(
      'why there are none: pg_stat_statements is not created, not granted, or refuses to answer (not preloaded, too slow)',
    ),
});
export type DataCatalogue = z.infer<typeof DataCatalogue>;
