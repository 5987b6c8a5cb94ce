import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exampleTraffic } from '../../fixtures/traffic/example-model.ts';
import { durations, smallModel } from '../../fixtures/traffic/small-model.ts';
import { findK6 } from '../../k6-driver/find-k6.ts';
import { k6Driver } from '../../k6-driver/run-k6.ts';
import { type Seen, type Staging, startStaging } from '../../k6-driver/start-staging.ts';
import { type Ran, runNode, runProgram } from '../../process/run-node.ts';
import { type Folder, inFolder, scriptsOf } from './scripts.ts';

/** A shop under 60 requests per second, with one route that is rare. */
// Answers take far less here, so even a busy machine drops nothing and crosses no threshold.
const shop = [
  { route: '/products/{slug}', count: 30_000, seconds: 2 },
  { route: '/search', count: 14_000, queryNames: ['q'], seconds: 2 },
  { route: '/orders/{id}/items/{item}', count: 8000, seconds: 2 },
  { method: 'POST', route: '/cart', count: 5000, seconds: 2 },
  { method: 'HEAD', route: '/', count: 2600, seconds: 2 },
  { route: '/rare', count: 400, seconds: 2 },
];
const pools = {
  'GET /products/{slug}': { slug: ['red shoe', 'blue/hat'] },
  'GET /search': { '?q': ['a&b'] },
  'GET /orders/{id}/items/{item}': { id: [1, 2, 3], item: [9] },
  'POST /cart': { body: [{ product: 1 }] },
};
const perSecond = 60;
/** Six seconds in steps of a tenth; in the fourth second a burst of three times as many. */
const counts = Array.from({ length: 60 }, (_, index) => (index >= 30 && index < 40 ? 12 : 4.8)).map(Math.round);
const bursty = smallModel(shop, { step: 0.1, counts });
const even = smallModel(shop, { step: 10, counts: Array.from({ length: 360 }, () => perSecond * 10) });
const writes = ['POST /cart'];

/** Which template a request came from. */
function templateOf({ method, path }: Seen): string {
  const patterns = [
    ['/products/{slug}', /^\/products\/[^/]+$/],
    ['/search', /^\/search\?q=a%26b$/],
    ['/orders/{id}/items/{item}', /^\/orders\/[123]\/items\/9$/],
    ['/cart', /^\/cart$/],
    ['/', /^\/$/],
    ['/rare', /^\/rare$/],
  ] as const;
  const found = patterns.find(([, pattern]) => pattern.test(path));
  return `${method} ${found?.[0] ?? `(${path})`}`;
}

const stagings: Staging[] = [];
const folders: Folder[] = [];
const folderOf = (...given: Parameters<typeof scriptsOf>) => {
  const folder = inFolder(scriptsOf(...given));
  folders.push(folder);
  return folder.path;
};
afterAll(async () => {
  for (const folder of folders) folder.remove();
  await Promise.all(stagings.map((staging) => staging.stop()));
});
const newStaging = async () => {
  const staging = await startStaging(() => ({ delay: 10 }));
  stagings.push(staging);
  return staging;
};

/** Runs a script against a server of its own. */
async function drive(folder: string, file: string): Promise<Ran & Pick<Staging, 'seen' | 'connections'>> {
  const staging = await newStaging();
  const ran = await runNode([k6Driver, 'run', file], { cwd: folder, env: { BASE_URL: staging.address } });
  return { ...ran, seen: staging.seen, connections: staging.connections };
}

function shares(seen: readonly Seen[]): Map<string, number> {
  return new Map([...Map.groupBy(seen, templateOf)].map(([name, list]) => [name, list.length / seen.length]));
}

function expectMix(seen: readonly Seen[]): void {
  const [sent, total] = [shares(seen), shop.reduce((sum, { count }) => sum + count, 0)];
  for (const { method = 'GET', route, count } of shop)
    expect(Math.abs((sent.get(`${method} ${route}`) ?? 0) - count / total), route).toBeLessThan(0.02);
  expect(sent.size).toBe(shop.length);
}

const secondsOf = (seen: readonly Seen[]) => ((seen.at(-1)?.at ?? 0) - (seen[0]?.at ?? 0)) / 1000;

// Each sends for seconds and computes for tenths: they do so side by side.
describe.concurrent('what a staging server sees of', () => {
  it('a steady load: production’s mix within 2 %, its rate within 5 %', async () => {
    const { code, stderr, seen } = await drive(folderOf(even, { seconds: 6, writes }, pools), 'steady.js');
    expect([stderr, code]).toEqual(['', 0]);
    expect(Math.abs(seen.length / 6 / perSecond - 1)).toBeLessThan(0.05);
    expect(secondsOf(seen)).toBeGreaterThan(5.5);
    expectMix(seen);
    expect(
      seen
        .filter(({ method }) => method === 'POST')
        .every(({ headers }) => headers['content-type'] === 'application/json'),
    ).toBe(true);
  });

  it('a tenth of it', async () => {
    const { seen } = await drive(folderOf(even, { seconds: 5, writes, scale: 0.1 }, pools), 'steady.js');
    expect(seen.length).toBeGreaterThanOrEqual(28);
    expect(seen.length).toBeLessThanOrEqual(36);
  });

  it('a burst: the same requests in the same tenths of a second', async () => {
    const { code, stderr, seen } = await drive(folderOf(bursty, { writes }, pools), 'burst.js');
    expect([stderr, code]).toEqual(['', 0]);
    const total = counts.reduce((sum, count) => sum + count, 0);
    expect(Math.abs(seen.length / total - 1)).toBeLessThan(0.05);
    expectMix(seen);
    const begun = seen[0]?.at ?? 0;
    const inBurst = seen.filter(({ at }) => at - begun >= 3000 && at - begun < 4000).length;
    // 120 were recorded, and 50 in each second before; a busy machine is late by tenths of a second.
    expect(inBurst).toBeGreaterThan(75);
    expect(inBurst).toBeLessThan(150);
  });

  it('visitors who stay connected: as many, as busy', async () => {
    const sessions = even.sessions === null ? null : { ...even.sessions, thinkTime: durations(0.4, 100) };
    const quick = {
      ...even,
      routes: even.routes.map((route) => ({ ...route, latency: durations(0.02, route.count) })),
    };
    const folder = folderOf({ ...quick, sessions }, { seconds: 6, writes, scale: 0.5 }, pools);
    const { stderr, seen, connections } = await drive(folder, 'sustained.js');
    expect(stderr.replaceAll(/.*have been crossed.*\n/g, '')).toBe('');
    // Rate × (pause + answer), by Little's law: 30 × (0.37 + 0.02).
    expect(connections()).toBeGreaterThanOrEqual(11);
    expect(connections()).toBeLessThanOrEqual(14);
    expect(seen.length).toBeGreaterThan(0.6 * 6 * 30);
    expect(seen.length).toBeLessThan(1.3 * 6 * 30);
  });
});

describe.concurrent('every script', () => {
  const Inspected = z.object({ maxVUs: z.int(), totalDuration: z.string() });
  it.each([
    { file: 'steady.js', seconds: 1530 },
    { file: 'curve.js', seconds: 1530 },
    { file: 'burst.js', seconds: 630 },
    { file: 'spike.js', seconds: 530 },
    { file: 'soak.js', seconds: 14_430 },
    { file: 'sustained.js', seconds: 1530 },
  ])('$file is one that k6 accepts, as long as it says', async ({ file, seconds }) => {
    const folder = folderOf(exampleTraffic(), {}, pools);
    const ran = await runNode([k6Driver, 'inspect', '--execution-requirements', file], { cwd: folder });
    expect([ran.stderr, ran.code]).toEqual(['', 0]);
    const { totalDuration, maxVUs } = Inspected.parse(JSON.parse(ran.stdout));
    expect(totalDuration).toBe(`${seconds}s`);
    expect(maxVUs).toBeGreaterThan(0);
  });
});

describe.concurrent('no script sends anything', () => {
  const run = (environment: Record<string, string>, known = pools) =>
    runNode([k6Driver, 'run', 'steady.js'], {
      cwd: folderOf(even, { seconds: 1, writes, productionHosts: ['shop-stage.example.com', '127.0.0.1'] }, known),
      env: environment,
    });
  it.each([
    { name: 'without an address', env: {}, message: 'wanted the address of staging' },
    { name: 'to production', env: { BASE_URL: 'https://Shop-Stage.example.com' }, message: 'is production' },
    {
      name: 'to production with a dot at its end',
      env: { BASE_URL: 'https://shop-stage.example.com./' },
      message: 'is production',
    },
    {
      name: 'to production said to be staging',
      env: { BASE_URL: 'http://127.0.0.1:1', STAGING_HOST: '127.0.0.1' },
      message: 'is production',
    },
    {
      name: 'to a host that does not say what it is',
      env: { BASE_URL: 'https://a.example.com' },
      message: 'may be production',
    },
    {
      name: 'to a host that says both',
      env: { BASE_URL: 'https://www.staging.example.com' },
      message: 'may be production',
    },
    {
      name: 'to a host with the letters of a word of staging',
      env: { BASE_URL: 'https://latest.example.com' },
      message: 'may be production',
    },
    {
      name: 'with credentials in the address',
      env: { BASE_URL: 'https://a@staging.example.com' },
      message: 'wanted the address',
    },
  ])('$name', async ({ env, message }) => {
    const { code, stderr } = await run(env);
    expect([code, stderr]).toEqual([107, expect.stringContaining(message)]);
  });

  it('without values from staging', async () => {
    const { code, stderr } = await run({ BASE_URL: 'http://localhost:1' }, { ...pools, 'POST /cart': { body: [] } });
    expect([code, stderr]).toEqual([107, expect.stringContaining('POST /cart: body')]);
  });
});

const k6 = findK6();
describe.skipIf(k6 === null)('a real k6', () => {
  it('does the same as the driver', async () => {
    const folder = folderOf(even, { seconds: 6, writes }, pools);
    const driven = await drive(folder, 'steady.js');
    const staging = await newStaging();
    const ran = await runProgram(k6 ?? '', ['run', '--quiet', 'steady.js'], {
      cwd: folder,
      env: { BASE_URL: staging.address },
    });
    expect(ran.code).toBe(driven.code);
    expect(Math.abs(staging.seen.length / driven.seen.length - 1)).toBeLessThan(0.02);
    expectMix(staging.seen);
  });
});
