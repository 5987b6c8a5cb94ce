import { formatMistakes } from '../../config/format-mistakes.ts';
import { loadConfiguration } from '../../config/load-configuration.ts';
import type { RollbackSettings } from '../../config/rollback-schema.ts';
import type { Configuration } from '../../config/schema.ts';
import { UsageError } from '../../model/usage-error.ts';
import { defaultConfiguration } from '../configuration-file.ts';
import type { Request } from '../load-settings.ts';

/** Which environment of which service is rolled back, and how. */
export interface RollbackPlace {
  readonly environment: string;
  readonly service: string;
  readonly settings: RollbackSettings;
}

/**
 * The settings of an environment's rollbacks, and which service is meant.
 *
 * @throws UsageError where the configuration does not say how that environment is rolled back
 */
export function rollbackPlaceOf(
  configuration: Configuration,
  { environment, service, fallback }: { environment: string; service: string | null; fallback: string },
): RollbackPlace {
  const { environments = {} } = configuration;
  const found = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  const names = Object.keys(environments);
  if (found === undefined) {
    const wanted = names.length === 0 ? 'the configuration names none' : `wanted one of ${names.join(', ')}`;
    throw new UsageError(
      'invalid-option',
      `no environment ${JSON.stringify(environment)} under environments: ${wanted}`,
    );
  }
  if (found.rollback === undefined)
    throw new UsageError(
      'invalid-configuration',
      `environments.${environment}.rollback is missing: it says how to roll back, for example rollback: { strategy: deployment }`,
    );
  return { environment, service: serviceOf(configuration, service) ?? fallback, settings: found.rollback };
}

function servicesOf({ service, services }: Configuration): string[] {
  if (services !== undefined) return Object.keys(services);
  return service === undefined ? [] : [service];
}

function serviceOf(configuration: Configuration, given: string | null): string | null {
  const known = servicesOf(configuration);
  const wanted = `wanted one of ${known.join(', ')}`;
  if (given === null && known.length > 1) throw new UsageError('invalid-option', `--service is missing: ${wanted}`);
  if (given !== null && known.length > 0 && !known.includes(given))
    throw new UsageError('invalid-option', `no service ${JSON.stringify(given)}: ${wanted}`);
  return given ?? known[0] ?? null;
}

/** Reads the configuration file for a rollback from a command line. */
export async function loadRollback(
  request: Request,
  { environment, repository }: { environment: string; repository: { readonly repo: string } },
): Promise<RollbackPlace & { readonly secrets: readonly string[] }> {
  const file = request.config ?? defaultConfiguration;
  const loaded = await loadConfiguration(file, { ...request, separatesLater: true });
  if (!loaded.ok) throw new UsageError('invalid-configuration', formatMistakes(loaded.mistakes));
  const service = request.service ?? null;
  const place = rollbackPlaceOf(loaded.configuration, { environment, service, fallback: repository.repo });
  return { ...place, secrets: loaded.secrets };
}
