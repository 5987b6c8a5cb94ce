import type { ShadowBase } from '../../../plan-shadow/shadow/build-shadow.ts';
import type { Shadow } from '../../../plan-shadow/shadow/shadow.ts';
import { jointStatistics } from '../../../plan-shadow/statistics/joint-statistics.ts';

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/** What a shadow does not reproduce of production, in sentences. */
export function limitsOf({ catalogue, notes }: Shadow, base: Pick<ShadowBase, 'missingTables'>): readonly string[] {
  const tables = catalogue.tables;
  const joint = tables.flatMap(({ extendedStatistics, columns }) =>
    extendedStatistics.flatMap((one) => {
      const lacks =
        jointStatistics(
          one,
          columns.map(({ name }) => name),
        )?.lacks ?? [];
      return lacks.map((kind) => ({ name: one.name, ofNumbers: kind === 'ndistinct' || kind === 'dependencies' }));
    }),
  );
  const namesOf = (ofNumbers: boolean) => [
    ...new Set(joint.filter((one) => one.ofNumbers === ofNumbers).map(({ name }) => name)),
  ];
  const [ofValues, unseen] = [namesOf(false), namesOf(true)];
  const guarded = tables.filter(({ rowSecurity }) => rowSecurity).map(({ name }) => name);
  const unknown = tables.filter(({ rows, kind }) => rows === null && kind === 'table').map(({ name }) => name);
  return [
    ...(base.missingTables.length === 0
      ? []
      : [`the schema does not make ${listed(base.missingTables)} of production`]),
    ...(unknown.length === 0
      ? []
      : [`production never analysed ${listed(unknown)}: they have PostgreSQL’s default size`]),
    ...(ofValues.length === 0
      ? []
      : [`extended statistics of common values and of expressions cannot be copied: ${listed(ofValues)}`]),
    ...(unseen.length === 0
      ? []
      : [`the profile does not show extended statistics, which PostgreSQL shows to the owner only: ${listed(unseen)}`]),
    ...(guarded.length === 0 ? [] : [`row security is left out: ${listed(guarded)}`]),
    ...[...notes].sort(),
    'heights of B-trees follow from their sizes; the smallest and largest value of a column are those of its histogram',
  ];
}
