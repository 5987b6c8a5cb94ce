import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canaryPods, type PodsOptions } from '../canary-pods/canary-pods.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import { type PrometheusServer, startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { closedAddress } from './closed-address.ts';
import { runCli } from './run-cli.ts';
import { type Workplace, workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const scraping = { from: new Date('2026-11-20T11:50:00Z'), minutes: 55 };
/** The canary gets its traffic at 12:00, ten minutes after the first sample. */
const minute = (number: number) => 600 + number * 60;
const past = ['--from', '2026-11-20T12:00:00Z', '--to', '2026-11-20T12:40:00Z'];

const canaries: Readonly<Record<string, Partial<PodsOptions>>> = {
  fine: {},
  broken: { failing: () => 0.05 },
  breaks: { failing: ({ second }) => (second <= minute(7) ? 0.005 : 0.1) },
  slow: { median: () => 0.08 },
  silent: { rate: 0 },
  crashes: { alive: ({ second }) => second <= minute(4) },
  restarts: { restarts: ({ second, pod }) => second > minute(0) && (second + pod * 30) % 120 === 0 },
  starved: { restarts: ({ second, pod }) => second > minute(0) && (second + pod * 30) % 120 === 0, kills: true },
  // One process begins anew in the middle: its counters fall, and nothing else happens.
  resets: { restarts: ({ second, pod }) => second === minute(5) && pod === 0 },
  outage: { failing: ({ second }) => (second <= minute(2) ? 0.005 : 1) },
};

function* everything(): Generator<string> {
  yield* canaryPods({ seed: 1, track: 'stable', pods: 6, rate: 60 }, scraping);
  for (const [index, [track, behaviour]] of Object.entries(canaries).entries())
    yield* canaryPods({ seed: 100 + index, track, pods: 3, rate: 20, ...behaviour }, scraping);
}

interface Report {
  readonly decision: string;
  readonly reasonCode: string;
  readonly command: string;
  readonly summary: string;
  readonly remarks: readonly string[];
  readonly findings: readonly {
    readonly check: string;
    readonly status: string;
    readonly reasonCode: string;
    readonly evidence: readonly { readonly query: string }[];
    readonly detail: { readonly decidedAt: number | null } | null;
  }[];
}

const report = ({ read }: Workplace, file = 'report.json'): Report => JSON.parse(read(file));
const rows = ({ read }: Workplace): number => JSON.parse(read('tollgate-canary.json')).metrics[0].rows.length;
const finding = ({ findings }: Report, check: string) => findings.find((one) => one.check === check);

describeWithPrometheus('canary run against a real Prometheus', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: everything() });
  }, 60_000);
  afterAll(() => server.stop());

  const sides = (track: string) => [
    `--canary-metrics=${server.url}`,
    `--canary-selector=track=${track}`,
    '--baseline-selector=track=stable',
  ];
  const run = async (track: string, ...further: string[]) => {
    const workplace = newWorkplace();
    const options = [...sides(track), ...past, '--json', 'report.json', ...further];
    const ran = await runCli(['canary', 'run', ...options], { cwd: workplace.folder });
    return { workplace, ran };
  };

  it.each([
    { track: 'fine', code: 0, reason: 'all-within-tolerance', looks: 12, culprit: null },
    { track: 'resets', code: 0, reason: 'all-within-tolerance', looks: 12, culprit: null },
    { track: 'broken', code: 1, reason: 'diverged', looks: 5, culprit: 'errors' },
    { track: 'slow', code: 1, reason: 'diverged', looks: 6, culprit: 'latency' },
    { track: 'outage', code: 1, reason: 'diverged', looks: 5, culprit: 'errors' },
    { track: 'restarts', code: 1, reason: 'diverged', looks: 20, culprit: 'restarts', further: ['--bake=10m'] },
    { track: 'starved', code: 1, reason: 'diverged', looks: 16, culprit: 'oom-kills', further: ['--bake=10m'] },
    // Broken after its pass at minute 6, and found three minutes later.
    { track: 'breaks', code: 1, reason: 'diverged', looks: 19, culprit: 'errors', further: ['--bake=10m'] },
    { track: 'silent', code: 3, reason: 'canary-silent', looks: 62, culprit: null },
    { track: 'crashes', code: 3, reason: 'canary-silent', looks: 19, culprit: null },
    { track: 'nowhere', code: 3, reason: 'looks-missing', looks: 62, culprit: null },
  ])(
    '$track ends with $code ($reason) at look $looks',
    async ({ track, code, reason, looks, culprit, further = [] }) => {
      const { workplace, ran } = await run(track, ...further);
      const { reasonCode, decision } = report(workplace);
      expect({ code: ran.code, reasonCode }, ran.stderr).toEqual({ code, reasonCode: reason });
      expect(rows(workplace)).toBe(looks);
      const diverged = report(workplace).findings.filter(({ status }) => status === 'diverged');
      if (culprit !== null) expect(diverged.map(({ check }) => check)).toContain(culprit);
      else expect(diverged).toEqual([]);
      expect(decision).toBe({ 0: 'pass', 1: 'fail', 3: 'inconclusive' }[code]);
    },
  );

  it('writes what it read, and `canary judge` makes the same report of it, to the byte', async () => {
    const { workplace, ran } = await run(
      'breaks',
      '--bake=10m',
      '--evidence',
      'kept/canary.json',
      '--html',
      'page.html',
    );
    expect(ran.stdout).toMatch(
      /^Evidence: kept\/canary\.json \(judge it again: tollgate canary judge kept\/canary\.json\)$/m,
    );
    const again = await runCli(
      ['canary', 'judge', 'kept/canary.json', '--json', 'again.json', '--html', 'again.html'],
      { cwd: workplace.folder },
    );
    expect(again.code).toBe(1);
    expect(workplace.read('again.json')).toBe(workplace.read('report.json'));
    expect(workplace.read('again.html')).toBe(workplace.read('page.html'));
    expect(report(workplace)).toMatchObject({ command: 'canary run', decision: 'fail' });
  });

  it('says on standard error how far it is, and what it needs', async () => {
    const { ran } = await run('fine');
    expect(ran.stderr).toMatch(
      /^look 10 of 32: errors fail 0 %, pass \d+ % · latency .*; about \d+ more canary requests \(\d+ looks\) to pass$/m,
    );
    expect(ran.stderr).toMatch(/^look 12 of 32: PASS errors fail 0 %, pass passed/m);
  });

  it('shows the queries behind each finding: raw counters of one look, no function around them', async () => {
    const { workplace } = await run('fine');
    expect(finding(report(workplace), 'errors')?.evidence.map(({ query }) => query)).toEqual([
      'http_requests_total{track="fine"}[30s]',
      'http_requests_total{track="stable"}[30s]',
    ]);
  });

  it('with --dry-run prints the queries and sends none', async () => {
    const { folder } = newWorkplace();
    const address = await closedAddress();
    const options = ['--canary-metrics', address, '--canary-selector=track=a', '--baseline-selector=track=b', ...past];
    const ran = await runCli(['canary', 'run', ...options, '--dry-run'], { cwd: folder });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('# canary/client-library/errors\nhttp_requests_total{track="a"}[30s]\n');
    expect(ran.stdout).toContain('http_server_request_duration_seconds_bucket{track="b"}[30s]');
  });

  it('never compares a canary with itself', async () => {
    const { folder } = newWorkplace();
    const compare = (canary: string, baseline: string) => {
      const sides = [
        `--canary-metrics=${server.url}`,
        `--canary-selector=${canary}`,
        `--baseline-selector=${baseline}`,
      ];
      return runCli(['canary', 'run', ...sides, ...past], { cwd: folder });
    };
    const same = await compare('track=fine', 'track=fine');
    expect(same).toMatchObject({ code: 2, stderr: expect.stringContaining('same server with the same selector') });
    const mixture = await compare('service=shop,track=fine', 'service=shop');
    expect(mixture).toMatchObject({ code: 2, stderr: expect.stringContaining('also matches the canary') });
    // Only the server knows that these two overlap.
    const overlap = await compare('track=fine', 'service=shop');
    expect(overlap.code).toBe(2);
    expect(overlap.stderr).toMatch(/\d+ of the canary’s \d+ series are the baseline’s too: .* match the same pods/);
  });

  it('ends with 4 where no server answers, and keeps that as evidence', async () => {
    const workplace = newWorkplace();
    const address = await closedAddress();
    const options = ['--canary-metrics', address, '--canary-selector=track=a', '--baseline-selector=track=b', ...past];
    const ran = await runCli(['canary', 'run', ...options], { cwd: workplace.folder });
    expect(ran.code, ran.stderr).toBe(4);
    expect(ran.stdout).toMatch(/^INCONCLUSIVE {2}canary: \w+ http:\/\/127\.0\.0\.1:\d+\/api\/v1\//);
    expect(ran.stdout).toMatch(/^The metrics server gave no answer\. Evidence: tollgate-canary\.json/m);
    expect(workplace.files()).toEqual(['tollgate-canary.json']);
  });
});

describe('the command line of canary run', () => {
  const url = 'http://127.0.0.1:9';
  const sides = ['--canary-metrics', url, '--canary-selector=track=a', '--baseline-selector=track=b'];
  const [, from = '', , to = ''] = past;
  it.each([
    { name: 'neither --watch nor a window', args: sides, words: 'wanted either --watch' },
    { name: 'a window without its start', args: [...sides, '--to', to], words: 'wanted either --watch' },
    { name: 'both', args: [...sides, ...past, '--watch'], words: 'wanted either --watch' },
    { name: 'no zone', args: [...sides, '--from', '2026-11-20T12:00:00', '--to', to], words: '--from: wanted an ISO' },
    {
      name: 'an end before the start',
      args: [...sides, '--from', to, '--to', from],
      words: 'wanted at least one look',
    },
    { name: 'no server', args: ['--canary-selector=track=a', ...past], words: 'give --canary-metrics URL' },
    { name: 'looks that are no number', args: [...sides, ...past, '--looks=many'], words: '--looks' },
    {
      name: 'PromQL',
      args: [...sides, ...past, '--canary-selector', 'track=~"a|b"'],
      words: 'raw PromQL is not accepted',
    },
    { name: 'an unknown policy', args: [...sides, ...past, '--deadline', 'maybe'], words: 'hold' },
  ])('refuses $name', async ({ args, words }) => {
    const { folder } = newWorkplace();
    const ran = await runCli(['canary', 'run', ...args], { cwd: folder });
    expect(ran.stderr).toContain(words);
    expect(ran.code).toBe(2);
  });
});
