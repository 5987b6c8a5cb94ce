import type { DataCatalogue } from '../../../model/sections/data.ts';
import type { Query } from '../../../plan-shadow/shadow/plan-queries.ts';
import { splitStatements } from '../../../plan-shadow/sql/split-statements.ts';
import { isPlannable } from '../../../plan-shadow/sql/statement-kind.ts';

const longestName = 70;

/** What production runs most, as its profile knows it: queries that a migration can make slow though nobody touched them. */
export function productionStatements({ statements }: DataCatalogue): readonly Query[] {
  return (statements ?? []).flatMap(({ text }) => {
    const [only, ...more] = splitStatements(text);
    if (only === undefined || more.length > 0 || !isPlannable(only.tokens)) return [];
    const line = only.sql.replaceAll(/\s+/g, ' ');
    return [{ name: line.length > longestName ? `${line.slice(0, longestName - 1)}…` : line, sql: only.sql }];
  });
}
