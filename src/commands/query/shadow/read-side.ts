import { dirname, join } from 'node:path';
import { UsageError } from '../../../model/usage-error.ts';
import type { Query } from '../../../plan-shadow/shadow/plan-queries.ts';
import type { SqlFile } from '../../../plan-shadow/shadow/shadow.ts';
import { splitStatements } from '../../../plan-shadow/sql/split-statements.ts';
import { isPlannable } from '../../../plan-shadow/sql/statement-kind.ts';
import { kindOf, sqlFiles } from './sql-files.ts';

/** Where SQL stands inside a checkout; undefined: the usual places. */
export interface Places {
  readonly schema: string | undefined;
  readonly migrations: string | undefined;
  readonly queries: string | undefined;
}

/** The SQL of one side of a change. */
export interface SqlSide {
  readonly schema: readonly SqlFile[];
  readonly migrations: readonly SqlFile[];
  readonly queries: readonly Query[];
}

const usual: Readonly<Record<keyof Places, readonly string[]>> = {
  schema: ['schema.sql', 'structure.sql', 'db/schema.sql', 'db/structure.sql'],
  migrations: ['migrations', 'db/migrations', 'db/migrate'],
  queries: ['queries', 'db/queries', 'sql'],
};

async function filesAt(root: string, what: keyof Places, given: string | undefined): Promise<readonly SqlFile[]> {
  if (given !== undefined) {
    // A side that does not have it yet (or no more) is nothing unusual.
    return (await kindOf(join(root, given))) === 'missing' ? [] : sqlFiles(join(root, given), root);
  }
  for (const place of usual[what]) {
    if ((await kindOf(join(root, place))) !== 'missing') return sqlFiles(join(root, place), root);
  }
  return [];
}

/** The queries of files, named by `-- name: …`, else by file and position. */
export function queriesIn(files: readonly SqlFile[]): readonly Query[] {
  return files.flatMap(({ name: file, text }) => {
    const statements = splitStatements(text).filter(({ tokens }) => isPlannable(tokens));
    return statements.map(({ sql, name }, at) => ({
      name: name ?? (statements.length === 1 ? file : `${file} #${at + 1}`),
      sql,
    }));
  });
}

/** A single file is taken apart: what can be planned are queries, everything else is the schema. */
function sideOfFile(file: SqlFile): SqlSide {
  const definitions = splitStatements(file.text).filter(({ tokens }) => !isPlannable(tokens));
  return {
    schema: [{ name: file.name, text: definitions.map(({ sql }) => `${sql};`).join('\n') }],
    migrations: [],
    queries: queriesIn([file]),
  };
}

/**
 * Reads the schema, the migrations and the queries of one side.
 *
 * @param path a folder, or one file with a schema and queries
 * @throws UsageError where there is nothing, or something cannot be read
 */
export async function readSide(path: string, places: Places): Promise<SqlSide> {
  if ((await kindOf(path)) === 'file') {
    const [file] = await sqlFiles(path, dirname(path));
    if (file !== undefined) return sideOfFile(file);
  }
  if ((await kindOf(path)) === 'missing') throw new UsageError('invalid-option', `${path}: no such file or folder`);
  const [schema, migrations, queries] = [
    await filesAt(path, 'schema', places.schema),
    await filesAt(path, 'migrations', places.migrations),
    queriesIn(await filesAt(path, 'queries', places.queries)),
  ];
  if (schema.length + migrations.length > 0) return { schema, migrations, queries };
  throw new UsageError(
    'invalid-option',
    `${path} has neither a schema (${usual.schema.join(', ')}) nor migrations (${usual.migrations.join(', ')}): name them with --schema and --migrations, relative to it`,
  );
}
