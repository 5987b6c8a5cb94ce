import type { Convention } from '../convention.ts';
import { clientLibrary } from './client-library.ts';
import { ingressNginx } from './ingress-nginx.ts';
import { istio } from './istio.ts';
import { micrometer } from './micrometer.ts';
import { otelHttp } from './otel-http.ts';
import { otelHttpOld } from './otel-http-old.ts';

/** Every known convention, in the order in which they are tried: the application’s own words before those of a proxy. */
export const conventions: readonly Convention[] = [
  otelHttp,
  otelHttpOld,
  micrometer,
  clientLibrary,
  istio,
  ingressNginx,
];

/** Their names, as the configuration may write them. */
export const conventionNames: readonly string[] = conventions.map(({ id }) => id);
