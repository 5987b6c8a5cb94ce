import type { Evidence } from '../../model/evidence.ts';
import type { Remark, Section } from '../../model/profile.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import type { Database } from './database.ts';

export const sourceName = 'postgresql';
const mostNamed = 5;

function named(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ');
}

const tablesWhere = (catalogue: DataCatalogue, condition: (table: DataCatalogue['tables'][number]) => boolean) =>
  catalogue.tables.filter(condition).map(({ schema, name }) => `${schema}.${name}`);

function hiddenTables(catalogue: DataCatalogue): string[] {
  return tablesWhere(catalogue, ({ statistics }) => statistics === 'no-privilege' || statistics === 'row-security');
}

/** Since 2024 PostgreSQL shows extended statistics to the owner alone, who may be somebody else than may SELECT. */
function hiddenJoint({ tables }: DataCatalogue): Remark[] {
  const hidden = tables
    .filter(({ statistics }) => statistics === 'read')
    .flatMap(({ extendedStatistics }) => extendedStatistics)
    .filter(({ kinds, ndistinct, dependencies }) => {
      const isOfNumbers = kinds.includes('ndistinct') || kinds.includes('dependencies');
      return isOfNumbers && ndistinct === null && dependencies === null;
    });
  if (hidden.length === 0) return [];
  const names = named(hidden.map(({ schema, name }) => `${schema}.${name}`));
  const message = `not shown, or not computed: the extended statistics ${names}; PostgreSQL shows them to the owner of the table only`;
  return [{ reason: 'statistics-hidden', message }];
}

const unread = {
  'not-installed': 'no statement is known: pg_stat_statements is not created in this database',
  'not-granted':
    'pg_stat_statements shows this role no statement of others: it lacks pg_read_all_stats, or the right to read the view',
  refused: 'pg_stat_statements is created and gives no answer: is it in shared_preload_libraries?',
} as const satisfies Record<NonNullable<DataCatalogue['statementsUnread']>, string>;

function remarksOf(catalogue: DataCatalogue, database: Database): Remark[] {
  const { server, role, statements, statementsLeftOut = 0, tables } = catalogue;
  const unknown = tablesWhere(catalogue, ({ rows, kind }) => rows === null && kind !== 'foreign');
  const hashes = tables.some((table) => table.columns.some(({ treatment }) => treatment === 'hidden'));
  const remarks: (Remark | false)[] = [
    server.replica && {
      reason: 'not-on-a-replica',
      message: 'a replica: activity, ANALYZE times and statements of the primary are not known here',
    },
    unknown.length > 0 && { reason: 'never-analysed', message: `never analysed: ${named(unknown)}` },
    ...hiddenJoint(catalogue),
    hashes && { reason: 'key-missing', message: 'without TOLLGATE_PROFILE_KEY no value of text leaves the database' },
    statements === null && {
      reason: 'statements-hidden',
      message: unread[catalogue.statementsUnread ?? 'refused'],
    },
    statementsLeftOut > 0 && {
      reason: 'statements-hidden',
      message: `${statementsLeftOut} of the most costly statements are longer than 4,000 characters and left out`,
    },
    role === null && {
      reason: 'role-unknown',
      message:
        database.role === null
          ? 'the role that the application connects as is not named'
          : `there is no role “${database.role}”`,
    },
  ];
  return remarks.filter((remark) => remark !== false);
}

function quantity(measure: string, value: number): Evidence {
  return {
    state: 'present',
    measure,
    scope: { route: null, slice: '' },
    source: sourceName,
    query: null,
    value: { kind: 'quantity', value, unit: measure },
  };
}

/** The section that stands beside a catalogue: how complete it is, and how much of it there is. */
export function describeCatalogue(catalogue: DataCatalogue, database: Database): Section {
  const hidden = hiddenTables(catalogue);
  const columns = catalogue.tables.flatMap((table) => table.columns);
  const rows = catalogue.tables.reduce((sum, table) => sum + (table.kind === 'partitioned' ? 0 : (table.rows ?? 0)), 0);
  return {
    status: hidden.length > 0 ? 'partial' : 'ok',
    reason: hidden.length > 0 ? 'statistics-hidden' : null,
    message: hidden.length > 0 ? `no right to see the statistics of ${named(hidden)}` : null,
    source: sourceName,
    convention: null,
    remarks: remarksOf(catalogue, database),
    evidence: [
      quantity('tables', catalogue.tables.length),
      quantity('rows', rows),
      quantity('columns', columns.length),
      quantity('statements', catalogue.statements?.length ?? 0),
    ],
  };
}
