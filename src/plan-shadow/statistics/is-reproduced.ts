import type { DataCatalogue } from '../../model/sections/data.ts';
import { extendedBytes } from './extended-bytes.ts';

type Extended = DataCatalogue['tables'][number]['extendedStatistics'][number];

/** Whether a shadow can have all that production keeps of columns together: numbers that the profile shows, and no values. */
export function isReproduced({ kinds, ndistinct, dependencies }: Extended): boolean {
  const shown = { ndistinct, dependencies };
  return kinds.every((kind) => {
    if (kind !== 'ndistinct' && kind !== 'dependencies') return false;
    const text = shown[kind];
    return text !== null && extendedBytes(kind, text) !== null;
  });
}
