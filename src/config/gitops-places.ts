import type { Environment } from './environments-schema.ts';
import type { Configuration } from './schema.ts';

/** Where in a configuration repository the images of one environment stand. */
export interface GitopsPlace {
  readonly environment: string;
  readonly paths: readonly string[];
  /** Null: the gate’s own. */
  readonly service: string | null;
  readonly others: readonly string[];
}

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** The file that rollbacks write is one where images stand, even where nobody says so. */
function placesOf({ gitops, rollback }: Environment, own: string, wanted: string): Omit<GitopsPlace, 'environment'>[] {
  const said = (gitops ?? [])
    .filter(({ repository = own }) => isSame(repository, wanted))
    .map(({ paths, service = null, others }) => ({ paths, service, others }));
  if (said.length > 0 || rollback?.strategy !== 'gitops-commit') return said;
  return isSame(rollback.repository ?? own, wanted) ? [{ paths: [rollback.file], service: null, others: [] }] : [];
}

/**
 * Where the images of an application stand in a configuration repository, by the application’s own configuration.
 *
 * @param own "owner/name" of the application
 * @param wanted "owner/name" of the configuration repository
 */
export function gitopsPlaces(configuration: Configuration, own: string, wanted: string): GitopsPlace[] {
  return Object.entries(configuration.environments ?? {}).flatMap(([environment, settings]) =>
    placesOf(settings, own, wanted).map((place) => ({ environment, ...place })),
  );
}
