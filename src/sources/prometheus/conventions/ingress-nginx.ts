import type { Convention } from '../convention.ts';

/** https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/ */
export const ingressNginx: Convention = {
  id: 'ingress-nginx',
  title: 'ingress-nginx controller',
  latency: [{ metric: 'nginx_ingress_controller_request_duration_seconds', unit: 's' }],
  requests: ['nginx_ingress_controller_requests'],
  route: ['path', 'ingress'],
  method: ['method'],
  status: ['status'],
};
