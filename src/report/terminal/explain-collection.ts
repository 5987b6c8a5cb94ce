import { formatCount, formatValue } from '../../model/format-value.ts';
import type { Column } from '../../model/sections/data/column.ts';
import type { Statistics, Treatment } from '../../model/sections/data/statistics.ts';
import type { DataCatalogue } from '../../model/sections/data.ts';
import { inertTerminal } from '../escape/terminal.ts';

const meanings: Readonly<Record<Treatment, string>> = {
  plain: 'as they are',
  rounded: 'rounded',
  hashed: 'as keyed hashes',
  hidden: 'not at all',
};

const shown = 3;

function common({ commonValues, commonShares }: Statistics): string[] {
  const first = commonValues
    .slice(0, shown)
    .map((value, index) => `${value} (${formatValue(commonShares[index] ?? 0, 'share')})`);
  const more = commonValues.length - first.length;
  return first.length === 0 ? [] : [`${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

function bounds({ histogram }: Statistics): string[] {
  return histogram.length < 2 ? [] : [`${histogram.length} bounds from ${histogram[0]} to ${histogram.at(-1)}`];
}

/** What of a column leaves: how its values are treated, and which ones that are. */
function columnLine({ name, type, treatment, statistics }: Column): string {
  const [first] = statistics;
  const values = first === undefined ? [] : [...common(first), ...bounds(first)];
  const said = values.length === 0 ? 'none' : values.join('; ');
  return `    ${name} (${type}): values ${meanings[treatment]}: ${said}`;
}

/** Says what of a database a profile would hold, column by column, for whoever must allow it. */
export function explainCollection({ tables, statements, redaction, server }: DataCatalogue): string {
  const heading = [
    `PostgreSQL ${server.version}: what leaves the database`,
    '',
    'No row is read. Of every table leave its name, estimated rows, pages and ages; of columns, indexes, constraints, triggers,',
    'enums and sequences their definitions; of the server its version, extensions, collation, planner settings and counters.',
    'Definitions of triggers, bounds of partitions and extended statistics have a parameter for every literal; those of indexes and',
    'constraints for every literal that may be a value of a column which is rounded, hashed or hidden. Labels of enums stay, and beside',
    'such columns numbers of six digits, beginnings of months, keys of documents and lengths of time.',
    `Statements: ${statements === null ? 'none (not readable)' : `${formatCount(statements.length)}, with a parameter for every literal and without comments`}.`,
    `Common values that fewer than ${redaction.leastRows} rows carry were dropped. Key of the hashes: ${redaction.keyId ?? 'none, so that no text leaves'}.`,
    redaction.safeColumns.length === 0
      ? 'No column is declared safe.'
      : `Declared safe: ${redaction.safeColumns.join(', ')}.`,
    '',
  ];
  const lines = tables.flatMap((table) => [
    `  ${table.schema}.${table.name}: ${table.rows === null ? 'rows not known' : `${formatCount(table.rows)} rows`}`,
    ...table.columns.map(columnLine),
    ...table.indexes.flatMap(({ name, expressions }) =>
      expressions.map((column) => columnLine({ ...column, name: `${name}, expression ${column.name}` })),
    ),
  ]);
  return [...heading, ...lines].map((line) => inertTerminal(line)).join('\n');
}
