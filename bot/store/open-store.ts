import type { StoreSettings } from '../settings.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';

/** Opens the store that the operator chose and brings its tables up to date. */
export async function openStore(settings: StoreSettings, onError: (error: Error) => void): Promise<Database> {
  const database =
    settings.kind === 'postgres'
      ? (await import('./open-postgres.ts')).openPostgres(settings.url, onError)
      : await (await import('./open-embedded.ts')).openEmbedded(settings.folder, settings.isCareless !== true);
  await migrate(database);
  return database;
}
