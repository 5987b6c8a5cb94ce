import type { Convention } from '../convention.ts';

/** https://docs.spring.io/spring-boot/reference/actuator/metrics.html, as Micrometer writes it for Prometheus. */
export const micrometer: Convention = {
  id: 'micrometer',
  title: 'Spring Boot and Micrometer',
  latency: [{ metric: 'http_server_requests_seconds', unit: 's' }],
  requests: [],
  route: ['uri'],
  method: ['method'],
  status: ['status'],
};
