const milliseconds = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Reads a duration as k6 does: a number of milliseconds, or words such as `1m30s`, `500ms`, `1d`.
 *
 * @returns milliseconds
 * @throws Error for anything else
 */
export function parseDuration(given: string | number): number {
  if (typeof given === 'number') return given;
  if (/^\d+(\.\d+)?$/.test(given)) return Number(given);
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/.test(given)) throw new Error(`invalid duration "${given}"`);
  let total = 0;
  for (const [, amount, unit] of given.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)/g)) {
    total += Number(amount) * milliseconds[unit as keyof typeof milliseconds];
  }
  return total;
}
