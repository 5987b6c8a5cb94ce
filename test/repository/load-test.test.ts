import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaults } from '../../src/config/defaults.ts';
import { createK6SummarySource } from '../../src/sources/k6-summary/create-k6-summary-source.ts';
import { root } from '../architecture/source-files.ts';
import { k6Driver } from '../k6-driver/run-k6.ts';
import { type Seen, type Staging, startStaging } from '../k6-driver/start-staging.ts';
import { type Ran, runNode } from '../process/run-node.ts';

const Scenario = z.object({
  executor: z.string(),
  rate: z.int(),
  timeUnit: z.number().describe('milliseconds'),
  duration: z.number().describe('milliseconds'),
  preAllocatedVUs: z.int(),
  maxVUs: z.int(),
});
const Inspected = z.object({
  scenarios: z.record(z.string(), Scenario),
  thresholds: z.record(z.string(), z.array(z.object({ threshold: z.string() }))),
  maxRedirects: z.int(),
});

const script = join(root, '.github/load-tests/production-pattern.js');
const folder = mkdtempSync(join(tmpdir(), 'tollgate-load-'));
const inspect = (env: Record<string, string>) =>
  runNode([k6Driver, 'inspect', '--include-system-env-vars', script], { cwd: folder, env });

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
  ])('sends nothing to $name', async ({ environment, message }) => {
    const { code, stderr } = await inspect(environment);
    expect([code, stderr]).toEqual([107, expect.stringContaining(message)]);
  });

  it.each([
    { BASE_URL: 'https://staging.example.com/' },
    { BASE_URL: 'http://localhost:8080' },
    { BASE_URL: 'https://shop-stg.example.com' },
    { BASE_URL: 'https://preview.example.com', STAGING_HOST: 'preview.example.com' },
  ])('accepts $BASE_URL', async (environment) => {
    expect((await inspect(environment)).code).toBe(0);
  });

  it('is a constant rate per route, for as long as Tollgate trusts and as often as it needs', async () => {
    const { stdout } = await inspect({ BASE_URL: 'http://localhost:8080' });
    const { scenarios, thresholds, maxRedirects } = Inspected.parse(JSON.parse(stdout));
    expect(Object.keys(scenarios).length).toBeGreaterThan(2);
    for (const { executor, rate, timeUnit, duration, preAllocatedVUs, maxVUs } of Object.values(scenarios)) {
      const requests = (rate * duration) / timeUnit;
      expect(executor).toBe('constant-arrival-rate');
      expect(duration / 1000).toBeGreaterThanOrEqual(defaults.minimumLoadSeconds);
      expect(requests).toBeGreaterThanOrEqual(defaults.rules.fidelity.p95.minimum);
      expect(requests).toBeGreaterThanOrEqual(defaults.rules.fidelity['error-rate'].minimum);
      expect(maxVUs).toBeGreaterThan(preAllocatedVUs);
    }
    expect(maxRedirects).toBe(0);
    expect(thresholds['dropped_iterations']).toEqual([expect.objectContaining({ threshold: 'count==0' })]);
  });
});

describe('three seconds of the load test', () => {
  let staging: Staging;
  let ran: Ran;
  let sent: readonly Seen[];
  beforeAll(async () => {
    staging = await startStaging();
    let text = readFileSync(script, 'utf8');
    // Shorter, and with time-outs that hold on a busy machine, too.
    const changes = { 'const minutes = 25;': 'const minutes = 3 / 60;', '${2 * p95}': '${200 * p95}' };
    for (const [from, to] of Object.entries(changes)) {
      if (!text.includes(from)) throw new Error(`the load test no longer holds ${from}`);
      text = text.replace(from, to);
    }
    text = text.replace('preAllocatedVUs: virtualUsers(perMinute)', 'preAllocatedVUs: 10 * virtualUsers(perMinute)');
    text = text.replace('maxVUs: 4', 'maxVUs: 10');
    writeFileSync(join(folder, 'short.js'), text);
    ran = await runNode([k6Driver, 'run', 'short.js'], { cwd: folder, env: { BASE_URL: staging.address } });
    sent = staging.seen;
  });
  afterAll(() => staging.stop());

  it('send every route as often as it says, and keep the thresholds', () => {
    expect([ran.stderr, ran.code, ran.stdout]).toEqual(['', 0, 'load test: all thresholds were kept\n']);
    const kinds = Map.groupBy(sent, ({ method, path }) => `${method} ${path.split(/[/?]/)[1]}`);
    const counts = Object.fromEntries([...kinds].map(([kind, list]) => [kind, list.length]));
    expect(counts).toEqual({ 'GET products': 75, 'GET search': 12, 'GET cart': 12, 'POST cart': 6 });
  });

  it('are told in a summary that Tollgate reads route by route', async () => {
    const window = { from: '2026-11-20T06:00:00Z', to: '2026-11-20T06:25:00Z' };
    const request = { side: 'staging', window, topics: ['latency', 'errors'], dryRun: false } as const;
    const source = createK6SummarySource({ file: join(folder, 'k6-summary.json'), maxSeries: 1000 });
    const { sections } = await source.collect(request);
    const names = ['GET /products', 'GET /products/{id}', 'GET /search', 'GET /cart', 'POST /cart'];
    for (const section of [sections.latency, sections.errors]) {
      const present = section?.evidence.filter(({ state }) => state === 'present');
      expect(present?.map(({ scope }) => scope.route).toSorted()).toEqual(names.toSorted());
    }
  });
});
