import { durationOf, numberOf } from '../duration-text.ts';
import { readTime } from '../time-text.ts';
import type { JsonDialect } from './json-format.ts';
import { textAt, valueAt } from './json-value.ts';

/** pino-http and Fastify: response time in milliseconds. */
export const pino: JsonDialect = {
  name: 'pino',
  reads: 'JSON of pino-http and Fastify; responseTime in milliseconds',
  read: (object) =>
    valueAt(object, 'req.url') === undefined || valueAt(object, 'res.statusCode') === undefined
      ? null
      : {
          method: textAt(object, 'req.method'),
          target: textAt(object, 'req.url'),
          client: textAt(object, 'req.headers.x-forwarded-for', 'req.remoteAddress'),
          agent: textAt(object, 'req.headers.user-agent'),
          time: readTime(valueAt(object, 'time')),
          status: numberOf(valueAt(object, 'res.statusCode')),
          size: numberOf(valueAt(object, 'res.headers.content-length')),
          microseconds: durationOf(valueAt(object, 'responseTime'), 1000),
        },
};
