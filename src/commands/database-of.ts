import { defaults } from '../config/defaults.ts';
import { UsageError } from '../model/usage-error.ts';
import type { Database } from '../probes/data/database.ts';
import type { LoadedSettings } from './load-settings.ts';

/** The database of a side; null where none is named. The previous build has staging’s. */
export function databaseOf({ settings, profileKey }: LoadedSettings, environment: string): Database | null {
  const { data } = settings;
  const side = environment === 'production' ? data?.production : data?.staging;
  if (data === undefined || side === undefined) return null;
  return {
    url: side.url,
    role: side.role ?? null,
    safeColumns: data.safe ?? [],
    leastRows: data.leastRows ?? defaults.data.leastRows,
    key: profileKey,
    timeoutSeconds: data.timeout ?? defaults.data.timeoutSeconds,
  };
}

/**
 * The database of a side whose data was asked for.
 *
 * @throws UsageError where none is named
 */
export function wantedDatabase(loaded: LoadedSettings, environment: string): Database {
  const database = databaseOf(loaded, environment);
  if (database !== null) return database;
  throw new UsageError(
    'invalid-configuration',
    `${environment} has no database: give --${environment}-database URL, or \`data.${environment}.url\` in the configuration`,
  );
}
