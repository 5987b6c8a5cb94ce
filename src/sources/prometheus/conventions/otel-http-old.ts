import type { Convention } from '../convention.ts';

/** OpenTelemetry before HTTP conventions became stable (1.23); some exporters left the unit out of the name. */
export const otelHttpOld: Convention = {
  id: 'otel-http-old',
  title: 'OpenTelemetry HTTP conventions before 1.23',
  latency: [
    { metric: 'http_server_duration_milliseconds', unit: 'ms' },
    { metric: 'http_server_duration', unit: 'ms' },
  ],
  requests: [],
  route: ['http_route'],
  method: ['http_method'],
  status: ['http_status_code'],
};
