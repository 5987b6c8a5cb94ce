import type { Profile } from '../../../model/profile.ts';
import type { DataCatalogue } from '../../../model/sections/data.ts';
import { UsageError } from '../../../model/usage-error.ts';
import { readProfile } from '../../../sources/recorded/read-profile.ts';

/** A profile that knows what production's planner knows. */
export interface Production {
  readonly profile: Profile;
  readonly catalogue: DataCatalogue;
}

/**
 * Reads production's profile.
 *
 * @throws UsageError where it cannot be read, or holds nothing of a database
 */
export async function readProduction(file: string): Promise<Production> {
  const read = await readProfile(file);
  if (!read.ok) throw new UsageError('invalid-option', `profile: ${read.message}`);
  const catalogue = read.profile.catalogues?.data;
  if (catalogue !== undefined) return { profile: read.profile, catalogue };
  throw new UsageError(
    'invalid-option',
    `profile: ${file} holds nothing of a database; collect it with \`tollgate collect production --only data\``,
  );
}

const day = 86_400_000;
const [staleDays, voidDays] = [7, 14];

/** How old a profile is: data grows, so that an old one is no witness. */
export function ageOf(
  { collectedAt }: Profile,
  now: Date,
): { readonly days: number; readonly state: 'fresh' | 'stale' | 'void' } {
  const days = (now.getTime() - Date.parse(collectedAt)) / day;
  return { days, state: days <= staleDays ? 'fresh' : days <= voidDays ? 'stale' : 'void' };
}
