import { formatMistakes } from '../config/format-mistakes.ts';
import type { Incidents } from '../config/incidents-schema.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import type { Option } from '../config/options-tree.ts';
import type { ReadFile } from '../config/read-layers.ts';
import type { Settings } from '../config/schema.ts';
import { selectService } from '../config/select-service.ts';
import { UsageError } from '../model/usage-error.ts';
import { conventionNames } from '../sources/prometheus/conventions/registry.ts';
import { configurationFile } from './configuration-file.ts';

/** What a caller (command line, Action, bot) knows before the configuration is read. */
export interface Request {
  /** File of the configuration; undefined: the default one where it exists, else none. */
  readonly config?: string | undefined;
  /** Name of the service, or a path inside it. */
  readonly service?: string | undefined;
  readonly options: readonly Option[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Reads the configuration, what it extends, and the baseline, by their paths in the repository. */
  readonly readFile: ReadFile;
  readonly now: Date;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** What the configuration says of incidents; undefined where it says nothing. */
  readonly incidents: Incidents | undefined;
  readonly service: string;
  readonly hash: string;
  /** Key of the hashes that stand for text in profiles; null where none is given. */
  readonly profileKey: string | null;
  /** What no output may show. */
  readonly secrets: readonly string[];
  /** The configuration that was read; null where only options count. */
  readonly file: string | null;
}

/** A service that the configuration does not name is called what the caller calls it, unless that is a path. */
function nameIn(service: string | undefined): string | undefined {
  return service?.includes('/') === true ? undefined : service;
}

/** A short key could be guessed from its hashes. */
function keyFrom({ data }: Settings, environment: Request['environment']): string | null {
  const key = data?.key ?? environment['TOLLGATE_PROFILE_KEY'] ?? '';
  if (key === '') return null;
  if (key.length >= 16) return key;
  throw new UsageError('invalid-configuration', 'TOLLGATE_PROFILE_KEY is too short: wanted at least 16 characters');
}

/**
 * Reads the configuration with the given options laid over it, and chooses the service.
 *
 * @throws UsageError that lists every mistake with its place
 */
export async function loadSettings(request: Request): Promise<LoadedSettings> {
  const file = await configurationFile(request);
  const loaded = await loadConfiguration(file, {
    environment: request.environment,
    readFile: request.readFile,
    now: request.now,
    options: request.options,
    conventions: conventionNames,
    separatesLater: true,
  });
  if (!loaded.ok) {
    const reason =
      loaded.mistakes.find((mistake) => mistake.reason === 'same-environment')?.reason ?? 'invalid-configuration';
    throw new UsageError(reason, formatMistakes(loaded.mistakes));
  }
  const selected = selectService(loaded.configuration, request.service ?? null);
  if (!selected.ok) {
    const hint = selected.suggestion === null ? '' : ` Did you mean "${selected.suggestion}"?`;
    throw new UsageError('invalid-option', `--service: ${selected.message}.${hint}`);
  }
  const profileKey = keyFrom(selected.settings, request.environment);
  return {
    settings: selected.settings,
    incidents: loaded.configuration.incidents,
    service: selected.name ?? nameIn(request.service) ?? 'service',
    hash: loaded.hash,
    profileKey,
    secrets: profileKey === null ? loaded.secrets : [...loaded.secrets, profileKey],
    file,
  };
}
