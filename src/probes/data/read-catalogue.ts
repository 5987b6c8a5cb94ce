import { keyIdOf } from '../../data/hash-value.ts';
import { withoutLiterals } from '../../data/without-literals.ts';
import { Role } from '../../model/sections/data/server.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { assembleTables } from './assemble-tables.ts';
import type { Database } from './database.ts';
import {
  ActivityRow,
  activityQuery,
  roleQuery,
  StatementRow,
  StatementsPlaceRow,
  statementsPlaceQuery,
  statementsQuery,
} from './queries/activity-queries.ts';
import { EnumRow, enumsQuery, SequenceRow, sequencesQuery } from './queries/objects-queries.ts';
import { ServerRow, serverQuery } from './queries/server-query.ts';
import { readRelations } from './read-relations.ts';
import type { Session } from './session.ts';

/** A statement is told with every finding that endangers it. */
const longestStatement = 4000;

type Statements = Pick<DataCatalogue, 'statements' | 'statementsLeftOut' | 'statementsUnread'>;

/** The most costly statements, or why they cannot be read. */
async function readStatements(session: Session): Promise<Statements> {
  const [place] = await session.read(StatementsPlaceRow, statementsPlaceQuery);
  if (place === undefined) return { statements: null, statementsUnread: 'not-installed' };
  if (!place.allowed) return { statements: null, statementsUnread: 'not-granted' };
  // Created without being preloaded, the extension refuses every question.
  const rows = await session.attempt(() => session.read(StatementRow, statementsQuery(place.schema)));
  if (rows === null) return { statements: null, statementsUnread: 'refused' };
  const known = rows
    .filter(({ text }) => text.length <= longestStatement)
    .map((row) => ({ ...row, text: withoutLiterals(row.text) }));
  return { statements: known, statementsLeftOut: rows.length - known.length };
}

async function readRole(session: Session, name: string | null): Promise<Role | null> {
  if (name === null) return null;
  const [role] = await session.read(Role, roleQuery, [name]);
  return role ?? null;
}

/**
 * Reads what a database knows of its data, with every value treated.
 *
 * @throws whatever the driver or the server says
 */
export async function readCatalogue(session: Session, database: Database): Promise<DataCatalogue> {
  const [server] = await session.read(ServerRow, serverQuery);
  if (server === undefined) throw new Error('the server does not list the database of this connection');
  const [activity] = await session.read(ActivityRow, activityQuery);
  const relations = await readRelations(session, database.key);
  return {
    engine: 'postgresql',
    server,
    redaction: {
      keyId: database.key === null ? null : keyIdOf(database.key),
      leastRows: database.leastRows,
      safeColumns: [...database.safeColumns],
    },
    tables: assembleTables(relations, database),
    enums: await session.read(EnumRow, enumsQuery),
    sequences: await session.read(SequenceRow, sequencesQuery),
    activity: activity ?? {
      connections: null,
      waitingForLocks: null,
      deadlocks: null,
      cacheHitShare: null,
      resetAt: null,
    },
    role: await readRole(session, database.role),
    ...(await readStatements(session)),
  };
}
