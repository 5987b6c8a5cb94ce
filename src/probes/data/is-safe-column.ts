/**
 * Tells whether a column was declared safe, as "schema.table.column" or "table.column"; `*` stands for any run of characters.
 *
 * @example isSafeColumn(['orders.coupon'], ['public', 'orders', 'coupon']) // true
 * @example isSafeColumn(['shop.*.code'], ['shop', 'products', 'code']) // true
 */
export function isSafeColumn(
  declared: readonly string[],
  [schema, table, column]: readonly [string, string, string],
): boolean {
  const names = [`${schema}.${table}.${column}`, `${table}.${column}`];
  return declared.some((pattern) => {
    const wanted = new RegExp(`^${pattern.split('*').map(escape).join('.*')}$`, 's');
    return names.some((name) => wanted.test(name));
  });
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
