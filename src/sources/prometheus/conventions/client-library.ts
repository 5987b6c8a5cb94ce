import type { Convention } from '../convention.ts';

/** The names that the Prometheus client libraries’ documentation uses; labels differ from library to library. */
export const clientLibrary: Convention = {
  id: 'client-library',
  title: 'Prometheus client libraries',
  latency: [
    { metric: 'http_request_duration_seconds', unit: 's' },
    { metric: 'http_request_duration_milliseconds', unit: 'ms' },
  ],
  requests: ['http_requests_total'],
  route: ['route', 'path', 'handler', 'endpoint', 'uri', 'url'],
  method: ['method', 'verb'],
  status: ['status', 'code', 'status_code', 'http_status', 'response_code'],
};
