import type { Table } from '../../model/sections/data/table.ts';
import { type Token, tokens } from '../sql/tokens.ts';
import { extendedBytes } from './extended-bytes.ts';

type Extended = Table['extendedStatistics'][number];

/** Statistics of production that no shadow has, of columns together or of expressions. */
export interface JointStatistics {
  /** Columns that stand alone in them. */
  readonly columns: readonly string[];
  /** Columns that their expressions are made of. */
  readonly inExpressions: readonly string[];
  /** Whether an expression is a cast, which a comparison of the column itself may be too. */
  readonly hasCast: boolean;
  readonly lacks: readonly Extended['kinds'][number][];
}

/** The kinds that a shadow cannot have: those of values, and numbers that the profile does not show. */
function lackingKinds({ kinds, ndistinct, dependencies }: Extended): Extended['kinds'] {
  const shown = { ndistinct, dependencies };
  return kinds.filter((kind) => {
    if (kind !== 'ndistinct' && kind !== 'dependencies') return true;
    const text = shown[kind];
    return text === null || extendedBytes(kind, text) === null;
  });
}

/** What stands between ON and FROM of CREATE STATISTICS. */
function listOf(definition: string): readonly Token[] {
  const all = tokens(definition);
  const at = (text: string) => all.findIndex((token) => token.kind === 'word' && token.text === text);
  return all.slice(
    at('on') + 1,
    all.findLastIndex((token) => token.kind === 'word' && token.text === 'from'),
  );
}

/**
 * What of one CREATE STATISTICS of production a shadow lacks; null where it has all of it.
 *
 * @param names the table’s columns
 */
export function jointStatistics(extended: Extended, names: readonly string[]): JointStatistics | null {
  const lacks = lackingKinds(extended);
  if (lacks.length === 0) return null;
  if (!lacks.includes('expressions')) return { columns: extended.columns, inExpressions: [], hasCast: false, lacks };
  const list = listOf(extended.definition);
  const isName = ({ kind }: Token) => kind === 'word' || kind === 'quoted';
  const called = new Set(list.filter((_, index) => list[index + 1]?.text === '('));
  const used = new Set(list.filter((token) => isName(token) && !called.has(token)).map(({ text }) => text));
  return {
    columns: extended.columns,
    inExpressions: names.filter((name) => used.has(name)),
    hasCast: list.some(({ text }, index) => text === ':' && list[index + 1]?.text === ':'),
    lacks,
  };
}
