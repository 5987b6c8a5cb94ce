/** Comments, texts, numbers and what pg_stat_statements writes for them. */
const comment = /\/\*[\s\S]*?\*\/|--[^\n]*/g;
const literal = /'(?:[^']|'')*'|\$\d+|(?<![\w.$"])\d+(?:\.\d+)?(?!\w)/g;

/**
 * The text of a query without what changes from call to call: literals, comments, white space, the semicolon.
 *
 * @example normalisedQuery("SELECT *  FROM t WHERE id = 42 AND s = 'x'; -- why") // 'SELECT * FROM t WHERE id = ? AND s = ?'
 */
export function normalisedQuery(text: string): string {
  return text
    .replaceAll(comment, ' ')
    .replaceAll(literal, '?')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s;]+$/, '')
    .trim();
}
