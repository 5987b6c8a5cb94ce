import type { Registry } from 'prom-client';
import type { Querying } from '../store/database.ts';
import { type Route, sendJson } from './route.ts';

export interface Observed {
  readonly store: Querying;
  readonly metrics: Registry;
  /** Set while the bot shuts down: no further request should be sent here. */
  readonly isDraining: () => boolean;
}

/** Liveness, readiness (the store answers) and figures for Prometheus. */
export function healthRoutes({ store, metrics, isDraining }: Observed): Route[] {
  return [
    { method: 'GET', path: '/healthz', answer: (_, response) => sendJson(response, 200, { status: 'alive' }) },
    {
      method: 'GET',
      path: '/readyz',
      async answer(_, response) {
        if (isDraining()) return sendJson(response, 503, { status: 'shutting down' });
        const answers = await store.query('SELECT 1').then(
          () => true,
          () => false,
        );
        return sendJson(response, answers ? 200 : 503, { status: answers ? 'ready' : 'the store does not answer' });
      },
    },
    {
      method: 'GET',
      path: '/metrics',
      async answer(_, response) {
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.metrics());
      },
    },
  ];
}
