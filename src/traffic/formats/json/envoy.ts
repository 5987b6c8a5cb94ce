import { durationOf, numberOf } from '../duration-text.ts';
import { readTime } from '../time-text.ts';
import type { JsonDialect } from './json-format.ts';
import { textAt, valueAt } from './json-value.ts';

/** Envoy and Istio: durations in milliseconds; the response flag DC means that the client left. */
export const envoy: JsonDialect = {
  name: 'envoy',
  reads: 'JSON of Envoy and Istio; duration in milliseconds',
  read: (object) =>
    valueAt(object, 'response_code') === undefined
      ? null
      : {
          method: textAt(object, 'method', 'request_method'),
          target: textAt(object, 'path', 'x_envoy_original_path', 'uri'),
          client: textAt(object, 'x_forwarded_for', 'downstream_remote_address'),
          agent: textAt(object, 'user_agent'),
          time: readTime(valueAt(object, 'start_time', 'timestamp', 'time')),
          status: numberOf(valueAt(object, 'response_code')),
          size: numberOf(valueAt(object, 'bytes_sent')),
          microseconds: durationOf(valueAt(object, 'duration'), 1000),
          abandoned: /\bDC\b/.test(textAt(object, 'response_flags') ?? ''),
        },
};
