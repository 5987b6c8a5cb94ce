/** What PostgreSQL keeps of columns together: one number for each combination of them, by their numbers in the table. */
interface Combination {
  readonly value: number;
  readonly columns: readonly number[];
}

const magics = { ndistinct: 0xa352bfa4, dependencies: 0xb4549a2c } as const;
const basic = 1;

/** `{"1, 2": 100}` or `{"1 => 2": 0.5}`, as pg_stats_ext shows them; null where it is something else. */
function combinationsIn(text: string): readonly Combination[] | null {
  const found = [...text.matchAll(/"(-?\d+(?:(?:, | => )-?\d+)+)": (\d+(?:\.\d+)?)/g)].map(
    ([, columns = '', value]) => ({
      value: Number(value),
      columns: columns.split(/, | => /).map(Number),
    }),
  );
  const isWhole = text.replaceAll(/"[^"]*": [\d.]+/g, '').replaceAll(/[{}, ]/g, '') === '';
  const isSmall = found.every(({ columns }) => columns.every((one) => Math.abs(one) < 2 ** 15));
  return isWhole && isSmall && found.length > 0 ? found : null;
}

/**
 * Statistics of columns together, from the text of `pg_stats_ext` to the bytes that PostgreSQL 14 to 18 store, little-endian.
 *
 * Source: `statext_ndistinct_serialize` and `statext_dependencies_serialize`: magic, type, count; then for each combination a double,
 * the number of its columns (four bytes of one, two of the other) and the columns in two bytes each.
 *
 * @returns hexadecimal digits; null where the text is not understood
 * @example extendedBytes('dependencies', '{"1 => 2": 0.5}')?.length // 52
 */
export function extendedBytes(kind: 'ndistinct' | 'dependencies', text: string): string | null {
  const combinations = combinationsIn(text);
  if (combinations === null) return null;
  const countBytes = kind === 'ndistinct' ? 4 : 2;
  const size = combinations.reduce((sum, { columns }) => sum + 8 + countBytes + 2 * columns.length, 12);
  const bytes = Buffer.alloc(size);
  let at = bytes.writeUInt32LE(magics[kind], 0);
  at = bytes.writeUInt32LE(basic, at);
  at = bytes.writeUInt32LE(combinations.length, at);
  for (const { value, columns } of combinations) {
    at = bytes.writeDoubleLE(value, at);
    at = bytes.writeUIntLE(columns.length, at, countBytes);
    for (const column of columns) at = bytes.writeInt16LE(column, at);
  }
  return bytes.toString('hex');
}
