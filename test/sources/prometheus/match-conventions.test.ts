import { describe, expect, it } from 'vitest';
import { configuredConventions } from '../../../src/sources/prometheus/configured-conventions.ts';
import { conventionNames, conventions } from '../../../src/sources/prometheus/conventions/registry.ts';
import { forLatency, forRequests, matchConventions } from '../../../src/sources/prometheus/match-conventions.ts';
import { settingsFor } from './prometheus-settings.ts';

const match = (...names: string[]) => matchConventions(new Set(names), conventions);
const ids = (matches: ReturnType<typeof match>) => matches.map(({ convention }) => convention.id);

describe('matchConventions', () => {
  it.each([
    { name: 'nothing known', names: ['up'], expected: [] },
    {
      name: 'a histogram with its own count',
      names: ['http_server_request_duration_seconds_bucket', 'http_server_request_duration_seconds_count'],
      expected: [{ kind: 'histogram', requests: 'http_server_request_duration_seconds_count' }],
    },
    {
      name: 'a counter of its own, which is preferred',
      names: ['http_request_duration_seconds_bucket', 'http_request_duration_seconds_count', 'http_requests_total'],
      expected: [{ kind: 'histogram', requests: 'http_requests_total' }],
    },
    {
      name: 'a summary',
      names: ['http_request_duration_seconds', 'http_request_duration_seconds_count'],
      expected: [{ kind: 'summary', requests: 'http_request_duration_seconds_count' }],
    },
    {
      name: 'a count without buckets or quantiles',
      names: ['http_server_requests_seconds_count'],
      expected: [{ kind: null, requests: 'http_server_requests_seconds_count' }],
    },
    {
      name: 'the second name of a convention',
      names: ['http_server_duration_bucket', 'http_server_duration_count'],
      expected: [{ kind: 'histogram', requests: 'http_server_duration_count' }],
    },
  ])('finds $name', ({ names, expected }) => {
    expect(match(...names).map(({ latency, requests }) => ({ kind: latency?.kind ?? null, requests }))).toEqual(
      expected,
    );
  });

  it('prefers a histogram to a summary, and counts requests by the convention that measures latency', () => {
    const matches = match(
      'http_request_duration_seconds',
      'http_requests_total',
      'istio_request_duration_milliseconds_bucket',
      'istio_requests_total',
    );
    expect(ids(forLatency(matches))).toEqual(['istio', 'client-library']);
    expect(ids(forRequests(matches))).toEqual(['istio', 'client-library']);
  });
});

describe('configuredConventions', () => {
  const of = (own: Parameters<typeof settingsFor>[1]) => configuredConventions(settingsFor('http://x', own));

  it('is all of them where nothing is configured', () => {
    expect(of({}).map(({ id }) => id)).toEqual(conventionNames);
  });

  it('is the named one, with the labels of the configuration', () => {
    expect(of({ convention: 'istio', labels: { route: 'path' } })).toMatchObject([
      { id: 'istio', route: ['path'], status: ['response_code'] },
    ]);
  });

  it('is made of own metric names', () => {
    const [own, ...rest] = of({ convention: { latency: 'my_seconds', requests: 'my_total', unit: 's' } });
    expect(rest).toEqual([]);
    expect(own).toMatchObject({
      id: 'configured',
      latency: [{ metric: 'my_seconds', unit: 's' }],
      requests: ['my_total'],
    });
  });

  it.each([
    { name: 'an unknown convention', own: { convention: 'otel' }, says: /otel-http, .*not "otel"/ },
    {
      name: 'a metric that is none',
      own: { convention: { latency: 'a} or b{', unit: 's' as const } },
      says: /wanted a metric name/,
    },
    { name: 'a label that is none', own: { labels: { route: 'a, b' } }, says: /wanted a label name/ },
  ])('refuses $name', ({ own, says }) => {
    expect(() => of(own)).toThrow(says);
  });
});
