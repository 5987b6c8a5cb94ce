const seconds = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const longest = 3650 * seconds.d;

/**
 * Parses a duration such as `90s`, `20m`, `1h30m` or `7d`.
 *
 * @returns seconds
 * @throws Error that says what was given and what is wanted
 * @example parseDuration('1h30m') // 5400
 */
export function parseDuration(text: string): number {
  const wanted = `a duration such as 30s, 20m, 1h or 7d, at most 10 years, not "${text}"`;
  if (!/^(\d+(\.\d+)?[smhdw])+$/.test(text)) throw new Error(`wanted ${wanted}`);
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([smhdw])/g)) {
    total += Number(amount) * seconds[unit as keyof typeof seconds];
  }
  if (!(total > 0 && total <= longest)) throw new Error(`wanted ${wanted}`);
  return total;
}
