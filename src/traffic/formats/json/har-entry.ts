import { durationOf, numberOf } from '../duration-text.ts';
import { readTime } from '../time-text.ts';
import type { JsonDialect } from './json-format.ts';
import { isObject, type JsonObject, textAt, valueAt } from './json-value.ts';

/** One entry of a HAR file, one per line; `time` is in milliseconds, sizes of −1 are unknown. */
export const harEntry: JsonDialect = {
  name: 'har',
  reads: 'HAR files of browsers and proxies; time in milliseconds',
  read: (object) =>
    valueAt(object, 'request.url') === undefined
      ? null
      : {
          method: textAt(object, 'request.method'),
          target: textAt(object, 'request.url'),
          client: 'recorded',
          agent: null,
          time: readTime(valueAt(object, 'startedDateTime')),
          status: numberOf(valueAt(object, 'response.status')),
          size: numberOf(valueAt(object, 'response.bodySize')),
          microseconds: durationOf(valueAt(object, 'time'), 1000),
        },
};

/** What of an entry is read: bodies, headers and cookies stay behind. */
function essence(entry: JsonObject): JsonObject {
  return {
    startedDateTime: valueAt(entry, 'startedDateTime'),
    time: valueAt(entry, 'time'),
    request: { method: valueAt(entry, 'request.method'), url: valueAt(entry, 'request.url') },
    response: { status: valueAt(entry, 'response.status'), bodySize: valueAt(entry, 'response.bodySize') },
  };
}

/** Turns a HAR document into one line per entry; null where it is none. */
export function harLines(document: unknown): string | null {
  const entries = isObject(document) ? valueAt(document, 'log.entries') : undefined;
  if (!Array.isArray(entries)) return null;
  return entries.map((entry) => `${JSON.stringify(isObject(entry) ? essence(entry) : null)}\n`).join('');
}
