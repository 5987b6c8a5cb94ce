/**
 * Writes a name so that PostgreSQL takes it as it is, whatever it holds.
 *
 * @example quoteName('or"der') // '"or""der"'
 */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Writes a string so that PostgreSQL takes it as it is, with any setting of `standard_conforming_strings`.
 *
 * @example quoteText("it's") // "'it''s'"
 */
export function quoteText(text: string): string {
  const doubled = text.replaceAll("'", "''");
  return doubled.includes('\\') ? ` E'${doubled.replaceAll('\\', '\\\\')}'` : `'${doubled}'`;
}

/**
 * Writes values as PostgreSQL's array literal; every element is quoted.
 *
 * @example arrayLiteral(['a', 'b"c']) // '{"a","b\\"c"}'
 */
export function arrayLiteral(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
}
