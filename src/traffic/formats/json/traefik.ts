import { durationOf, numberOf } from '../duration-text.ts';
import { readTime } from '../time-text.ts';
import type { JsonDialect } from './json-format.ts';
import { textAt, valueAt } from './json-value.ts';

/** Traefik: durations in nanoseconds. */
export const traefik: JsonDialect = {
  name: 'traefik',
  reads: 'JSON of Traefik; Duration in nanoseconds',
  read: (object) =>
    valueAt(object, 'RequestPath') === undefined
      ? null
      : {
          method: textAt(object, 'RequestMethod'),
          target: textAt(object, 'RequestPath'),
          client: textAt(object, 'ClientHost', 'ClientAddr'),
          agent: textAt(object, 'request_User-Agent'),
          time: readTime(valueAt(object, 'StartUTC', 'StartLocal', 'time')),
          status: numberOf(valueAt(object, 'DownstreamStatus', 'OriginStatus')),
          size: numberOf(valueAt(object, 'DownstreamContentSize')),
          microseconds: durationOf(valueAt(object, 'Duration'), 0.001),
        },
};
