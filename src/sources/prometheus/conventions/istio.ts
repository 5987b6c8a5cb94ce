import type { Convention } from '../convention.ts';

/** https://istio.io/latest/docs/reference/config/metrics/ */
export const istio: Convention = {
  id: 'istio',
  title: 'Istio standard metrics',
  latency: [{ metric: 'istio_request_duration_milliseconds', unit: 'ms' }],
  requests: ['istio_requests_total'],
  route: ['destination_service_name', 'destination_workload'],
  method: ['request_method'],
  status: ['response_code'],
  // The proxies of both ends report each request; the caller’s (`source`) would count it a second time.
  only: 'reporter=~"destination|waypoint"',
};
