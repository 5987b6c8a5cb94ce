import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canaryPods } from '../canary-pods/canary-pods.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import { type PrometheusServer, startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { runAction } from './run-action.ts';
import { cliBundle, runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
/** The bundle has only the real clock: the pods live from six minutes ago until four minutes from now, a scrape each second. */
const scraping = { from: new Date(Math.floor(Date.now() / 1000) * 1000 - 360_000), minutes: 10, everySeconds: 1 };

function* everything(): Generator<string> {
  yield* canaryPods({ seed: 1, track: 'stable', pods: 3, rate: 300, offsetSeconds: 0 }, scraping);
  yield* canaryPods({ seed: 2, track: 'fine', pods: 3, rate: 100, offsetSeconds: 0 }, scraping);
  yield* canaryPods({ seed: 3, track: 'broken', pods: 3, rate: 100, offsetSeconds: 0, failing: () => 0.05 }, scraping);
}

describeWithPrometheus('canary run --watch as a process', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: everything() });
  }, 60_000);
  afterAll(() => server.stop());

  const options = (track: string) => [
    `--canary-metrics=${server.url}`,
    `--canary-selector=track=${track}`,
    '--baseline-selector=track=stable',
    '--interval=2s',
  ];
  const configuration = 'version: 1\ncanary: {lag: 1s, warmup: 1}\n';

  it('stops as soon as a bad canary is certain', async () => {
    const { folder, write } = newWorkplace();
    write('.github/tollgate.yml', configuration);
    const ran = await runCli(['canary', 'run', ...options('broken'), '--watch', '--looks=30'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(1);
    expect(ran.stdout).toMatch(/^FAIL {2}errors: /);
    const looks = ran.stderr.match(/^look \d+ of 31: /gm) ?? [];
    expect(looks.length).toBeGreaterThan(2);
    expect(looks.length).toBeLessThan(10);
  });

  it('interrupted, writes what was read, and that can be judged', async () => {
    const { folder, write, read, files } = newWorkplace();
    write('.github/tollgate.yml', configuration);
    const args = [
      cliBundle,
      'canary',
      'run',
      ...options('fine'),
      '--watch',
      '--evidence=kept.json',
      '--json=report.json',
    ];
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = once(child, 'close');
    const said = text(child.stdout);
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.startsWith('look 2 of ')) child.kill('SIGINT');
    }
    const [code] = await ended;
    expect(code).toBe(3);
    expect(await said).toMatch(
      /^INCONCLUSIVE [^]*^Interrupted\. Evidence: kept\.json \(judge it again: .* --partial\)$/m,
    );
    expect(files()).toEqual(['.github/tollgate.yml', 'kept.json', 'report.json']);
    const again = await runCli(['canary', 'judge', 'kept.json', '--partial', '--json=-'], { cwd: folder });
    expect(again.stdout).toBe(read('report.json'));
    expect(JSON.parse(again.stdout)).toMatchObject({
      command: 'canary run',
      decision: 'inconclusive',
      next: 'continue',
    });
  });

  it('runs as a step of a workflow, with its outputs', async () => {
    const workplace = newWorkplace();
    workplace.write('.github/tollgate.yml', configuration);
    const from = new Date(scraping.from.getTime() + 60_000).toISOString();
    const to = new Date(scraping.from.getTime() + 300_000).toISOString();
    const past = ['--from', from, '--to', to];
    const inputs = (track: string) => ({
      command: 'canary run',
      arguments: [...options(track), ...past].join('\n'),
      'fail-on': 'fail',
    });
    const bad = await runAction(workplace, { inputs: inputs('broken') });
    expect(bad.outputs).toMatchObject({ decision: 'fail', 'reason-code': 'diverged', report: 'tollgate-report.json' });
    expect(bad.summary).toMatch(/FAIL/);
    expect(bad.stdout).toContain('::error::canary run ended with exit code 1');
    expect(bad.code).toBe(1);
    expect(workplace.files()).toContain('tollgate-canary.json');
    const good = await runAction(newWorkplace(), { inputs: inputs('fine') });
    expect(good.outputs['decision']).toBe('pass');
    expect(good.code, good.stdout).toBe(0);
  });
});
