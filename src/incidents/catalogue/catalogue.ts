import type { IncidentClass } from '../incident-class.ts';
import { changes } from './changes.ts';
import { databases } from './databases.ts';
import type { CatalogueEntry } from './entry.ts';
import { load } from './load.ts';
import { resources } from './resources.ts';
import { surroundings } from './surroundings.ts';

/** Every class with its words. More specific causes come first: of two that fit as well, the first one is meant. */
export const catalogue: ReadonlyMap<IncidentClass, CatalogueEntry> = new Map(
  [...databases, ...load, ...resources, ...surroundings, ...changes].map((entry) => [entry.class, entry]),
);
