import { everyOption } from '../commands/every-option.ts';
import type { TrafficModelRequest } from '../commands/traffic-model.ts';
import { trafficSettings } from '../commands/traffic-settings.ts';
import type { Traffic } from '../config/traffic-schema.ts';
import { parseDuration } from '../model/duration.ts';
import type { Progress } from '../model/ports.ts';
import { UsageError } from '../model/usage-error.ts';
import { readLogFormat } from '../sources/access-log/read-log-format.ts';
import { declaredRoute, readOpenApi } from '../sources/access-log/read-routes.ts';
import type { DeclaredRoute } from '../traffic/routing/declared-routes.ts';
import type { Inputs } from './inputs.ts';
import { parsed } from './script-settings.ts';

/** What the configuration knows of the traffic; no variable of it need be set. */
export function configuredTraffic(inputs: Inputs): Promise<Traffic> {
  const [config, service] = [inputs.text('config'), inputs.text('service')];
  return trafficSettings({ config, service, readFile: inputs.readFile, now: new Date() });
}

function workersOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new UsageError('invalid-option', `--workers: wanted a number of threads from 1 to 99, not "${text}"`);
}

function givenRoutes(inputs: Inputs): DeclaredRoute[] {
  const routes = inputs.list('route').map(declaredRoute);
  const wrong = routes.filter(({ route }) => !route.startsWith('/'));
  if (wrong.length === 0) return routes;
  throw new UsageError(
    'invalid-option',
    `--route: wanted path templates such as "/orders/{id}", not ${wrong.map(({ route }) => `"${route}"`).join(', ')}`,
  );
}

/** Which logs are read, and how, as given on the command line. */
export async function logsOf(inputs: Inputs, progress: Progress): Promise<TrafficModelRequest> {
  const [since, openapi] = [inputs.text('since'), inputs.text('openapi')];
  const { given, described, ...options } = await everyOption({
    given: () => givenRoutes(inputs),
    described: () => (openapi === undefined ? [] : readOpenApi(openapi, '--openapi')),
    format: () => readLogFormat(inputs.text('log-format')),
    workers: () => workersOf(inputs.text('workers')),
    since: () => (since === undefined ? null : Date.now() - parsed('since', since, parseDuration) * 1000),
  });
  return { ...options, routes: [...given, ...described], logs: inputs.arguments, out: null, progress };
}

/** The same with the routes of the configuration behind its own. */
export async function withRoutes(
  logs: TrafficModelRequest,
  { routes, openapi }: Traffic,
): Promise<TrafficModelRequest> {
  const described = openapi === undefined ? [] : await readOpenApi(openapi, 'traffic.openapi');
  return { ...logs, routes: [...logs.routes, ...routes.map(declaredRoute), ...described] };
}
