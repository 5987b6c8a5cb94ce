import { durationOf, numberOf } from '../duration-text.ts';
import { readTime } from '../time-text.ts';
import type { JsonDialect } from './json-format.ts';
import { textAt, valueAt } from './json-value.ts';

/** Elastic Common Schema: event.duration in nanoseconds. */
export const ecs: JsonDialect = {
  name: 'ecs',
  reads: 'JSON in the Elastic Common Schema; event.duration in nanoseconds',
  read: (object) => {
    const path = textAt(object, 'url.original', 'url.path');
    const method = textAt(object, 'http.request.method');
    if (path === null || method === null) return null;
    const query = textAt(object, 'url.query');
    return {
      method,
      target: query === null || path.includes('?') ? path : `${path}?${query}`,
      client: textAt(object, 'client.ip', 'source.ip', 'client.address', 'source.address'),
      agent: textAt(object, 'user_agent.original'),
      time: readTime(valueAt(object, '@timestamp')),
      status: numberOf(valueAt(object, 'http.response.status_code')),
      size: numberOf(valueAt(object, 'http.response.body.bytes', 'http.response.bytes')),
      microseconds: durationOf(valueAt(object, 'event.duration'), 0.001),
    };
  },
};
