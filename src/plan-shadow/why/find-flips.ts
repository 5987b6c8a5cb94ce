/** What was found at a place between 0 and 1. */
export interface Probe<T> {
  readonly at: number;
  /** Two probes with the same key are alike. */
  readonly key: string;
  readonly value: T;
}

/** Two neighbouring places at which something is not the same. */
export interface Flip<T> {
  readonly before: Probe<T>;
  readonly after: Probe<T>;
}

/** How closely to look. */
export interface Search {
  /** Equal parts into which everything is cut first; what changes and changes back within one is not seen. */
  readonly parts: number;
  /** A flip is known when it lies within so much. */
  readonly resolution: number;
}

/**
 * Finds where something changes between 0 and 1: at the ends of equal parts first, then by halving those whose ends differ.
 *
 * @param probe asks at one place; never asked twice for the same
 */
export async function findFlips<T>(
  probe: (at: number) => Promise<Probe<T>>,
  { parts, resolution }: Search,
): Promise<readonly Flip<T>[]> {
  const halve = async (before: Probe<T>, after: Probe<T>): Promise<Flip<T>[]> => {
    if (before.key === after.key) return [];
    if (!(after.at - before.at > resolution)) return [{ before, after }];
    const middle = await probe((before.at + after.at) / 2);
    return [...(await halve(before, middle)), ...(await halve(middle, after))];
  };
  const flips: Flip<T>[] = [];
  let before = await probe(0);
  for (let part = 1; part <= parts; part++) {
    const after = await probe(part / parts);
    flips.push(...(await halve(before, after)));
    before = after;
  }
  return flips;
}
