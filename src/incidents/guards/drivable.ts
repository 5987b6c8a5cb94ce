/** One machine drives about so many users of k6, at one to five megabytes each. */
export const mostUsers = 3000;

/** A load that one machine can drive, and what a reviewer has to know where it is less than the incident's. */
interface Drivable {
  readonly value: number;
  readonly assumed: readonly string[];
}

/**
 * Cuts a load to what one machine can drive; a text can ask for any number.
 *
 * @example drivable(120, 3000, 'users at once').value // 120
 * @example drivable(1e6, 3000, 'users at once').assumed.length // 1
 */
export function drivable(wanted: number, most: number, what: string): Drivable {
  if (wanted <= most) return { value: wanted, assumed: [] };
  const value = Math.max(1, Math.floor(most));
  return { value, assumed: [`${wanted} ${what} are more than one machine drives: ${value}; raise it for several`] };
}
