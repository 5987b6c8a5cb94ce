import { durationOf, numberOf } from '../duration-text.ts';
import { readTime } from '../time-text.ts';
import type { JsonDialect } from './json-format.ts';
import { textAt, valueAt } from './json-value.ts';

/** Caddy 2: durations in seconds. */
export const caddy: JsonDialect = {
  name: 'caddy',
  reads: 'JSON of Caddy 2; duration in seconds',
  read: (object) =>
    valueAt(object, 'request.uri') === undefined || valueAt(object, 'duration') === undefined
      ? null
      : {
          method: textAt(object, 'request.method'),
          target: textAt(object, 'request.uri'),
          client: textAt(object, 'request.client_ip', 'request.remote_ip', 'request.remote_addr'),
          agent: textAt(object, 'request.headers.User-Agent'),
          time: readTime(valueAt(object, 'ts')),
          status: numberOf(valueAt(object, 'status')),
          size: numberOf(valueAt(object, 'size')),
          microseconds: durationOf(valueAt(object, 'duration'), 1_000_000),
        },
};
