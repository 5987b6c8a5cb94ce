import type { Client } from 'pg';
import { UsageError } from '../../model/usage-error.ts';
import { AllowanceExceeded, withGuardedClient } from '../server/guard.ts';
import { oneStatement } from '../server/one-statement.ts';
import { type Statement, splitStatements } from '../sql/split-statements.ts';
import { type StatementKind, statementKind } from '../sql/statement-kind.ts';
import type { WantedExtension } from './create-database.ts';
import type { Shadow, SqlFile } from './shadow.ts';

const skippedKinds: ReadonlySet<StatementKind> = new Set(['rows', 'upkeep', 'rights', 'extension']);

/** The beginning of a statement, on one line. */
function beginning({ sql }: Statement): string {
  const line = sql.replaceAll(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** A setting that this version does not know, as a dump of another minor version may name it. */
function isUnknownSetting(statement: Statement, error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  return statement.tokens[0]?.text === 'set' && (code === '42704' || code === '22023');
}

interface Place {
  readonly file: SqlFile;
  readonly statement: Statement;
}

const placeText = ({ file, statement }: Place) => `${file.name}:${statement.line}: ${beginning(statement)}`;

async function runOne(client: Client, place: Place): Promise<void> {
  const { statement } = place;
  const kind = statementKind(statement.tokens);
  if (kind === 'refused') {
    throw new UsageError('sql-refused', `${placeText(place)}: refused, because it reaches outside of the database`);
  }
  if (skippedKinds.has(kind)) return;
  try {
    // The extended protocol takes one statement a message: whatever the text is, the server sees one or refuses it.
    await oneStatement(client, statement.sql);
  } catch (error) {
    if (!isUnknownSetting(statement, error)) throw error;
  }
}

function explained(place: Place | null, error: unknown): unknown {
  const isOurs = error instanceof UsageError && !(error instanceof AllowanceExceeded);
  if (place === null || isOurs) return error;
  const words = error instanceof Error ? error.message : String(error);
  const said = error instanceof AllowanceExceeded ? `ended, because it ${words}` : `PostgreSQL refused it: ${words}`;
  return new UsageError('sql-refused', `${placeText(place)}: ${said}`, { cause: error });
}

/**
 * Loads files of SQL as the unprivileged author of a database, one statement a message, each within its allowance.
 *
 * Rows, rights, upkeep and extensions are left out: no plan depends on them, or they are made otherwise.
 *
 * @throws UsageError that names the file, the line and the statement which the server refused or which took too much
 */
export async function loadSql(shadow: Shadow, database: string, files: readonly SqlFile[]): Promise<void> {
  let place: Place | null = null;
  const { server, author, allowance } = shadow;
  try {
    const guarded = { login: { database, role: author }, allowance };
    await withGuardedClient(server, guarded, async (client, begin) => {
      await client.query('SET check_function_bodies = off');
      await client.query(`SET statement_timeout = '${allowance.seconds}s'`);
      for (const file of files) {
        for (const statement of splitStatements(file.text)) {
          place = { file, statement };
          begin();
          await runOne(client, place);
        }
      }
    });
  } catch (error) {
    throw explained(place, error);
  }
}

/** The extensions that files ask for. */
export function wantedExtensions(files: readonly SqlFile[]): readonly WantedExtension[] {
  return files.flatMap(({ text }) =>
    splitStatements(text).flatMap(({ tokens }) => {
      const words = tokens.map((token) => token.text);
      if (words[0] !== 'create' || words[1] !== 'extension') return [];
      const name = words[2] === 'if' ? words[5] : words[2];
      const at = words.indexOf('schema');
      return name === undefined ? [] : [{ name, schema: at < 0 ? null : (words[at + 1] ?? null) }];
    }),
  );
}
