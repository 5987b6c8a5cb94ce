import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaults } from '../../src/config/defaults.ts';
import { createK6SummarySource } from '../../src/sources/k6-summary/create-k6-summary-source.ts';
import { root } from '../architecture/source-files.ts';

const Scenario = z.object({
  executor: z.string(),
  rate: z.int(),
  timeUnit: z.string(),
  duration: z.string(),
  preAllocatedVUs: z.int(),
  maxVUs: z.int(),
  exec: z.string(),
});
const Told = z.object({
  options: z.object({
    scenarios: z.record(z.string(), Scenario),
    thresholds: z.record(z.string(), z.array(z.string())),
    maxRedirects: z.number(),
  }),
  requests: z.array(z.object({ method: z.string(), url: z.string(), body: z.string().nullable(), name: z.string() })),
  files: z.record(z.string(), z.string()),
});

const folder = mkdtempSync(join(tmpdir(), 'tollgate-load-'));
const argumentsFor = (environment: Record<string, string>) => [
  join(import.meta.dirname, 'run-without-k6.mjs'),
  JSON.stringify(environment),
  join(root, '.github/load-tests/production-pattern.js'),
];
const refuse = (environment: Record<string, string>) =>
  spawnSync(process.execPath, argumentsFor(environment), { encoding: 'utf8' });

afterAll(() => rmSync(folder, { recursive: true }));

describe('the load test of the daily example', () => {
  it.each([
    { name: 'no address', environment: {}, message: 'wanted the address of staging' },
    {
      name: 'an address without its protocol',
      environment: { BASE_URL: 'staging.example.com' },
      message: 'wanted the address of staging',
    },
    {
      name: 'credentials before the host',
      environment: { BASE_URL: 'https://staging@shop.example.com' },
      message: 'wanted the address of staging',
    },
    {
      name: 'a host that does not say what it is',
      environment: { BASE_URL: 'https://shop.example.com' },
      message: 'STAGING_HOST=shop.example.com',
    },
    { name: 'production', environment: { BASE_URL: 'https://production.example.com' }, message: 'may be production' },
    {
      name: 'production beside the word staging',
      environment: { BASE_URL: 'https://www.staging.example.com' },
      message: 'may be production',
    },
    {
      name: 'a word that only contains the letters of test',
      environment: { BASE_URL: 'https://latest.example.com' },
      message: 'may be production',
    },
    {
      name: 'another host than the one that is said to be staging',
      environment: { BASE_URL: 'https://a.example.com', STAGING_HOST: 'b.example.com' },
      message: 'may be production',
    },
  ])('sends nothing to $name', ({ environment, message }) => {
    const { status, stderr } = refuse(environment);
    expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  it.each([
    { BASE_URL: 'https://staging.example.com/' },
    { BASE_URL: 'http://localhost:8080' },
    { BASE_URL: 'https://shop-stg.example.com' },
    { BASE_URL: 'https://preview.example.com', STAGING_HOST: 'preview.example.com' },
  ])('accepts $BASE_URL', (environment) => {
    expect(refuse(environment).status).toBe(0);
  });
});

describe('what the load test sends', () => {
  let told: z.infer<typeof Told>;
  beforeAll(() => {
    const text = execFileSync(process.execPath, argumentsFor({ BASE_URL: 'https://staging.example.com/' }), {
      encoding: 'utf8',
    });
    told = Told.parse(JSON.parse(text));
  });
  const names = () => told.requests.map(({ name }) => name);

  it('is a constant rate per route, for as long as Tollgate trusts and as often as it needs', () => {
    const scenarios = Object.values(told.options.scenarios);
    expect(scenarios.length).toBeGreaterThan(2);
    for (const { executor, rate, timeUnit, duration, preAllocatedVUs, maxVUs } of scenarios) {
      const minutes = Number(/^(\d+)m$/.exec(duration)?.[1]);
      expect([executor, timeUnit]).toEqual(['constant-arrival-rate', '1m']);
      expect(60 * minutes).toBeGreaterThanOrEqual(defaults.minimumLoadSeconds);
      expect(rate * minutes).toBeGreaterThanOrEqual(defaults.rules.fidelity.p95.minimum);
      expect(rate * minutes).toBeGreaterThanOrEqual(defaults.rules.fidelity['error-rate'].minimum);
      expect(maxVUs).toBeGreaterThan(preAllocatedVUs);
    }
  });

  it('goes to staging alone, one tag per route', () => {
    expect(new Set(names()).size).toBe(Object.keys(told.options.scenarios).length);
    for (const { method, url, name, body } of told.requests) {
      expect(url.startsWith('https://staging.example.com/')).toBe(true);
      expect(name.startsWith(`${method} /`)).toBe(true);
      expect(body === null).toBe(method === 'GET');
    }
    expect(told.options.maxRedirects).toBe(0);
  });

  it('has a count beside every threshold, for a threshold without a measurement is kept', () => {
    const guarded = Object.keys(told.options.thresholds).filter((name) => name.includes('{'));
    const tags = [...new Set(guarded.map((name) => name.slice(name.indexOf('{'))))];
    expect(tags).toEqual(names().map((name) => `{name:${name}}`));
    for (const tag of tags) expect(told.options.thresholds[`http_reqs${tag}`]?.[0]).toMatch(/^count>=\d{4,}$/);
    expect(told.options.thresholds['dropped_iterations']).toEqual(['count==0']);
  });

  it('is told in a summary that Tollgate reads route by route', async () => {
    expect(told.files['stdout']).toContain('dropped_iterations: count==0');
    const summary = join(folder, 'k6-summary.json');
    writeFileSync(summary, told.files['k6-summary.json'] ?? '');
    const window = { from: '2026-11-20T06:00:00Z', to: '2026-11-20T06:25:00Z' };
    const request = { side: 'staging', window, topics: ['latency', 'errors'], dryRun: false } as const;
    const { sections } = await createK6SummarySource({ file: summary, maxSeries: 1000 }).collect(request);
    for (const section of [sections.latency, sections.errors]) {
      const present = section?.evidence.filter(({ state }) => state === 'present');
      expect(present?.map(({ scope }) => scope.route)).toEqual(names());
    }
  });
});
