import { everyVariableBut } from '../config/every-variable.ts';
import { type LoadedSettings, loadSettings, type Request } from './load-settings.ts';

/**
 * The settings for judging what is recorded in files: no server is asked, so no variable of an address or a credential need be set.
 *
 * What stands for a variable that is not set leads nowhere; who would use it asks `isStandIn` first.
 *
 * @throws UsageError that lists every mistake with its place
 */
export function recordedSettings(request: Request): Promise<LoadedSettings> {
  const known = Object.entries(request.environment).flatMap(([name, value = '']) =>
    value === '' ? [] : [[name, value]],
  );
  return loadSettings({ ...request, environment: everyVariableBut(Object.fromEntries(known)) });
}
