import type { Logger } from 'pino';
import type { LoadedConfiguration } from '../../src/config/load-configuration.ts';
import type { Configuration } from '../../src/config/schema.ts';
import type { GitHub } from '../events/event.ts';
import type { Database, Querying } from '../store/database.ts';
import {
  findRepositorySettings,
  keepRepositorySettings,
  type RepositorySettings,
} from '../store/repository-settings.ts';
import { readConfiguration } from './read-configuration.ts';

/** Read again after so many milliseconds, should the news of a push not arrive. */
const freshFor = 600_000;

export interface SettingsSource {
  readonly store: Database;
  readonly log: Logger;
  readonly now: () => Date;
  /** GitHub as an installation. */
  readonly github: (installation: number) => Promise<GitHub>;
}

export interface SettingsPlace {
  /** "owner/name". */
  readonly repository: string;
  readonly installation: number;
}

type Obeyed = Pick<Configuration, 'notifications' | 'people'>;

/** What was read; where it has mistakes, what was read before. */
async function whatCounts(
  { store, log }: { readonly store: Querying; readonly log: Logger },
  repository: string,
  loaded: LoadedConfiguration | null,
): Promise<Obeyed | null> {
  if (loaded === null) return null;
  if (loaded.ok) return loaded.configuration;
  log.warn(
    { repository, mistakes: loaded.mistakes.length },
    'the configuration has mistakes; the last good one counts',
  );
  return findRepositorySettings(store, repository);
}

/** Keeps what the bot obeys of a configuration that was just read; one with mistakes leaves what was read before. */
export async function keepObeyed(
  keeping: { readonly store: Querying; readonly log: Logger },
  { repository, installation }: SettingsPlace,
  { loaded, readAt }: { readonly loaded: LoadedConfiguration | null; readonly readAt: Date },
): Promise<RepositorySettings> {
  const { notifications = [], people = {} } = (await whatCounts(keeping, repository, loaded)) ?? {};
  const settings = { repository, installation, notifications, people, readAt };
  await keepRepositorySettings(keeping.store, settings);
  return settings;
}

async function readAgain(source: SettingsSource, place: SettingsPlace): Promise<RepositorySettings> {
  const [owner = '', repo = ''] = place.repository.split('/');
  const readAt = source.now();
  const { loaded } = await readConfiguration(await source.github(place.installation), { owner, repo, now: readAt });
  return keepObeyed(source, place, { loaded, readAt });
}

/**
 * The settings of a repository: those that are known, where they are fresh, else those on GitHub.
 *
 * @throws the client’s error where GitHub does not answer and nothing was ever read
 */
export async function repositorySettings(source: SettingsSource, place: SettingsPlace): Promise<RepositorySettings> {
  const known = await findRepositorySettings(source.store, place.repository);
  if (known !== null && source.now().getTime() - known.readAt.getTime() < freshFor) return known;
  return readAgain(source, place).catch((error: unknown) => {
    if (known === null) throw error;
    source.log.warn({ err: error, repository: place.repository }, 'the configuration could not be read again');
    return known;
  });
}
