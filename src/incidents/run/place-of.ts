import type { GuardKind } from '../guards/guard.ts';

/** Every place at which guards look in staging. */
export const placeNames = [
  'target',
  'prometheus',
  'resolver',
  'variables',
  'reference',
  'permissions',
  'plans',
] as const;
type PlaceName = (typeof placeNames)[number];

/** Where guards look in staging; undefined: nobody said. */
export type GuardPlaces = Readonly<Record<PlaceName, string | undefined>>;

const placeOfKind = {
  k6: 'target',
  certificate: 'target',
  dns: 'resolver',
  'parity-rule': 'variables',
  permission: 'permissions',
  'query-plan': 'plans',
} as const satisfies Record<GuardKind, PlaceName>;

/** Where a kind of guard looks, or the name of the place that nobody gave. */
export function placeOf(
  kind: GuardKind,
  places: GuardPlaces,
): { readonly target: string } | { readonly missing: PlaceName } {
  const name = placeOfKind[kind];
  const target = places[name];
  return target === undefined || target === '' ? { missing: name } : { target };
}
