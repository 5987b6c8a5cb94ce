import { everyVariableBut, isStandIn } from '../config/every-variable.ts';
import { type LoadedSettings, loadSettings, type Request } from './load-settings.ts';

/**
 * The settings for judging what is recorded in files: no server is asked, so no variable of an address or a credential need be set.
 *
 * Where the variable of the webhook is not set, nothing is posted.
 *
 * @throws UsageError that lists every mistake with its place
 */
export async function recordedSettings(request: Request): Promise<LoadedSettings> {
  const known = Object.entries(request.environment).flatMap(([name, value = '']) =>
    value === '' ? [] : [[name, value]],
  );
  const loaded = await loadSettings({ ...request, environment: everyVariableBut(Object.fromEntries(known)) });
  const { slackWebhookUrl = '', ...settings } = loaded.settings;
  return isStandIn(slackWebhookUrl) ? { ...loaded, settings } : loaded;
}
