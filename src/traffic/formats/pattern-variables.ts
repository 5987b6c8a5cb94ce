/** What a variable of a log format stands for, as far as a traffic model wants to know. */
export type Meaning =
  | 'client'
  | 'time'
  | 'request'
  | 'method'
  | 'target'
  | 'path'
  | 'query'
  | 'status'
  | 'size'
  | 'seconds'
  | 'milliseconds'
  | 'microseconds'
  | 'agent'
  | 'connection-requests';

const nginx = new Map<string, Meaning>([
  ['http_x_forwarded_for', 'client'],
  ['http_x_real_ip', 'client'],
  ['remote_addr', 'client'],
  ['realip_remote_addr', 'client'],
  ['time_local', 'time'],
  ['time_iso8601', 'time'],
  ['msec', 'time'],
  ['request', 'request'],
  ['request_method', 'method'],
  ['request_uri', 'target'],
  ['uri', 'path'],
  ['args', 'query'],
  ['query_string', 'query'],
  ['status', 'status'],
  ['body_bytes_sent', 'size'],
  ['bytes_sent', 'size'],
  ['request_time', 'seconds'],
  ['http_user_agent', 'agent'],
  ['connection_requests', 'connection-requests'],
]);

/** The meaning of a variable of nginx. */
export function nginxVariable(name: string): Meaning | null {
  return nginx.get(name) ?? null;
}

const apache = new Map<string, Meaning>([
  ['h', 'client'],
  ['a', 'client'],
  ['t', 'time'],
  ['r', 'request'],
  ['m', 'method'],
  ['U', 'path'],
  ['q', 'query'],
  ['s', 'status'],
  ['b', 'size'],
  ['B', 'size'],
  ['O', 'size'],
  ['D', 'microseconds'],
  ['T', 'seconds'],
]);

const apacheDurations = new Map<string, Meaning>([
  ['s', 'seconds'],
  ['ms', 'milliseconds'],
  ['us', 'microseconds'],
]);

const apacheHeaders = new Map<string, Meaning>([
  ['user-agent', 'agent'],
  ['x-forwarded-for', 'client'],
]);

/** The meaning of a directive of Apache, `%D` or `%{ms}T`. */
export function apacheVariable(letter: string, inBraces: string): Meaning | null {
  if (letter === 'i') return apacheHeaders.get(inBraces.toLowerCase()) ?? null;
  if (inBraces === '') return apache.get(letter) ?? null;
  if (letter === 'T') return apacheDurations.get(inBraces) ?? null;
  return letter === 't' && /^(?:sec|msec|usec)$/.test(inBraces) ? 'time' : null;
}
