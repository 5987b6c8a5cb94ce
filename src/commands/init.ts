import type { Metrics } from '../config/schema.ts';
import type { Progress } from '../model/ports.ts';
import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';
import { lastWindow } from '../probes/resolve-window.ts';
import { type Discovered, discover } from '../sources/prometheus/discover.ts';
import { writeConfiguration } from './init/write-configuration.ts';
import { loadSettings, type Request } from './load-settings.ts';
import { separate } from './separate.ts';
import { sidesOf } from './sides.ts';

export interface InitRequest extends Request {
  readonly name: string;
  readonly progress: Progress;
}

/** An hour and a day: enough to see what a server has even where staging sleeps at the moment. */
const lookbackSeconds = 86_400;

async function ask(metrics: Metrics, now: Date): Promise<Discovered> {
  const { url } = metrics;
  if (url === undefined)
    throw new UsageError(
      'invalid-option',
      'init asks Prometheus-compatible servers; give --production-metrics URL and --staging-metrics URL',
    );
  const answer = await discover({ ...metrics, url, custom: [] }, lastWindow(lookbackSeconds, now));
  if (answer.ok) return answer.value;
  throw new ProviderError(answer.reason, answer.message);
}

/**
 * Asks both servers what they have and writes a commented configuration for it.
 *
 * @throws UsageError for options that do not fit; ProviderError where a server gives no answer
 */
export async function init(request: InitRequest): Promise<{ text: string; secrets: readonly string[] }> {
  const { settings, secrets } = await loadSettings({ ...request, config: undefined, readFile: noFile });
  const sides = await separate(sidesOf(settings, 'fidelity'), request);
  const [production, staging] = await Promise.all([
    ask(sides.reference.metrics, request.now),
    ask(sides.candidate.metrics, request.now),
  ]);
  const text = writeConfiguration(request.name, {
    production: { metrics: sides.reference.metrics, found: production },
    staging: { metrics: sides.candidate.metrics, found: staging },
    now: request.now,
  });
  return { text, secrets };
}

/** Init starts from the options alone: an existing configuration must not shape the new one. */
async function noFile(file: string): Promise<string> {
  throw Object.assign(new Error(`${file} is not read`), { code: 'ENOENT' });
}
