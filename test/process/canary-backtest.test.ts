import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { canaryPods, type PodsOptions } from '../canary-pods/canary-pods.ts';
import { type MoodyProxy, startMoodyProxy } from '../canary-pods/moody-proxy.ts';
import { describeWithPrometheus } from '../prometheus-server/describe-with-prometheus.ts';
import { type PrometheusServer, startPrometheus } from '../prometheus-server/start-prometheus.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
/** Scraped from ten minutes before its first traffic on. */
const minute = (number: number) => 600 + number * 60;

const rollouts: readonly { version: string; from: string; behaviour: Partial<PodsOptions> }[] = [
  { version: '1.41', from: '11:50', behaviour: {} },
  {
    version: '1.42',
    from: '12:50',
    behaviour: { failing: ({ second }) => (second <= minute(7) ? 0.005 : 0.1) },
  },
  { version: '1.43', from: '13:50', behaviour: {} },
  { version: '1.44', from: '14:50', behaviour: { failing: () => 0.05 } },
];

function* everything(): Generator<string> {
  const from = new Date('2026-11-20T11:45:00Z');
  yield* canaryPods({ seed: 1, track: 'stable', pods: 4, rate: 60 }, { from, minutes: 250 });
  for (const [at, rollout] of rollouts.entries()) {
    const scraping = { from: new Date(`2026-11-20T${rollout.from}:00Z`), minutes: 52 };
    const further = { version: rollout.version };
    const pods = { seed: 50 + at, track: `v${at}`, pods: 3, rate: 20, further, ...rollout.behaviour };
    yield* canaryPods(pods, scraping);
  }
}

const past = `schema: tollgate.releases/1
minimumVerdicts: 2
releases:
  - { name: "1.41", from: 2026-11-20T12:00:00Z, to: 2026-11-20T12:40:00Z, canary: { version: "1.41" }, was: good }
  - { name: "1.42", from: 2026-11-20T13:00:00Z, to: 2026-11-20T13:40:00Z, canary: { version: "1.42" }, was: bad, rolledBackAt: 2026-11-20T13:25:00Z }
  - { name: "1.43", from: 2026-11-20T14:00:00Z, to: 2026-11-20T14:40:00Z, canary: { version: "1.43" }, was: good }
  - { name: "1.44", from: 2026-11-20T15:00:00Z, to: 2026-11-20T15:40:00Z, canary: { version: "1.44" }, was: bad, rolledBackAt: 2026-11-20T15:20:00Z }
`;
const lost = `  - { name: "0.9", from: 2026-03-01T12:00:00Z, to: 2026-03-01T12:40:00Z, canary: { version: "0.9" }, was: good }\n`;
const token = 'tok-4815162342';

describeWithPrometheus('canary backtest against a real Prometheus', () => {
  let server: PrometheusServer;
  let proxy: MoodyProxy;
  beforeAll(async () => {
    server = await startPrometheus({ openMetrics: everything() });
    proxy = await startMoodyProxy(server.url);
  }, 60_000);
  afterAll(async () => {
    await proxy.stop();
    await server.stop();
  });

  const backtest = (releases: string, ...further: string[]) => {
    const workplace = newWorkplace();
    workplace.write('releases.yml', releases);
    workplace.write(
      'tollgate.yml',
      [
        'version: 1',
        'canary:',
        `  metrics: { source: prometheus, url: "${proxy.url}", headers: { authorization: "Bearer \${TOKEN}" } }`,
        '  selector: { service: shop }',
        '  baseline: { selector: track=stable }',
        '',
      ].join('\n'),
    );
    const args = ['canary', 'backtest', 'releases.yml', '--config=tollgate.yml', ...further];
    return { workplace, ran: runCli(args, { cwd: workplace.folder, env: { TOKEN: token } }) };
  };

  it('windows of two good and two bad releases: stopped as early as planted, and the same offline to the byte', async () => {
    const { workplace, ran } = backtest(past + lost, '--recording=past', '--json=online.json');
    const { code, stdout, stderr } = await ran;
    expect(stdout, stderr).toMatchInlineSnapshot(`
      "tollgate stops 2 of 2 bad ones, 0 of 2 good ones, 16 min before they were rolled back.

        release                       was   tollgate
        1.41                          good  passed @ 6.0 min
        1.42                          bad   stopped @ 10 min
        1.43                          good  passed @ 6.0 min
        1.44                          bad   stopped @ 2.5 min

      False alarms of tollgate: 0 %, 95 % interval 0 % to 84 %.
      The promise of at most 1.0 % false alarms is kept, as far as 2 can show.
      - 0.9 (good) says nothing and counts nowhere: no row of its window has both sides: check the
        selectors, the window and how long the server keeps data.
      "
    `);
    expect(stderr).toContain('release "1.44": read 80 of 80 looks');
    expect(code).toBe(0);
    proxy.mood = 'cut';
    const again = await runCli(['canary', 'backtest', 'past/releases.json', '--json=offline.json'], {
      cwd: workplace.folder,
    }).finally(() => {
      proxy.mood = 'up';
    });
    expect(again).toMatchObject({ code: 0, stdout });
    expect(workplace.read('offline.json')).toBe(workplace.read('online.json'));
    const { stdout: schema } = await runCli(['schema', 'releases'], { cwd: workplace.folder });
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(schema));
    expect(validate(JSON.parse(workplace.read('past/releases.json'))), JSON.stringify(validate.errors)).toBe(true);
    for (const file of workplace.files().filter((path) => path.startsWith('past')))
      expect(workplace.read(file)).not.toContain(token);
  });

  it('only windows without data: nothing was proven', async () => {
    const { code, stdout } = await backtest(`schema: tollgate.releases/1\nminimumVerdicts: 1\nreleases:\n${lost}`).ran;
    expect(stdout).toContain('0.9 (good) says nothing and counts nowhere');
    expect(stdout).toContain('0 of 0 good ones');
    expect(code).toBe(3);
  });

  it('a server that does not answer, or refuses: exit 4, and nothing is recorded', async () => {
    for (const mood of ['cut', 401] as const) {
      proxy.mood = mood;
      const { workplace, ran } = backtest(past, '--recording=past');
      const { code, stdout, stderr } = await ran.finally(() => {
        proxy.mood = 'up';
      });
      expect(code, stderr).toBe(4);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/release "1\.4\d": (canary|baseline): /);
      expect(stderr).not.toContain(token);
      expect(workplace.files()).toEqual(['releases.yml', 'tollgate.yml']);
    }
  });

  it('--dry-run prints the queries of every window and sends none', async () => {
    proxy.mood = 'cut';
    const { code, stdout } = await backtest(past, '--dry-run').ran.finally(() => {
      proxy.mood = 'up';
    });
    expect(code).toBe(0);
    expect(stdout).toContain('# "1.42" canary/');
    expect(stdout).toContain('version="1.42"');
    expect(stdout).toContain('track="stable"');
    expect(stdout).not.toContain(token);
  });

  it('windows that cannot be read: every mistake at once', async () => {
    const same = past.replaceAll(
      /canary: \{ version: "1.4[12]" \}/g,
      'canary: { track: stable }, baseline: { service: shop }',
    );
    const shared = await backtest(same).ran;
    expect(shared.stderr).toContain('release "1.41": the canary and its baseline are the same server');
    expect(shared.stderr).toContain('release "1.42": the canary and its baseline are the same server');
    expect(shared.code).toBe(2);
    const renamed = past.replace('name: "1.41"', 'name: "1.41\u202E"');
    const long = await backtest(renamed.replace('to: 2026-11-20T12:40', 'to: 2027-11-20T12:40')).ran;
    expect(long.stderr).toContain('release "1.41\\u{202e}": from, to: wanted 1 to 2880 looks of 30 s between them');
    const backwards = await backtest(past.replace('to: 2026-11-20T12:40', 'to: 2026-11-20T11:40')).ran;
    expect(backwards.stderr).toContain('releases[0].to: wanted an instant after `from`');
    const both = await backtest(past.replace('{ name: "1.41"', '{ name: "1.41", file: a.json')).ran;
    expect(both.stderr).toContain('releases[0].from: does not belong beside the other keys here');
  });
});
