import { redactSecrets } from '../config/redact.ts';
import type { Collected, Source } from './source.ts';

/**
 * A source whose answers hold none of the given secrets, wherever its provider repeats them: in the name of a route, in a warning.
 *
 * Struck out here, before anything is judged, they can be in no report, however it escapes what it shows.
 */
export function withoutSecrets(source: Source, secrets: readonly string[]): Source {
  if (secrets.length === 0) return source;
  return {
    name: source.name,
    async collect(request) {
      return redactCollected(await source.collect(request), secrets);
    },
  };
}

function redactCollected(collected: Collected, secrets: readonly string[]): Collected {
  const text = JSON.stringify(collected);
  const redacted = redactSecrets(text, secrets);
  // Nearly always there is nothing to strike out, and one look at the whole is all it costs.
  return redacted === text ? collected : JSON.parse(redacted);
}
