import type { Configuration } from '../config/schema.ts';
import { selectService } from '../config/select-service.ts';
import type { Traffic } from '../config/traffic-schema.ts';
import { UsageError } from '../model/usage-error.ts';
import { configurationFile } from './configuration-file.ts';
import type { Request } from './load-settings.ts';

/** What all services say, where they say the same; undefined where it matters which one is meant. */
function agreed({ services }: Configuration): Traffic | undefined {
  const said = new Map(Object.values(services ?? {}).map(({ traffic = none }) => [JSON.stringify(traffic), traffic]));
  return said.size === 1 ? [...said.values()][0] : undefined;
}

const none: Traffic = { routes: [], write: [], productionHosts: [] };

/**
 * What the configuration knows of the traffic of a service; nothing where there is no configuration.
 *
 * @throws UsageError that lists every mistake of the configuration with its place, or names the services to choose from
 */
export async function trafficSettings(
  request: Pick<Request, 'config' | 'service' | 'readFile' | 'now'>,
): Promise<Traffic> {
  if ((await configurationFile(request)) === null) return none;
  // Only then: without a configuration, loading what reads it would take longer than reading a small log.
  const { writtenConfiguration } = await import('./written-configuration.ts');
  const configuration = await writtenConfiguration(request, 'traffic');
  if (configuration === null) return none;
  const ofAll = request.service === undefined ? agreed(configuration) : undefined;
  if (ofAll !== undefined) return ofAll;
  const selected = selectService(configuration, request.service ?? null);
  if (selected.ok) return selected.settings.traffic ?? none;
  const hint = selected.suggestion === null ? '' : ` Did you mean "${selected.suggestion}"?`;
  throw new UsageError('invalid-option', `--service: ${selected.message}.${hint}`);
}
