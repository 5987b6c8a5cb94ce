import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Validated, validate } from '../../src/commands/validate.ts';
import { Verdict } from '../../src/model/verdict.ts';
import { addressesOf } from '../fixtures/comparison.ts';
import { validateRequest } from '../fixtures/validate-request.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import type { Lies } from '../prometheus-server/shop.ts';
import { shopMetrics } from '../prometheus-server/shop-metrics.ts';
import { type PrometheusServer, startPrometheus } from '../prometheus-server/start-prometheus.ts';

const hour = { from: new Date('2026-11-20T11:00:00Z'), to: new Date('2026-11-20T12:00:00Z') };
/** Busier, and on the same weekday. */
const weekBefore = { from: new Date('2026-11-13T11:00:00Z'), to: new Date('2026-11-13T12:00:00Z') };
const span = `${hour.from.toISOString()}/${hour.to.toISOString()}`;
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

const lies: Record<string, Lies> = {
  slow: { slower: { 'POST /checkout': 5 } },
  failing: { failing: { 'GET /cart': 0.03 } },
  hungry: { memory: 4 },
  missing: { missing: ['GET /orders'] },
  lying: { slower: { 'POST /checkout': 5 }, failing: { 'GET /cart': 0.03 }, memory: 4, missing: ['GET /orders'] },
};

function* everything(): Generator<string> {
  yield* shopMetrics({ seed: 99, environment: 'production', scale: 1.4, ...weekBefore });
  yield* shopMetrics({ seed: 100, environment: 'production', ...hour });
  for (const seed of seeds) yield* shopMetrics({ seed, environment: `twin-${seed}`, ...hour });
  for (const seed of seeds.slice(0, 5)) yield* shopMetrics({ seed, environment: `quiet-${seed}`, scale: 0.1, ...hour });
  for (const [name, planted] of Object.entries(lies))
    yield* shopMetrics({ seed: 200, environment: name, lies: planted, ...hour });
  yield* shopMetrics({ seed: 300, environment: 'otel', convention: 'otel', ...hour });
  yield* shopMetrics({
    seed: 301,
    environment: 'other-labels',
    labels: { route: 'handler', method: 'verb', status: 'code' },
    ...hour,
  });
  yield* shopMetrics({
    seed: 302,
    environment: 'other-buckets',
    bounds: [0.01, 0.025, 0.05, 0.075, 0.1, 0.2, 0.5, 1, 2, 5, 10],
    ...hour,
  });
}

describeWithPrometheus('two environments on a real Prometheus', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: everything() });
  }, 120_000);
  afterAll(() => server.stop());

  const against = (candidate: string, given: Record<string, string> = {}): Promise<Validated> =>
    validate(
      validateRequest({
        'production-metrics': server.url,
        'staging-metrics': server.url,
        'production-selector': 'environment=production',
        'staging-selector': `environment=${candidate}`,
        'production-window': span,
        'staging-window': span,
        ...given,
      }),
    );

  const checkout = ['latency/p50 POST /checkout', 'latency/p95 POST /checkout'];
  it.each([
    { name: 'a route five times as slow', candidate: 'slow', expected: checkout },
    { name: 'a route with 3 % errors', candidate: 'failing', expected: ['errors/error-rate GET /cart'] },
    { name: 'memory four times as full', candidate: 'hungry', expected: ['resources/memory total'] },
    { name: 'a missing route', candidate: 'missing', expected: ['traffic/missing-route GET /orders'] },
    {
      name: 'all four at once',
      candidate: 'lying',
      expected: [
        'errors/error-rate GET /cart',
        ...checkout,
        'resources/memory total',
        'traffic/missing-route GET /orders',
      ],
    },
  ])('finds $name, and nothing else', async ({ candidate, expected }) => {
    const { verdict } = await against(candidate);
    expect(addressesOf(verdict, 'diverged')).toEqual(expected);
    expect(verdict.decision).toBe(candidate === 'hungry' ? 'pass' : 'fail');
    expect(() => Verdict.parse(verdict)).not.toThrow();
  });

  it('stays silent on the identical twin over 20 seeds', async () => {
    for (const seed of seeds) {
      const { verdict } = await against(`twin-${seed}`);
      expect(addressesOf(verdict, 'diverged'), `seed ${seed}`).toEqual([]);
      expect(verdict.decision, `seed ${seed}`).toBe('pass');
    }
  });

  it('says unmeasured, not diverged, of the twin at a tenth of the traffic', async () => {
    for (const seed of seeds.slice(0, 5)) {
      const { verdict } = await against(`quiet-${seed}`);
      expect(addressesOf(verdict, 'diverged'), `seed ${seed}`).toEqual([]);
      expect(verdict, `seed ${seed}`).toMatchObject({ decision: 'inconclusive', reasonCode: 'required-unmeasured' });
    }
  });

  it.each(['otel', 'other-labels', 'other-buckets'])(
    'is not misled by another convention, other label names or other buckets (%s)',
    async (candidate) => {
      const { verdict } = await against(candidate);
      expect(addressesOf(verdict, 'diverged')).toEqual([]);
      expect(
        verdict.findings.filter((finding) => finding.check === 'p50' && finding.status === 'match').length,
      ).toBeGreaterThan(5);
    },
  );

  it('finds the busiest comparable hour of production, and how much production differs from its own past', async () => {
    const busiest = await against('twin-1', { 'production-window': 'busiest' });
    expect(busiest.verdict.windows.reference).toMatchObject({
      from: weekBefore.from.toISOString(),
      to: weekBefore.to.toISOString(),
    });
    expect(addressesOf(busiest.verdict, 'diverged')).toEqual([]);
    expect(busiest.reference.history).toEqual([]);
    expect(busiest.verdict.remarks.join()).toContain('no noise floor is used');
    const { reference } = await against('twin-1');
    expect(reference.history.map((past) => past.daysEarlier)).toEqual([7]);
  });

  it('agrees with the truth that was planted', async () => {
    const { verdict } = await against('lying');
    const finding = (check: string, subject: string) =>
      verdict.findings.find((one) => one.check === check && one.subject === subject);
    expect(finding('p50', 'POST /checkout')?.candidate?.value).toBeCloseTo(1.25, 0);
    expect(finding('p50', 'POST /checkout')?.reference?.value).toBeCloseTo(0.25, 1);
    expect(finding('error-rate', 'GET /cart')?.candidate?.value).toBeCloseTo(0.03, 1);
    expect(finding('memory', 'total')?.change).toBeCloseTo(3, 0);
    expect(finding('missing-route', 'GET /orders')?.reference?.value).toBeGreaterThan(1500);
  });

  it('finds the route twice as slow in the release question too, and only because it is worse', async () => {
    const release = (previous: string, build: string) =>
      validate(
        validateRequest(
          {
            'staging-metrics': server.url,
            'staging-selector': `environment=${build}`,
            'previous-selector': `environment=${previous}`,
            'staging-window': span,
          },
          'release',
        ),
      );
    expect((await release('twin-1', 'slow')).verdict).toMatchObject({ question: 'release', decision: 'fail' });
    expect((await release('slow', 'twin-1')).verdict.decision).toBe('pass');
  });
});
