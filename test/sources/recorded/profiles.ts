import type { Evidence, Value } from '../../../src/model/evidence.ts';
import type { Profile, Section } from '../../../src/model/profile.ts';

export const window = { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T09:00:00.000Z' };

const evidence = (measure: 'latency' | 'requests', scope: Evidence['scope'], value: Value): Evidence => ({
  state: 'present',
  measure,
  scope,
  source: 'prometheus',
  query: `production/${measure}`,
  value,
});

export const section = (evidence: readonly Evidence[]): Section => ({
  status: 'ok',
  reason: null,
  message: null,
  source: 'prometheus',
  convention: 'opentelemetry',
  remarks: [],
  evidence: [...evidence],
});

/** Sections in which each route answered `count` requests with 200, told by as many slices as are named. */
export function sectionsOf(
  routes: readonly string[],
  { count = 100, slices = [''] }: { count?: number; slices?: readonly string[] } = {},
) {
  const scopes = routes.flatMap((route) => slices.map((slice) => ({ route, slice })));
  const histogram: Value = { kind: 'histogram', bounds: [0.1, 1], cumulative: [count / 2, count, count], unit: 's' };
  const statuses: Value = { kind: 'record', entries: { '200': count }, unit: 'requests' };
  return {
    latency: section(scopes.map((scope) => evidence('latency', scope, histogram))),
    errors: section(scopes.map((scope) => evidence('requests', scope, statuses))),
  };
}

/** A recorded profile with the given sections. */
export function profileOf(sections: Profile['sections'], more: Partial<Profile> = {}): Profile {
  return {
    schema: 'tollgate.profile/1',
    tool: { name: 'tollgate', version: '0.1.0' },
    environment: 'production',
    subject: { service: 'shop', region: null, release: null },
    collectedAt: '2026-11-20T09:05:00.000Z',
    window,
    sections,
    history: [],
    queries: { 'production/latency': 'sum by (le) (…)', 'production/requests': 'sum by (code) (…)' },
    ...more,
  };
}
