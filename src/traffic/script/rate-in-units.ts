/** A rate as k6 wants it: a whole number of iterations per unit of time. */
export interface RateInUnits {
  readonly rate: number;
  readonly timeUnit: '1s' | '10s' | '1m' | '10m' | '1h';
}

const units = [
  { timeUnit: '1s', seconds: 1 },
  { timeUnit: '10s', seconds: 10 },
  { timeUnit: '1m', seconds: 60 },
  { timeUnit: '10m', seconds: 600 },
  { timeUnit: '1h', seconds: 3600 },
] as const;

/**
 * Writes a rate as a whole number in the smallest unit in which it is right within 1 %; k6 knows no fractions.
 *
 * @param perSecond more than 0
 * @example rateInUnits(6.1) // { rate: 61, timeUnit: '10s' }
 */
export function rateInUnits(perSecond: number): RateInUnits {
  const fits = units.find(({ seconds }) => {
    const exact = perSecond * seconds;
    return Math.round(exact) >= 1 && Math.abs(Math.round(exact) - exact) <= 0.01 * exact;
  });
  const { timeUnit, seconds } = fits ?? { timeUnit: '1h' as const, seconds: 3600 };
  return { timeUnit, rate: Math.max(1, Math.round(perSecond * seconds)) };
}
