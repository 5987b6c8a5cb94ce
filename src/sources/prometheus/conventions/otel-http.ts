import type { Convention } from '../convention.ts';

/** https://opentelemetry.io/docs/specs/semconv/http/http-metrics/ as written by the OpenTelemetry exporters to Prometheus. */
export const otelHttp: Convention = {
  id: 'otel-http',
  title: 'OpenTelemetry HTTP semantic conventions',
  latency: [{ metric: 'http_server_request_duration_seconds', unit: 's' }],
  requests: [],
  route: ['http_route'],
  method: ['http_request_method'],
  status: ['http_response_status_code'],
};
