import { durationOf, numberOf } from './duration-text.ts';
import { type JsonObject, textAt, valueAt } from './json/json-value.ts';
import type { LoggedRequest } from './logged-request.ts';
import { readTime } from './time-text.ts';

/** Names of durations that say their unit themselves, or whose only writers use one. Microseconds of one. */
const durations: readonly (readonly [unit: number | null, names: readonly string[]])[] = [
  [1_000_000, ['request_time', 'rt', 'request_duration_seconds', 'duration_seconds', 'duration_s']],
  [1000, ['duration_ms', 'response_time_ms', 'elapsed_ms', 'took_ms', 'latency_ms', 'request_time_ms', 'responseTime']],
  [1, ['duration_us', 'elapsed_us', 'latency_us']],
  [0.001, ['duration_ns', 'elapsed_ns', 'latency_ns']],
  // A unit is read where it is written behind the number; otherwise nobody knows.
  [null, ['duration', 'latency', 'took', 'elapsed', 'service', 'response_time', 'time_taken']],
];

function microsecondsOf(object: JsonObject): number | null {
  for (const [unit, names] of durations) {
    const value = durationOf(valueAt(object, ...names), unit);
    if (value !== null) return value;
  }
  return null;
}

/** Reads a request from named fields, as people name them in JSON of nginx and in logfmt; null where there is none. */
export function requestOfNamed(object: JsonObject): LoggedRequest | null {
  const request = textAt(object, 'request', 'request_line');
  const target = textAt(object, 'request_uri', 'uri', 'path', 'url', 'target', 'http_path');
  const status = numberOf(valueAt(object, 'status', 'status_code', 'code', 'http_status', 'response_status'));
  if (status === null || (request === null && target === null)) return null;
  return {
    request,
    method: textAt(object, 'request_method', 'method', 'verb', 'http_method'),
    target,
    client: textAt(
      object,
      'http_x_forwarded_for',
      'remote_addr',
      'client_ip',
      'fwd',
      'remote_ip',
      'ip',
      'client',
      'remote',
    ),
    agent: textAt(object, 'http_user_agent', 'user_agent', 'agent', 'ua'),
    time: readTime(
      valueAt(object, 'time_iso8601', 'msec', 'time_local', 'timestamp', '@timestamp', 'time', 'ts', 't', 'date'),
    ),
    status,
    size: numberOf(valueAt(object, 'body_bytes_sent', 'bytes_sent', 'bytes', 'size', 'response_size')),
    microseconds: microsecondsOf(object),
    onConnection: numberOf(valueAt(object, 'connection_requests')),
  };
}
