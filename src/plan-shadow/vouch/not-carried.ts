import type { Compared, Known, Used } from './known.ts';

/** Statistics on which a plan depends and which a shadow lacks. */
export interface NotCarried {
  readonly table: string;
  /** For people: "common values of (a, b)". */
  readonly what: string;
}

type Joint = Known['joint'][number];

const isBare = ({ comparison: { hasFunction, operators, references } }: Compared) =>
  !hasFunction && operators.length === 0 && references.length === 1;
const isComputed = ({ comparison }: Compared) => comparison.hasFunction || comparison.operators.length > 1;

/** Different columns of some statistics that are met. */
function met(joint: Joint, all: readonly Compared[]): number {
  const found = all.flatMap(({ used }) => used.filter(({ table }) => table === joint.table).map(({ name }) => name));
  return joint.columns.filter((name) => found.includes(name)).length;
}

/** Whether an expression is met: any that is computed from its columns may be the one. */
function meetsExpression(joint: Joint, all: readonly Compared[], grouped: readonly Compared[]): boolean {
  const inIt = ({ used }: Compared) =>
    used.some(({ table, name }) => table === joint.table && joint.inExpressions.includes(name));
  return (
    all.some((one) => inIt(one) && (joint.hasCast || isComputed(one))) ||
    grouped.some((one) => inIt(one) && (joint.hasCast || !isBare(one)))
  );
}

function lacks(joint: Joint, compared: readonly Compared[], groups: readonly (readonly Compared[])[]): boolean {
  if (joint.lacks.includes('expressions') && meetsExpression(joint, compared, groups.flat())) return true;
  const ofColumns = joint.lacks.filter((kind) => kind !== 'expressions');
  if (ofColumns.length > 0 && met(joint, compared) > 1) return true;
  return joint.lacks.includes('ndistinct') && groups.some((group) => met(joint, group) > 1);
}

const kindText = {
  ndistinct: 'different combinations',
  dependencies: 'dependencies',
  mcv: 'common values',
  expressions: 'expressions',
} as const;

/** Whether the planner goes by nothing but numbers, which every column has. */
function isByNumbers({ isNullTest, hasFunction, operators }: Compared['comparison'], { column }: Used): boolean {
  const hasCommon = column?.statistics.some(({ commonValues }) => commonValues.length > 0) ?? false;
  const isEquality = !hasFunction && operators.every((operator) => operator === '=' || operator === '<>');
  return isNullTest || (isEquality && !hasCommon);
}

/** Columns whose type keeps statistics of its own; one that was never analysed has none of any kind. */
function ofTypes(compared: readonly Compared[], known: Known): readonly NotCarried[] {
  return compared.flatMap(({ comparison, used }) =>
    used
      .filter(({ table, name }) => known.unwritten.get(table)?.has(name))
      .filter((one) => (one.column?.statistics.length ?? 0) > 0 && !isByNumbers(comparison, one))
      .map(({ table, name }) => ({ table, what: `values of ${name}` })),
  );
}

/**
 * The statistics that a plan depends on and that a shadow lacks: of columns together, of expressions, and of types that keep their own.
 *
 * @param groups what each step groups by
 */
export function notCarried(
  compared: readonly Compared[],
  groups: readonly (readonly Compared[])[],
  known: Known,
): readonly NotCarried[] {
  const joint = known.joint
    .filter((one) => lacks(one, compared, groups))
    .map(({ table, columns, inExpressions, lacks: kinds }) => ({
      table,
      what: `${kinds.map((kind) => kindText[kind]).join(', ')} of (${[...new Set([...columns, ...inExpressions])].join(', ')})`,
    }));
  return [...joint, ...ofTypes(compared, known)];
}
