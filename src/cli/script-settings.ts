import { everyOption } from '../commands/every-option.ts';
import { parsePercentage } from '../config/percentage.ts';
import type { Traffic } from '../config/traffic-schema.ts';
import { parseDuration } from '../model/duration.ts';
import { UsageError } from '../model/usage-error.ts';
import type { LoadSettings } from '../traffic/script/load-plan.ts';
import type { Inputs } from './inputs.ts';

/** Parses the value of an option; its mistake names the option. */
export function parsed<T>(name: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError('invalid-option', `--${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseScale(text: string): number {
  const scale = parsePercentage(text);
  if (scale > 0) return scale;
  throw new Error(`wanted more than nothing of production’s load, such as 1, 0.1 or 10%, not "${text}"`);
}

function parseHost(text: string): string {
  if (/^[a-z0-9.-]+$/i.test(text)) return text.toLowerCase();
  throw new Error(`wanted a host name such as shop.example.com, not "${text}"`);
}

/** k6 runs no scenario of less than a second, and durations of it have whole seconds here. */
function parseLength(text: string): number {
  const seconds = Math.round(parseDuration(text));
  if (seconds >= 1) return seconds;
  throw new Error(`wanted at least a second, not "${text}"`);
}

function parseRunners(inputs: Inputs): LoadSettings['runners'] {
  if (!inputs.flag('distributed')) return null;
  const text = inputs.text('distributed');
  if (text === undefined) return 'as-needed';
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new UsageError('invalid-option', `--distributed: wanted a number of load generators up to 999, not "${text}"`);
}

/** How the scripts load staging, as given on the command line. */
export function scriptSettingsOf(inputs: Inputs): Promise<LoadSettings> {
  return everyOption({
    scale: () => parsed('scale', inputs.text('scale') ?? '1', parseScale),
    seconds: () => parsed('duration', inputs.text('duration') ?? '25m', parseLength),
    soakSeconds: () => parsed('soak', inputs.text('soak') ?? '4h', parseLength),
    writes: () => inputs.list('write'),
    productionHosts: () => inputs.list('production-host').map((host) => parsed('production-host', host, parseHost)),
    runners: () => parseRunners(inputs),
  });
}

/** The same with what the configuration allows and forbids. */
export function withTraffic(settings: LoadSettings, { write, productionHosts }: Traffic): LoadSettings {
  return {
    ...settings,
    writes: [...new Set([...settings.writes, ...write])],
    productionHosts: [...new Set([...settings.productionHosts, ...productionHosts])],
  };
}
