/** Clocks of two machines may differ by so much. */
const skew = 5 * 60_000;

/**
 * Age in seconds of what was made at an instant; null where the instant cannot be right.
 *
 * @example ageOf('2026-11-20T10:00:00Z', new Date('2026-11-20T11:00:00Z')) // 3600
 * @example ageOf('yesterday', new Date(0)) // null
 */
export function ageOf(at: string, now: Date): number | null {
  const age = now.getTime() - Date.parse(at);
  return age >= -skew ? Math.max(age, 0) / 1000 : null;
}

/**
 * Seconds in words.
 *
 * @example ageText(95 * 3600) // '4 days'
 * @example ageText(3600) // '1 hour'
 */
export function ageText(seconds: number): string {
  const [amount, unit] =
    seconds >= 2 * 86_400
      ? [seconds / 86_400, 'day']
      : seconds >= 3600
        ? [seconds / 3600, 'hour']
        : [seconds / 60, 'minute'];
  const rounded = Math.round(amount);
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
