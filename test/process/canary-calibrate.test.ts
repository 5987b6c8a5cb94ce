import { afterAll, beforeAll, expect, it } from 'vitest';
import { canaryPods } from '../canary-pods/canary-pods.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import { type PrometheusServer, startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { closedAddress } from './closed-address.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const scraping = { from: new Date('2026-11-20T11:50:00Z'), minutes: 190 };
const hours = ['--from=2026-11-20T12:00:00Z', '--to=2026-11-20T15:00:00Z', '--looks=16', '--warmup=2'];

function* everything(): Generator<string> {
  yield* canaryPods({ seed: 1, track: 'stable', pods: 6, rate: 120 }, scraping);
  // One of the pods fails far more often than the others.
  yield* canaryPods(
    { seed: 2, track: 'uneven', pods: 4, rate: 120, failing: ({ pod }) => (pod === 0 ? 0.1 : 0.005) },
    scraping,
  );
}

describeWithPrometheus('canary calibrate against a real Prometheus', () => {
  let server: PrometheusServer;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: everything() });
  }, 60_000);
  afterAll(() => server.stop());

  const calibrate = (track: string, ...further: string[]) => {
    const workplace = newWorkplace();
    const sides = [`--canary-metrics=${server.url}`, `--baseline-selector=track=${track}`];
    const args = ['canary', 'calibrate', ...sides, ...hours, '--minimum-verdicts=3', ...further];
    return { workplace, ran: runCli(args, { cwd: workplace.folder }) };
  };

  it('a healthy service: every pod is read by itself, and no rollout that was none is stopped', async () => {
    const { workplace, ran } = calibrate('stable', '--recording=day.json');
    const { code, stdout, stderr } = await ran;
    expect(stderr).toContain('reading pod 6 of 6 over 360 looks');
    expect(stdout, stderr).toMatch(/\d+ replays: 0 stopped/);
    expect(code).toBe(0);
    const recorded = JSON.parse(workplace.read('day.json'));
    expect(recorded.metrics.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['errors', 'latency', 'cpu']),
    );
    expect(Object.keys(recorded.metrics[0].pods)).toHaveLength(6);
    const again = await runCli(['canary', 'calibrate', 'day.json', '--minimum-verdicts=3'], { cwd: workplace.folder });
    expect(again).toMatchObject({ code: 0, stdout });
  });

  it('a service with one bad pod: it is stopped where that pod plays the canary', async () => {
    const { code, stdout } = await calibrate('uneven', '--share=0.5').ran;
    expect(stdout).toMatch(/stopped at look \d+; errors/);
    expect(code).toBe(1);
  });

  it('a service without pods, a server that does not answer, no window: each its own exit code', async () => {
    const none = await calibrate('nowhere').ran;
    expect(none.stderr).toContain('none of 0 pods has a series');
    expect(none.code).toBe(2);
    const away = await runCli(['canary', 'calibrate', `--canary-metrics=${await closedAddress()}`, ...hours], {
      cwd: newWorkplace().folder,
    });
    expect(away.code).toBe(4);
    const open = await runCli(['canary', 'calibrate'], { cwd: newWorkplace().folder });
    expect(open.stderr).toContain('wanted a recording (a file or a folder), or --from INSTANT and --to INSTANT');
    expect(open.code).toBe(2);
  });
});
