import type { Looks } from '../../../canary/looks.ts';
import type { SideSources } from './read-both.ts';

/** The queries that a stretch of looks would send, by side and measure. Sends none. */
export function sideQueries(sources: SideSources, looks: Looks): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (['canary', 'baseline'] as const).flatMap((side) =>
      Object.entries(sources[side].queries(looks)).map(([key, query]) => [`${side}/${key}`, query]),
    ),
  );
}
