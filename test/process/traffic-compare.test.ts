import { describe, expect, it } from 'vitest';
import type { TrafficModel } from '../../src/model/traffic-model.ts';
import { Verdict } from '../../src/model/verdict.ts';
import { exampleTraffic } from '../fixtures/traffic/example-model.ts';
import { smallModel, type WantedRoute } from '../fixtures/traffic/small-model.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();

const shop: readonly WantedRoute[] = [
  { route: '/products/{slug}', count: 30_000 },
  { route: '/search', count: 14_000 },
  { route: '/orders/{id}', count: 8000 },
  { method: 'POST', route: '/cart', count: 5000 },
  { route: '/account', count: 3000 },
];
/** Bursts of three times the rate every ten minutes. */
const bursty = { step: 10, counts: Array.from({ length: 360 }, (_, index) => (index % 60 < 6 ? 450 : 150)) };
const even = { step: 10, counts: Array.from({ length: 360 }, () => 180) };
const scaled = (routes: readonly WantedRoute[], factor: (one: WantedRoute) => number) =>
  routes.map((one) => ({ ...one, count: Math.round(one.count * factor(one)) })).filter(({ count }) => count > 0);

async function compare(
  production: TrafficModel | object,
  staging: TrafficModel | object,
  args: readonly string[] = [],
) {
  const workplace = newWorkplace();
  // No server is asked: that no variable is set must not matter, and nothing is posted.
  workplace.write(
    '.github/tollgate.yml',
    'version: 1\nproduction: {metrics: {url: "${PROMETHEUS_URL}"}}\nslackWebhookUrl: "${SLACK_WEBHOOK_URL}"\n',
  );
  workplace.write('production.json', JSON.stringify(production));
  workplace.write('staging.json', JSON.stringify(staging));
  const all = [
    'traffic',
    'compare',
    'production.json',
    'staging.json',
    '--json',
    'report.json',
    '--at',
    '2026-11-18T00:00:00Z',
  ];
  const ran = await runCli([...all, ...args], { cwd: workplace.folder });
  const report = workplace.files().includes('report.json')
    ? Verdict.parse(JSON.parse(workplace.read('report.json')))
    : null;
  const finding = (check: string) => report?.findings.find((one) => one.check === check && one.subject === 'total');
  return { ...ran, ...workplace, report, finding };
}

describe('traffic compare', () => {
  it('passes a load that is shaped as production is', async () => {
    const { code, stdout, stderr, report, finding } = await compare(
      smallModel(shop, bursty),
      smallModel(
        scaled(shop, () => 0.5),
        bursty,
      ),
    );
    expect([code, report?.decision]).toEqual([0, 'pass']);
    expect(stderr).toBe('Slack was not told: the variable of `slackWebhookUrl` is not set\n');
    expect(report?.dimensions.map(({ id }) => id)).toContain('traffic');
    expect(finding('traffic-mix')).toMatchObject({ status: 'match', candidate: { value: 0 } });
    expect(finding('route-coverage')).toMatchObject({ status: 'match', candidate: { value: 1 } });
    expect(['peak-rate', 'burstiness', 'request-rate', 'concurrency'].map((check) => finding(check)?.status)).toEqual([
      'match',
      'match',
      'match',
      'match',
    ]);
    expect(stdout).toContain('PASS');
  });

  it('says which routes a load has in another share', async () => {
    const tilted = scaled(shop, ({ route }) => (route === '/search' ? 3 : 0.4));
    const { code, finding } = await compare(smallModel(shop, bursty), smallModel(tilted, bursty));
    expect(code).toBe(1);
    expect(finding('traffic-mix')?.status).toBe('diverged');
    expect(finding('traffic-mix')?.message).toContain('GET /search 23 % → 70 %');
  });

  it('misses the routes that a load lacks', async () => {
    const { code, finding, report } = await compare(
      smallModel(shop, bursty),
      smallModel(
        scaled(shop, ({ method }) => (method === 'POST' ? 0 : 1)),
        bursty,
      ),
    );
    expect(code).toBe(1);
    expect(report?.findings.find(({ check }) => check === 'missing-route')).toMatchObject({
      subject: 'POST /cart',
      status: 'diverged',
    });
    expect(finding('traffic-mix')?.status).toBe('diverged');
  });

  it('sees that a load is more even than production', async () => {
    const { code, finding } = await compare(smallModel(shop, bursty), smallModel(shop, even));
    expect(code).toBe(1);
    expect(finding('peak-rate')).toMatchObject({
      status: 'diverged',
      severity: 'warn',
      message: 'busiest minute ÷ average minute: production × 2.5, staging × 1.0',
    });
    expect(finding('burstiness')).toMatchObject({ status: 'diverged', severity: 'observe' });
    expect(finding('traffic-mix')?.status).toBe('match');
  });

  it('takes a declared ratio for a smaller load, and accuses it of nothing', async () => {
    const tenth = { step: 10, counts: bursty.counts.map((count) => count / 10) };
    const undeclared = await compare(
      smallModel(shop, bursty),
      smallModel(
        scaled(shop, () => 0.1),
        tenth,
      ),
    );
    expect([
      undeclared.finding('request-rate')?.status,
      undeclared.finding('concurrency')?.status,
      undeclared.code,
    ]).toEqual(['diverged', 'diverged', 0]);
    const workplace = newWorkplace();
    workplace.write('tollgate.yml', 'version: 1\nscale: { traffic: 0.1 }\n');
    const declared = await compare(
      smallModel(shop, bursty),
      smallModel(
        scaled(shop, () => 0.1),
        tenth,
      ),
      ['--config', `${workplace.folder}/tollgate.yml`],
    );
    expect([declared.finding('request-rate')?.status, declared.finding('concurrency')?.status]).toEqual([
      'match',
      'match',
    ]);
  });

  it.each([
    {
      name: 'a handful of requests',
      staging: smallModel(
        scaled(shop, () => 0.01),
        even,
      ),
      check: 'traffic-mix',
      reason: 'too-few-requests',
    },
    {
      name: 'a log of five minutes',
      staging: {
        ...smallModel(shop, even),
        source: { ...smallModel(shop, even).source, to: '2026-11-16T09:05:00.000Z' },
      },
      check: 'evidence',
      reason: 'window-too-short',
    },
    {
      name: 'an old log',
      staging: {
        ...smallModel(shop, even),
        source: { ...smallModel(shop, even).source, from: '2026-10-01T09:00:00.000Z', to: '2026-10-01T10:00:00.000Z' },
      },
      check: 'evidence',
      reason: 'profile-stale',
    },
  ])('says nothing of $name: exit 3', async ({ staging, check, reason }) => {
    const { code, finding, report } = await compare(smallModel(shop, even), staging);
    expect([code, report?.decision]).toEqual([3, 'inconclusive']);
    expect(finding(check)).toMatchObject({ dimension: 'traffic', status: 'unmeasured', reasonCode: reason });
  });

  it('keeps both sides as profiles, and reads them again to the same verdict', async () => {
    const first = await compare(exampleTraffic(4), exampleTraffic(5), ['--evidence', 'kept']);
    const read = (name: string): object => JSON.parse(first.read(`kept/${name}.profile.json`)) as object;
    const second = await compare(read('production'), read('staging'));
    const facts = (report: Verdict | null) =>
      report?.findings.map(({ check, subject, status, message }) => [check, subject, status, message]);
    expect(first.report?.decision).toBe('pass');
    expect(facts(second.report)).toEqual(facts(first.report));
  });

  it('compares profiles that know only counts, and says what they cannot tell', async () => {
    const { read } = await compare(exampleTraffic(4), exampleTraffic(5), ['--evidence', 'kept']);
    const bare = (name: string) => {
      const profile = JSON.parse(read(`kept/${name}.profile.json`)) as { sections: Record<string, unknown> };
      delete profile.sections['traffic'];
      return profile;
    };
    const { code, finding } = await compare(bare('production'), bare('staging'));
    expect([
      code,
      finding('traffic-mix')?.status,
      finding('request-rate')?.status,
      finding('peak-rate')?.status,
    ]).toEqual([0, 'match', 'match', 'unmeasured']);
    expect(finding('peak-rate')?.message).toContain('a traffic model of the access log does');
  });

  it('refuses what is neither a model nor a profile', async () => {
    const { code, stderr } = await compare(exampleTraffic(), { schema: 'tollgate.report/1' });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('staging.json is no traffic model (tollgate.traffic/1)'),
    ]);
  });
});
