import { requestOfNamed } from '../named-fields.ts';
import type { JsonDialect } from './json-format.ts';

/** JSON that somebody described in a `log_format`, by nginx's or similar names. */
export const nginxJson: JsonDialect = {
  name: 'json',
  reads: 'JSON with names such as request_uri and status; request_time in seconds, duration_ms in milliseconds',
  read: requestOfNamed,
};
