/**
 * Wilson's score interval of a share.
 *
 * Source: Wilson, JASA 22 (1927) 209–212.
 *
 * @param share between 0 and 1, of `total` trials (total > 0, may be fractional)
 * @param z width in standard errors
 * @example wilsonInterval(0, 100, 1.96)[1] // ≈ 0.037
 */
export function wilsonInterval(share: number, total: number, z: number): [number, number] {
  const centre = (share + z ** 2 / (2 * total)) / (1 + z ** 2 / total);
  const half = (z / (1 + z ** 2 / total)) * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
