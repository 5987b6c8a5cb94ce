import type { DataCatalogue } from '../../model/sections/data.ts';
import { type KnownRelation, knownRelations, qualified } from '../statistics/known-relations.ts';
import type { ShadowRelation } from './read-relations.ts';

/** A relation of the shadow, and what production knows of it. */
export interface Target {
  readonly relation: ShadowRelation;
  readonly known: KnownRelation;
}

/** Which relation of production each relation of a shadow is, by its number (OID), so that it may be renamed later. */
export type Identities = ReadonlyMap<string, KnownRelation>;

/** Finds production's relations in a shadow by their names. */
export function identify(catalogue: Pick<DataCatalogue, 'tables'>, relations: readonly ShadowRelation[]): Identities {
  const known = new Map(knownRelations(catalogue).map((one) => [qualified(one), one]));
  return new Map(
    relations.flatMap((relation) => {
      const found = known.get(qualified(relation));
      return found === undefined ? [] : [[relation.oid, found] as const];
    }),
  );
}

/** The relations of a shadow that production knows: by their numbers, or by their names where they were made anew. */
export function findTargets(identities: Identities, relations: readonly ShadowRelation[]): readonly Target[] {
  const byName = new Map([...identities.values()].map((known) => [qualified(known), known]));
  return relations.flatMap((relation) => {
    const known = identities.get(relation.oid) ?? byName.get(qualified(relation));
    return known === undefined || known.isIndex !== (relation.method !== null && relation.table !== null)
      ? []
      : [{ relation, known }];
  });
}
