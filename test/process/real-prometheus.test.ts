import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import type { Lies } from '../prometheus-server/shop.ts';
import { shopMetrics } from '../prometheus-server/shop-metrics.ts';
import { type PrometheusServer, startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { runCli } from './run-cli.ts';
import { type Workplace, workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const minute = 60_000;
/** The bundle has only the real clock, so the shop’s hour is the last one. */
const to = new Date(Math.floor(Date.now() / minute) * minute - 5 * minute);
const hour = { from: new Date(to.getTime() - 60 * minute), to };
const window = `${hour.from.toISOString()}/${hour.to.toISOString()}`;

const lies: Readonly<Record<string, Lies>> = {
  twin: {},
  slow: { slower: { 'POST /checkout': 3 } },
  slower: { slower: { 'POST /checkout': 9 } },
};

function* everything(): Generator<string> {
  yield* shopMetrics({ seed: 1, environment: 'production', ...hour });
  for (const [environment, planted] of Object.entries(lies))
    yield* shopMetrics({ seed: 2, environment, lies: planted, ...hour });
}

interface Report {
  readonly decision: string;
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly dimension: string;
    readonly check: string;
    readonly subject: string;
    readonly status: string;
    readonly reasonCode: string;
  }[];
}

function reportOf({ read }: Workplace, file: string): Report {
  return JSON.parse(read(file));
}

const addresses = (report: Report, status: string) =>
  report.findings
    .filter((finding) => finding.status === status)
    .map(({ dimension, check, subject }) => `${dimension}/${check} ${subject}`)
    .sort();

describeWithPrometheus('the command line against a real Prometheus', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: everything() });
  }, 60_000);
  afterAll(() => server.stop());

  /** Options of both sides, the candidate chosen by its label. */
  const sides = (candidate: string) => [
    `--production-metrics=${server.url}`,
    '--production-selector=environment=production',
    `--production-window=${window}`,
    `--staging-metrics=${server.url}`,
    `--staging-selector=environment=${candidate}`,
    `--staging-window=${window}`,
  ];
  const slowCheckout = ['latency/p50 POST /checkout', 'latency/p95 POST /checkout'];

  it('the twin passes', async () => {
    const { folder } = newWorkplace();
    const ran = await runCli(['validate', ...sides('twin')], { cwd: folder });
    expect(ran.stdout).toMatch(/^PASS {2}/);
    expect(ran.code).toBe(0);
  });

  it('a slow route is found, and nothing else', async () => {
    const workplace = newWorkplace();
    const ran = await runCli(['validate', ...sides('slow'), '--json', 'report.json'], { cwd: workplace.folder });
    expect(ran.stdout).toMatch(/^FAIL {2}2 differences beyond tolerance on POST \/checkout\./);
    expect(ran.stdout).toMatch(/^Report: report\.json$/m);
    expect(addresses(reportOf(workplace, 'report.json'), 'diverged')).toEqual(slowCheckout);
    expect(ran.code).toBe(1);
  });

  it('an environment that the server does not have is no evidence', async () => {
    const { folder } = newWorkplace();
    const ran = await runCli(['validate', ...sides('nowhere')], { cwd: folder });
    expect(ran.stdout).toMatch(/^INCONCLUSIVE {2}[^]*source-empty/);
    expect(ran.code).toBe(3);
  });

  it('collected in halves and compared offline, it finds what validate finds', async () => {
    const workplace = newWorkplace();
    const { folder } = workplace;
    const options = sides('slow');
    const whole = await runCli(['validate', ...options, '--json', 'whole.json'], { cwd: folder });
    const halves = await Promise.all([
      runCli(['collect', 'production', ...options, '--out', 'production.json'], { cwd: folder }),
      runCli(['collect', 'staging', ...options, '--out', 'staging.json'], { cwd: folder }),
    ]);
    expect(halves.map(({ code }) => code)).toEqual([0, 0]);
    const compared = await runCli(['compare', 'production.json', 'staging.json', '--json', 'compared.json'], {
      cwd: folder,
    });
    expect([whole.code, compared.code]).toEqual([1, 1]);
    const [one, other] = [reportOf(workplace, 'whole.json'), reportOf(workplace, 'compared.json')];
    expect(addresses(one, 'diverged')).toEqual(slowCheckout);
    expect(other.findings).toEqual(one.findings);
    expect(other.decision).toBe(one.decision);
  });

  it('a baseline accepts today’s differences, and not those that grow', async () => {
    const workplace = newWorkplace();
    const { folder, write, read } = workplace;
    const written = await runCli(['validate', ...sides('slow'), '--write-baseline', 'baseline.json'], { cwd: folder });
    expect(written.stdout).toMatch(/^FAIL {2}/);
    expect(written.stderr).toMatch(/^Baseline: 2 differences acknowledged in baseline\.json for 30 days\./m);
    expect(written.code).toBe(0);
    expect(JSON.parse(read('baseline.json'))).toMatchObject({ schema: 'tollgate.baseline/1', entries: [{}, {}] });

    write('gate.yml', 'version: 1\nbaseline: baseline.json\n');
    const accepted = await runCli(['validate', '--config', 'gate.yml', ...sides('slow'), '--json', 'green.json'], {
      cwd: folder,
    });
    expect(accepted.stdout).toMatch(/^PASS {2}/);
    expect(accepted.code).toBe(0);
    expect(addresses(reportOf(workplace, 'green.json'), 'accepted')).toEqual(slowCheckout);

    const grown = await runCli(['validate', '--config', 'gate.yml', ...sides('slower')], { cwd: folder });
    expect(grown.stdout).toMatch(/^FAIL {2}[^]*POST \/checkout/);
    expect(grown.code).toBe(1);
  });

  it('a missing baseline is a mistake, not an empty one', async () => {
    const { folder, write } = newWorkplace();
    write('gate.yml', 'version: 1\nbaseline: baseline.json\n');
    const ran = await runCli(['validate', '--config', 'gate.yml', ...sides('slow')], { cwd: folder });
    expect(ran.stderr).toMatch(/the baseline baseline\.json cannot be read; write it with --write-baseline/);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });

  it('evidence that was kept gives the same findings again', async () => {
    const workplace = newWorkplace();
    const { folder, files } = workplace;
    await runCli(['validate', ...sides('slow'), '--evidence', 'kept', '--json', 'whole.json'], { cwd: folder });
    expect(files()).toEqual(['kept/production.profile.json', 'kept/staging.profile.json', 'whole.json']);
    await runCli(['compare', 'kept/production.profile.json', 'kept/staging.profile.json', '--json', 'again.json'], {
      cwd: folder,
    });
    expect(reportOf(workplace, 'again.json').findings).toEqual(reportOf(workplace, 'whole.json').findings);
  });

  it('a finding is explained by its fingerprint', async () => {
    const workplace = newWorkplace();
    const { folder } = workplace;
    await runCli(['validate', ...sides('slow'), '--json', 'tollgate-report.json'], { cwd: folder });
    const worst = reportOf(workplace, 'tollgate-report.json').findings[0];
    const ran = await runCli(['explain', worst?.fingerprint ?? ''], { cwd: folder });
    expect(ran.stdout).toMatch(/^latency\/p50 on POST \/checkout: diverged \(warn\)$/m);
    expect(ran.stdout).toMatch(/^Query \(prometheus\): sum by \(le, /m);
    expect(ran.stdout).toContain(`add a waiver for "${worst?.fingerprint}"`);
    expect(ran.code).toBe(0);
  });

  it('init writes what validate accepts, and never over something', async () => {
    const { folder, read, files } = newWorkplace();
    const selectors = [
      '--production-metrics',
      server.url,
      '--production-selector',
      'environment=production',
      '--staging-metrics',
      server.url,
      '--staging-selector',
      'environment=slow',
    ];
    const init = ['init', '--service', 'shop', ...selectors];
    const first = await runCli(init, { cwd: folder });
    expect(first.stdout).toMatch(/^Written: \.github\/tollgate\.yml\./);
    expect(first.code).toBe(0);
    expect(read('.github/tollgate.yml')).toMatch(
      /^version: 1\n[^]*# .*http_request_duration_seconds[^]*failOn: never/m,
    );

    const validated = await runCli(['validate', '--production-window', window, '--staging-window', window], {
      cwd: folder,
    });
    expect(validated.stdout).toMatch(/^FAIL {2}[^]*\nshop\n/);
    expect(validated.code).toBe(0);

    const before = read('.github/tollgate.yml');
    const again = await runCli(init, { cwd: folder });
    expect(again.stderr).toMatch(/\.github\/tollgate\.yml exists; give --force to overwrite it/);
    expect(again.code).toBe(2);
    expect(read('.github/tollgate.yml')).toBe(before);
    expect((await runCli([...init, '--force'], { cwd: folder })).code).toBe(0);
    expect(files()).toEqual(['.github/tollgate.yml']);
  });

  it('doctor says what can be measured, what not, and what to do', async () => {
    const { folder } = newWorkplace();
    const ran = await runCli(['doctor', ...sides('nowhere')], { cwd: folder });
    const [production = '', staging = ''] = ran.stdout.split(/^staging$/m);
    expect(production).toMatch(
      /^production\n {2}\[ok\] +latency +prometheus: latency on 12 routes, convention “client-library”$/m,
    );
    expect(production).toMatch(/^ {2}\[ok\] +errors +prometheus: requests on 1[23] routes/m);
    expect(production).toMatch(/^ {2}\[(ok|partly)\] +resources +prometheus: .*memory-share/m);
    expect(staging).toMatch(/^ {2}\[no\] +latency +prometheus: .* \(source-empty\)\n {11}Check the selector/m);
    expect(ran.code).toBe(0);
  });
});
