/**
 * The number of rows between two others, by ratio: halfway between 1 thousand and 1 million there are 31,623.
 *
 * @param share 0: `from`, 1: `to`
 * @example rowsBetween({ from: 100, to: 10000 }, 0.5) // 1000
 */
export function rowsBetween({ from, to }: { readonly from: number; readonly to: number }, share: number): number {
  const [low, high] = [Math.max(1, from), Math.max(1, to)];
  return Math.round(low ** (1 - share) * high ** share);
}

const units = [
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

/**
 * A number of rows as people say it, with two digits that count.
 *
 * @example aboutRows(1_304_112) // '1.3 million'
 * @example aboutRows(11_870) // '12,000'
 */
export function aboutRows(rows: number): string {
  const rounded = Number(rows.toPrecision(2));
  const unit = units.find(([size]) => rounded >= size);
  if (unit !== undefined) return `${Number((rounded / unit[0]).toPrecision(2))} ${unit[1]}`;
  return rounded.toLocaleString('en-US');
}
