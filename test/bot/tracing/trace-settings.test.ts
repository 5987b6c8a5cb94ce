import { expect, it } from 'vitest';
import { readTraceSettings, traceProblems } from '../../../bot/tracing/trace-settings.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };

it.each([
  { name: 'nothing', given: {}, wanted: null },
  { name: 'switched off', given: { ...endpoint, OTEL_SDK_DISABLED: 'TRUE' }, wanted: null },
  { name: 'no exporter', given: { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }, wanted: null },
  {
    name: 'an endpoint',
    given: endpoint,
    wanted: {
      url: 'http://collector:4318/v1/traces',
      headers: {},
      timeoutMilliseconds: 10_000,
      resource: { 'service.name': 'tollgate-bot' },
      share: 1,
    },
  },
  {
    name: 'everything, for traces alone where that is said',
    given: {
      ...endpoint,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example/in',
      OTEL_EXPORTER_OTLP_HEADERS: 'a=1',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'authorization=Basic%20eDp5, x-team = shop',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=theirs,deployment.environment=production',
      OTEL_SERVICE_NAME: 'gatekeeper',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
    },
    wanted: {
      url: 'https://traces.example/in',
      headers: { authorization: 'Basic eDp5', 'x-team': 'shop' },
      timeoutMilliseconds: 500,
      resource: { 'service.name': 'gatekeeper', 'deployment.environment': 'production' },
      share: 0.25,
    },
  },
  {
    name: 'a sampler that wants nothing',
    given: { ...endpoint, OTEL_TRACES_SAMPLER: 'always_off' },
    wanted: { share: 0 },
  },
])('traces are sent as OpenTelemetry’s variables say: $name', ({ given, wanted }) => {
  expect(traceProblems(given)).toEqual([]);
  if (wanted === null) expect(readTraceSettings(given)).toBeNull();
  else expect(readTraceSettings(given)).toMatchObject(wanted);
});

it.each([
  { given: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, words: 'http://' },
  { given: { ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, words: 'is "grpc"; wanted http/json' },
  { given: { ...endpoint, OTEL_TRACES_SAMPLER: 'constructor' }, words: 'wanted always_on, always_off, traceidratio' },
  { given: { ...endpoint, OTEL_TRACES_SAMPLER_ARG: 'half' }, words: 'a number from 0 to 1' },
  { given: { ...endpoint, OTEL_EXPORTER_OTLP_TIMEOUT: '-1' }, words: 'wanted milliseconds' },
  { given: { ...endpoint, OTEL_EXPORTER_OTLP_HEADERS: 'Bearer hunter2' }, words: 'wanted name=value' },
  { given: { ...endpoint, OTEL_RESOURCE_ATTRIBUTES: 'a=%zz' }, words: 'wanted name=value' },
])('what cannot be meant is refused without its words: $given', ({ given, words }) => {
  const problems = traceProblems(given);
  expect(problems.join()).toContain(words);
  expect(problems).toHaveLength(1);
  expect(problems.join()).not.toContain('hunter2');
});
