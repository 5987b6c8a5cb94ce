import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CanaryFile } from '../../../../src/model/canary/canary-file.ts';
import { canaryPods, type Moment } from '../../../canary-pods/canary-pods.ts';
import { type MoodyProxy, startMoodyProxy } from '../../../canary-pods/moody-proxy.ts';
import { jumpingClock, tryCanary } from '../../../canary-pods/run-canary.ts';
import { describeWithPrometheus } from '../../../prometheus-server/describe-with-prometheus.ts';
import { usePrometheus } from '../../../prometheus-server/use-prometheus.ts';

const start = Date.parse('2026-11-20T12:00:00Z');
const secret = 'hunter2-hunter2';
/** A value that would end the string, the braces or the pattern that it stands in. */
const hostile = 'a"}) or vector(1) # \\ .* |';

/** Lines of one series; seconds count from the start of the first look. */
function points(
  name: string,
  labels: Readonly<Record<string, string>>,
  samples: readonly (readonly [number, number | string])[],
): string[] {
  const text = Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
  return samples.map(([second, value]) => `${name}{${text}} ${value} ${start / 1000 + second}`);
}

/** A counter that rises evenly from `value` at each of these seconds. */
function rising(seconds: readonly number[], value: number, step: number): [number, number][] {
  return seconds.map((second, index) => [second, value + index * step]);
}

const scrapes = (from: number, to: number) =>
  Array.from({ length: Math.floor((to - from) / 15) + 1 }, (_, at) => from + at * 15);
const requests = 'http_requests_total';

/** Pods of the track `hand`, whose every count is known. */
function* handMade(): Generator<string> {
  const pod = (name: string, status: string) => ({
    track: 'hand',
    namespace: 'shop',
    pod: name,
    instance: name,
    status,
  });
  // Lives on: 10 requests a scrape, 3 failures when it first fails at second 50.
  yield* points(requests, pod('lives', '200'), rising(scrapes(-40, 200), 5000, 10));
  yield* points(requests, pod('lives', '500'), rising(scrapes(50, 200), 3, 0));
  // Begins anew between second 65 and 80, and had 4 requests by then.
  yield* points(requests, pod('restarts', '200'), [
    ...rising(scrapes(-40, 65), 700, 10),
    ...rising(scrapes(80, 200), 4, 10),
  ]);
  // Is gone after second 35.
  yield* points(requests, pod('leaves', '200'), rising(scrapes(-40, 35), 100, 10));
  // Is there from second 65 on; what it counted before its first scrape is not counted.
  yield* points(requests, pod('comes', '200'), rising(scrapes(65, 200), 1_000_000, 10));
  // Health checks count nowhere.
  yield* points(requests, { ...pod('lives', '200'), route: '/healthz' }, rising(scrapes(-40, 200), 0, 500));
  yield* points(requests, { ...pod('base', '200'), track: 'even' }, rising(scrapes(-40, 200), 0, 100));
  yield* points(requests, { ...pod('base', '200'), track: 'nan' }, [
    ...rising(scrapes(-40, 20), 0, 100),
    [35, 'NaN'],
    ...rising(scrapes(50, 200), 500, 100),
  ]);
}

function* everything(): Generator<string> {
  const scraping = { from: new Date(start - 600_000), minutes: 30 };
  yield* canaryPods({ seed: 1, track: 'stable', pods: 4, rate: 40 }, scraping);
  yield* canaryPods({ seed: 2, track: 'fine', pods: 3, rate: 20 }, scraping);
  yield* canaryPods({ seed: 3, track: 'coarse', pods: 3, rate: 20, bounds: [0.025, 0.1, 0.5] }, scraping);
  yield* canaryPods({ seed: 15, track: 'wide', pods: 3, rate: 20, bounds: [0.25, 1] }, scraping);
  yield* canaryPods({ seed: 4, track: 'foreign', pods: 3, rate: 20, bounds: [0.03, 0.3] }, scraping);
  yield* canaryPods({ seed: 5, track: hostile, pods: 3, rate: 20 }, scraping);
  yield* canaryPods({ seed: 6, track: 'v2.0', pods: 3, rate: 20 }, scraping);
  // Would be taken for pods of v2.0 by a pattern in which a dot means anything.
  yield* canaryPods({ seed: 7, track: 'v2x0', pods: 3, rate: 20, restarts: () => true }, scraping);
  yield* canaryPods({ seed: 8, track: `leaky-${secret}`, pods: 3, rate: 20 }, scraping);
  const kubelet = { pods: 3, rate: 20, kubelet: true } as const;
  yield* canaryPods({ seed: 9, track: 'kubelet', ...kubelet }, scraping);
  const dies = ({ second, pod }: Moment) => second === 660 && pod === 1;
  yield* canaryPods({ seed: 10, track: 'killed', ...kubelet, restarts: dies, kills: true }, scraping);
  yield* canaryPods({ seed: 11, track: 'slowly', pods: 3, rate: 20 }, { ...scraping, everySeconds: 60 });
  yield* canaryPods({ seed: 12, track: 'idle', pods: 3, rate: 0 }, scraping);
  // The release before exported another convention's metrics, which the server's index still names.
  const old = { seed: 13, track: 'renamed', pods: 3, rate: 20, offsetSeconds: 0 };
  for (const line of canaryPods(old, { from: new Date(start - 1_500_000), minutes: 5 }))
    if (line.startsWith('http_request_duration'))
      yield line.replace('http_request_duration', 'http_server_request_duration');
  yield* canaryPods({ ...old, seed: 14 }, scraping);
  yield* handMade();
}

describeWithPrometheus('the rows of a canary', () => {
  const server = usePrometheus(everything);
  let elsewhere: MoodyProxy;
  beforeAll(async () => {
    elsewhere = await startMoodyProxy(server.url());
  });
  afterAll(() => elsewhere.stop());

  const read = (
    canary: string,
    { looks = 6, metrics = '', top = '', baseline = 'track=stable', further = '', environment = {} } = {},
  ) =>
    tryCanary({
      configuration: `
${top}
canary:
  metrics: {url: "${server.url()}"${metrics}}
  selector: {track: ${JSON.stringify(canary)}}
  baseline: {selector: ${baseline}}
  warmup: 0
${further}`,
      time: { kind: 'past', from: new Date(start), to: new Date(start + looks * 30_000) },
      clock: jumpingClock('2026-11-20T13:00:00Z'),
      environment,
    });
  const metric = (file: CanaryFile, name: string, route: string | null = null) => {
    const found = file.metrics.find((one) => one.name === name && one.route === route);
    if (found === undefined) throw new Error(`no ${name} among ${file.metrics.map((one) => one.name).join(', ')}`);
    return found;
  };
  const canaryRows = (file: CanaryFile, name: string) => metric(file, name).rows.map(({ canary }) => canary);

  it('count each increase once, in its own interval: through births, restarts, pods that come and go, and no health check', async () => {
    const { file } = await read('hand', { baseline: 'track=even', top: 'routes: {ignore: [/healthz]}' });
    expect(metric(file, 'errors').rows).toEqual([
      // (0, 30]: scrapes at 5 and 20; three pods.
      { canary: { bad: 0, total: 60 }, baseline: { bad: 0, total: 200 } },
      // (30, 60]: at 35 and 50; `leaves` is seen once more, and three failures are born.
      { canary: { bad: 3, total: 53 }, baseline: { bad: 0, total: 200 } },
      // (60, 90]: `restarts` has 10 and then 4 of its new life, `comes` is first seen.
      { canary: { bad: 0, total: 20 + 14 + 10 }, baseline: { bad: 0, total: 200 } },
      ...Array.from({ length: 3 }, () => ({ canary: { bad: 0, total: 60 }, baseline: { bad: 0, total: 200 } })),
    ]);
    // No exporter of the cluster tells of restarts, so the counters do: one of the pods seen in the third look.
    expect(canaryRows(file, 'restarts')).toEqual(
      [3, 3, 3, 3, 3, 3].map((total, look) => ({ bad: look === 2 ? 1 : 0, total })),
    );
    expect(file.guards.canaryPods).toBe(3);
  });

  it('are missing where a count is NaN, and whole again afterwards', async () => {
    const { file, verdict } = await read('nan', { baseline: 'track=even' });
    expect(canaryRows(file, 'errors')).toEqual([
      { bad: 0, total: 200 },
      null,
      ...Array.from({ length: 4 }, () => ({ bad: 0, total: 200 })),
    ]);
    expect(verdict.decision).toBe('inconclusive');
  });

  it('are the same, whatever the budget of one answer: what is too large is read in pieces', async () => {
    const [whole, pieces] = [await read('fine'), await read('fine', { metrics: ', maxSeries: 40' })];
    expect(pieces.file.metrics).toEqual(whole.file.metrics);
  });

  it('do not exist where the server is over its budget even for a second', async () => {
    const { verdict } = await read('fine', { metrics: ', maxSeries: 2' });
    expect([verdict.decision, verdict.reasonCode]).toEqual(['inconclusive', 'provider-unreachable']);
    expect(verdict.summary).toContain('more than the budget of 2');
  });

  it('stand on the bounds that both sides have', async () => {
    const { file } = await read('coarse');
    expect(metric(file, 'latency')).toMatchObject({ bounds: [0.025, 0.1, 0.5] });
    const foreign = await read('foreign');
    expect(metric(foreign.file, 'latency').rows).toEqual(
      Array.from({ length: 6 }, () => ({ canary: null, baseline: null })),
    );
    expect(foreign.verdict.remarks.join('\n')).toContain('share no bucket bound');
    expect(foreign.verdict.decision).toBe('inconclusive');
  });

  it('in buckets too wide for a quantile are said to leave it undecided, once and while it can be helped', async () => {
    const { said, verdict } = await read('wide', { looks: 40 });
    const lines = said.filter((line) => line.includes('no bucket ends near'));
    expect(lines).toEqual([expect.stringMatching(/^latency: no bucket ends near p50\b.*so it stays undecided/)]);
    expect(said.indexOf(lines[0] ?? '')).toBeLessThan(3);
    expect(verdict.decision).toBe('inconclusive');
  });

  it('of a side that nobody has are missing, on either side', async () => {
    for (const [canary, baseline] of [
      ['nowhere', 'track=stable'],
      ['fine', 'track=nowhere'],
    ] as const) {
      const { verdict } = await read(canary, { baseline, looks: 40 });
      expect(verdict.decision, canary).toBe('inconclusive');
      expect(verdict.remarks.join('\n')).toContain('no known metric of requests for {track="nowhere"}');
    }
  });

  it('hold levels, restarts and kills of their own pods only, whatever is in the names', async () => {
    const odd = await read(hostile);
    for (const row of canaryRows(odd.file, 'errors')) expect(row).toMatchObject({ total: expect.any(Number) });
    expect(canaryRows(odd.file, 'restarts')).toEqual(Array.from({ length: 6 }, () => ({ bad: 0, total: 3 })));
    const dotted = await read('v2.0');
    expect(canaryRows(dotted.file, 'restarts')).toEqual(Array.from({ length: 6 }, () => ({ bad: 0, total: 3 })));
    // The generator's process uses 0.05 cores and 4 ms a request; 20 requests a second on three pods.
    for (const row of canaryRows(dotted.file, 'cpu')) expect(row).toBeCloseTo(0.05 + (20 / 3) * 0.004, 6);
    for (const row of canaryRows(dotted.file, 'memory')) expect(row).toBeGreaterThanOrEqual(2e8);
  });

  it('tell CPU, memory and kills of containers where the kubelet does, on both sides', async () => {
    const { file } = await read('kubelet', { baseline: 'track=killed' });
    const sides = (name: string) => metric(file, name).rows.flatMap(({ canary, baseline }) => [canary, baseline]);
    const usual = 0.9 * (0.05 + (20 / 3) * 0.004);
    for (const row of canaryRows(file, 'cpu')) expect(row).toBeCloseTo(usual, 4);
    expect(sides('memory')).toEqual(Array.from({ length: 12 }, () => 1e8));
    // One of three pods was killed between the scrapes at second 47 and 62.
    expect(metric(file, 'oom-kills').rows.map(({ baseline }) => baseline)).toEqual(
      [0, 0, 1, 0, 0, 0].map((bad) => ({ bad, total: 3 })),
    );
    expect(canaryRows(file, 'oom-kills')).toEqual(Array.from({ length: 6 }, () => ({ bad: 0, total: 3 })));
  });

  it('are never levels of the kubelet on one side and of the process on the other', async () => {
    const { file } = await read('kubelet');
    // The baseline has only what its processes say, so that is compared: not 0.9 of it.
    for (const row of canaryRows(file, 'cpu')) expect(row).toBeCloseTo(0.05 + (20 / 3) * 0.004, 4);
  });

  it('are fewer than looks where scrapes are rarer, and that is said', async () => {
    const { verdict, file } = await read('slowly');
    expect(verdict.remarks).toContain(
      'canary: scraped every 60 s, which is longer than a look of 30 s: give --interval 60s or more',
    );
    // Each request is counted once all the same: 20 a second for three minutes.
    const requests = canaryRows(file, 'errors').reduce((sum: number, row) => sum + (row as { total: number }).total, 0);
    expect(Math.abs(requests / 3600 - 1)).toBeLessThan(0.06);
  });

  it('hold no secret that the server repeats', async () => {
    const top = 'production: {metrics: {url: "http://127.0.0.1:9", auth: {bearer: "${TOKEN}"}}}';
    const tried = await read(`leaky-${secret}`, { top, environment: { TOKEN: secret } });
    const everywhere = JSON.stringify([tried.file, tried.verdict, tried.said, tried.kept]);
    expect(everywhere).not.toContain(secret);
    expect(tried.secrets).toContain(secret);
  });

  it('are judged with the expected share of requests', async () => {
    const { verdict } = await read('fine', { looks: 14, further: '  share: 10%' });
    expect(verdict.reasonCode).toBe('share-off');
  });

  it('of routes and metrics of one’s own stand beside the others', async () => {
    const further = `  endpoints: [{route: GET /cart}]
  custom:
    - name: raw
      bad: http_requests_total{$selector,status="500"}
      total: http_requests_total{$selector}
    - name: evaluated
      bad: sum(increase(http_requests_total{$selector,status="500"}[$window]))
      total: sum(increase(http_requests_total{$selector}[$window]))
    - {name: time, histogram: http_request_duration_seconds}
    - {name: level, value: "avg(process_resident_memory_bytes{$selector})", unit: bytes}
    - {name: several, value: "process_resident_memory_bytes{$selector}"}`;
    const { file } = await read('fine', { further });
    expect(metric(file, 'errors', 'GET /cart').rows).toEqual(metric(file, 'errors').rows);
    expect(metric(file, 'raw').rows).toEqual(metric(file, 'errors').rows);
    expect(metric(file, 'time').rows).toEqual(metric(file, 'latency').rows);
    expect(metric(file, 'several').rows).toEqual(Array.from({ length: 6 }, () => ({ canary: null, baseline: null })));
    for (const row of canaryRows(file, 'level')) expect(row).toBeGreaterThan(2e8 - 1);
    // `increase` extrapolates, so that it is near and not equal.
    metric(file, 'evaluated').rows.forEach((row, look) => {
      const raw = metric(file, 'raw').rows[look] as { canary: { total: number } };
      const own = (row as { canary: { total: number } }).canary.total;
      expect(Math.abs(own / raw.canary.total - 1)).toBeLessThan(0.25);
    });
  });

  it('of pods that are there and have had no request yet are no requests, not missing', async () => {
    const { file } = await read('idle');
    expect(canaryRows(file, 'errors')).toEqual(Array.from({ length: 6 }, () => ({ bad: 0, total: 0 })));
  });

  it('come from the metrics that are alive, not from those of the release before', async () => {
    const { verdict, file } = await read('renamed', { looks: 12 });
    expect(metric(file, 'errors').evidence[0]?.query).toBe('http_requests_total{track="renamed"}[30s]');
    expect(verdict.decision).toBe('pass');
  });

  it('come from two servers, which are never taken to know of each other’s pods', async () => {
    const two = (canary: string, baseline: string) =>
      tryCanary({
        configuration: `
canary:
  metrics: {url: "${server.url()}"}
  selector: track=${canary}
  baseline: {metrics: {url: "${elsewhere.url}"}, selector: track=${baseline}}
  warmup: 0`,
        time: { kind: 'past', from: new Date(start), to: new Date(start + 180_000) },
        clock: jumpingClock('2026-11-20T13:00:00Z'),
      });
    const { file } = await two('fine', 'stable');
    expect(file.metrics).toEqual((await read('fine')).file.metrics);
    // One address in front of another: the same series with the same samples are the same pods.
    await expect(two('fine', 'fine')).rejects.toMatchObject({ reasonCode: 'same-environment' });
  });
});
