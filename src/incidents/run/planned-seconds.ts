import { parseDuration } from '../../model/duration.ts';
import { settingsIn } from '../guards/script-text.ts';

/**
 * How long a script’s load takes, in seconds, as its parameters say; null where they do not.
 *
 * @example plannedSeconds('const settings = {\n"duration": "4h"\n};') // 14400
 */
export function plannedSeconds(script: string): number | null {
  const duration = settingsIn(script)?.['duration'];
  if (typeof duration !== 'string') return null;
  try {
    return parseDuration(duration);
  } catch {
    return null;
  }
}
