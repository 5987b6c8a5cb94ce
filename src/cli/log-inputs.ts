import type { TrafficModelRequest } from '../commands/traffic-model.ts';
import { parseDuration } from '../model/duration.ts';
import type { Progress } from '../model/ports.ts';
import { UsageError } from '../model/usage-error.ts';
import { readLogFormat } from '../sources/access-log/read-log-format.ts';
import { readRoutes } from '../sources/access-log/read-routes.ts';
import { everyOption } from './every-option.ts';
import type { Inputs } from './inputs.ts';
import { parsed } from './script-settings.ts';

function workersOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,2}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new UsageError('invalid-option', `--workers: wanted a number of threads from 1 to 99, not "${text}"`);
}

/** Which logs are read, and how, as given on the command line. */
export async function logsOf(inputs: Inputs, progress: Progress): Promise<TrafficModelRequest> {
  const since = inputs.text('since');
  const options = await everyOption({
    routes: () => readRoutes(inputs.list('route'), inputs.text('openapi')),
    format: () => readLogFormat(inputs.text('log-format')),
    workers: () => workersOf(inputs.text('workers')),
    since: () => (since === undefined ? null : Date.now() - parsed('since', since, parseDuration) * 1000),
  });
  return { ...options, logs: inputs.arguments, progress };
}
