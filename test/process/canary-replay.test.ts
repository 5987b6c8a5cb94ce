import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { guide } from '../repository/readme.ts';
import { countsFile, countsRows, type Rollout } from '../simulation/counts-file.ts';
import { podsFile } from '../simulation/pods-file.ts';
import { runCli } from './run-cli.ts';
import { type Workplace, workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const random = seededRandom(11);
const healthy = Array.from({ length: 8 }, () => 0.005);

async function expectSchema(folder: string, format: string, text: string): Promise<void> {
  const { stdout } = await runCli(['schema', format], { cwd: folder });
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(stdout));
  expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
}

describe('canary calibrate', () => {
  it('a healthy service: few false alarms, with their interval', async () => {
    const { folder, write } = newWorkplace();
    write('days/monday.json', JSON.stringify(podsFile(random, { rates: healthy, looks: 450, requests: 400 })));
    write('days/tuesday.json', JSON.stringify(podsFile(random, { rates: healthy, looks: 450, requests: 400 })));
    await expectSchema(folder, 'pods', JSON.stringify(podsFile(random, { rates: healthy, looks: 2, requests: 4 })));
    const ran = await runCli(['canary', 'calibrate', 'days'], { cwd: folder });
    expect(ran.stdout).toMatchInlineSnapshot(`
      "tollgate
        30 replays: 0 stopped, 30 passed (median 5.0 min), 0 undecided.
        False alarms: 0 %, 95 % interval 0 % to 12 %.

      The promise of at most 1.0 % false alarms is kept, as far as 30 can show.
      - It takes 368 replays without an alarm until the interval lies below the promised rate.
      "
    `);
    expect(ran.stderr).toContain('2 recordings, 30 replays');
    expect(ran.code).toBe(0);
    const again = await runCli(
      ['canary', 'calibrate', 'days', '--json', '-', '--judge', 'tollgate,kayenta,threshold'],
      { cwd: folder },
    );
    await expectSchema(folder, 'calibration', again.stdout);
    expect(JSON.parse(again.stdout)).toMatchObject({
      judges: [{ judge: 'tollgate', stopped: 0 }, { judge: 'kayenta' }, { judge: 'threshold', promise: 'broken' }],
    });
    expect(again.code).toBe(0);
  });

  it('pods that differ among themselves: the promise is broken, and what was stopped is said', async () => {
    const { folder, write } = newWorkplace();
    write(
      'day.json',
      JSON.stringify(podsFile(random, { rates: [0.1, ...healthy.slice(1)], looks: 900, requests: 200 })),
    );
    const ran = await runCli(['canary', 'calibrate', 'day.json'], { cwd: folder });
    expect(ran.stdout).toContain('The promise of at most 1.0 % false alarms is broken');
    expect(ran.stdout).toMatch(/day\.json, from row \d+: stopped at look \d+; /);
    expect(ran.code).toBe(1);
    const threshold = await runCli(['canary', 'calibrate', 'day.json', '--judge', 'threshold'], { cwd: folder });
    expect(threshold.code).toBe(1);
  });

  it('too little: nothing is said about the promise', async () => {
    const { folder, write } = newWorkplace();
    write('day.json', JSON.stringify(podsFile(random, { rates: healthy, looks: 90, requests: 400 })));
    const ran = await runCli(['canary', 'calibrate', 'day.json'], { cwd: folder });
    expect(ran.stdout).toContain('Only 3 of 3 came to a verdict: too few');
    expect(ran.code).toBe(3);
    expect((await runCli(['canary', 'calibrate', 'day.json', '--minimum-verdicts', '3'], { cwd: folder })).code).toBe(
      0,
    );
  });

  it.each([
    { name: 'nothing there', args: ['nowhere'], words: ['there is no file or folder nowhere'] },
    { name: 'an empty folder', args: ['.'], words: ['. holds no .json file'] },
    { name: 'one pod', args: ['one.json'], words: ['one.json has 1 pods; wanted at least two'] },
    {
      name: 'another format',
      args: ['other.json'],
      words: ['other.json has the schema "tollgate.report/1", wanted "tollgate.canary/1"'],
    },
    {
      name: 'a judge that is none',
      args: ['one.json', '--judge', 'tollgate,argo'],
      words: ['--judge: wanted one or more of tollgate, kayenta, threshold'],
    },
  ])('$name: a mistake of whoever called', async ({ args, words }) => {
    const { folder, write } = newWorkplace();
    if (args[0]?.endsWith('.json')) {
      write('one.json', JSON.stringify(podsFile(random, { rates: [0.1], looks: 3, requests: 10 })));
      write('other.json', '{"schema":"tollgate.report/1"}');
    }
    const ran = await runCli(['canary', 'calibrate', ...args], { cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const word of words) expect(ran.stderr).toContain(word);
  });
});

const release = (given: Partial<Rollout>) =>
  JSON.stringify(
    countsFile(
      countsRows(random, { looks: 60, requests: 10_000, share: 0.1, baselineRate: 0.005, canaryRate: 0.005, ...given }),
      { horizon: 60 },
    ),
  );

function writeReleases({ write }: Workplace, good: number, more = ''): void {
  const goods = Array.from({ length: good }, (_, at) => `  - {name: good ${at}, file: good-${at}.json, was: good}\n`);
  for (let at = 0; at < good; at += 1) write(`past/good-${at}.json`, release({}));
  write('past/broken.json', release({ canaryRate: 0.05, from: 14 }));
  write('past/leaky.json', release({ canaryRate: 0.02 }));
  const bads = `  - {name: broken, file: broken.json, was: bad, rolledBackAt: 2026-11-03T10:26:00Z}\n  - {name: leaky, file: leaky.json, was: bad}\n`;
  write('past/releases.yml', `schema: tollgate.releases/1\n${more}releases:\n${bads}${goods.join('')}`);
}

describe('canary backtest', () => {
  it('three judges side by side: what each stops, wrongly too, and how early', async () => {
    const workplace = newWorkplace();
    writeReleases(workplace, 4, 'minimumVerdicts: 4\nthreshold: {conditions: {errors: {success: "<= 0.01"}}}\n');
    const ran = await runCli(['canary', 'backtest', 'past/releases.yml', '--judge', 'tollgate,kayenta,threshold'], {
      cwd: workplace.folder,
    });
    expect(ran.stdout).toMatchInlineSnapshot(`
      "tollgate stops 2 of 2 bad ones, 0 of 4 good ones, 17 min before they were rolled back.
      kayenta stops 2 of 2 bad ones, 0 of 4 good ones, 15 min before they were rolled back.
      threshold stops 2 of 2 bad ones, 2 of 4 good ones, 19 min before they were rolled back.

        release                       was   tollgate            kayenta             threshold
        broken                        bad   stopped @ 9.5 min   stopped @ 12 min    stopped @ 7.0 min
        leaky                         bad   stopped @ 2.0 min   stopped @ 5.0 min   stopped @ 30 s
        good 0                        good  passed @ 16 min     passed @ 30 min     passed @ 30 min
        good 1                        good  passed @ 12 min     passed @ 30 min     stopped @ 17 min
        good 2                        good  passed @ 18 min     passed @ 30 min     stopped @ 29 min
        good 3                        good  passed @ 14 min     passed @ 30 min     passed @ 30 min

      False alarms of tollgate: 0 %, 95 % interval 0 % to 60 %.
      The promise of at most 1.0 % false alarms is kept, as far as 4 can show.
      "
    `);
    expect(ran.code).toBe(0);
    const json = await runCli(['canary', 'backtest', 'past/releases.yml', '--json', '-'], { cwd: workplace.folder });
    await expectSchema(workplace.folder, 'backtest', json.stdout);
    expect(json.stderr).toContain('tollgate stops 2 of 2 bad ones, 0 of 4 good ones');
  });

  it('the guide’s example is read', async () => {
    const { folder, write } = newWorkplace();
    const [, yaml = ''] = /```yaml\n(# releases\.yml\n[\s\S]*?)```/.exec(guide('canaries')) ?? [];
    write('releases.yml', yaml);
    write('releases/1.42.json', release({}));
    write('releases/1.43.json', release({ canaryRate: 0.05, from: 14 }));
    const ran = await runCli(['canary', 'backtest', 'releases.yml'], { cwd: folder });
    expect(ran.stdout).toContain(
      'tollgate stops 1 of 1 bad ones, 0 of 1 good ones, 17 min before they were rolled back.',
    );
    expect(ran.code).toBe(3);
  });

  it('names of releases and metrics harm no terminal', async () => {
    const { folder, write } = newWorkplace();
    const name = '\u001B[31m::error::\u202E';
    write('a.json', release({}).replaceAll('"errors"', JSON.stringify(name)));
    write(
      'releases.json',
      JSON.stringify({ schema: 'tollgate.releases/1', releases: [{ name, file: 'a.json', was: 'bad' }] }),
    );
    const ran = await runCli(['canary', 'backtest', 'releases.json', '--judge', 'threshold'], { cwd: folder });
    expect(ran.stdout).toContain('error');
    expect(ran.stdout).not.toMatch(/\u001B|\u202E|^::/m);
  });

  it('a configuration that stops good releases breaks its promise; too few releases say nothing', async () => {
    const workplace = newWorkplace();
    writeReleases(workplace, 6, 'tolerances: {errors: {relative: -0.9}}\n');
    const broken = await runCli(['canary', 'backtest', 'past/releases.yml'], { cwd: workplace.folder });
    expect(broken.stdout).toContain('The promise of at most 1.0 % false alarms is broken');
    expect(broken.code).toBe(1);
    writeReleases(workplace, 6);
    const few = await runCli(['canary', 'backtest', 'past/releases.yml'], { cwd: workplace.folder });
    expect(few.stdout).toContain('Only 6 of 6 came to a verdict: too few');
    expect(few.code).toBe(3);
  });

  it.each([
    {
      name: 'an unknown key',
      text: 'schema: tollgate.releases/1\nreleases: [{name: a, file: a.json, was: good}]\ntolerence: {}\n',
      words: ['tolerence: unknown key; did you mean tolerance'],
    },
    { name: 'no YAML', text: 'schema: [', words: ['releases.yml:1'] },
    {
      name: 'a key that stands twice',
      text: 'schema: tollgate.releases/1\nschema: tollgate.releases/1\nreleases: []\n',
      words: ['stands twice'],
    },
    {
      name: 'files that are missing, all at once',
      text: 'schema: tollgate.releases/1\nreleases: [{name: a, file: a.json, was: good}, {name: b, file: b.json, was: bad}]\n',
      words: ['release "a": there is no file', 'release "b": there is no file'],
    },
    {
      name: 'a label that is none',
      text: 'schema: tollgate.releases/1\nreleases: [{name: a, file: a.json, was: fine}]\n',
      words: ['releases[0].was: wanted'],
    },
  ])('$name: a mistake of whoever called', async ({ text, words }) => {
    const { folder, write } = newWorkplace();
    write('releases.yml', text);
    const ran = await runCli(['canary', 'backtest', 'releases.yml'], { cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const word of words) expect(ran.stderr).toContain(word);
  });

  it.each([
    {
      name: 'a condition that is none',
      more: 'threshold: {conditions: {errors: {success: "result[0] > 1"}}}\n',
      words: ['threshold.conditions.errors.success: wanted a comparison with a number'],
    },
    {
      name: 'a tolerance for nothing',
      more: 'tolerances: {latency: {relative: 0.5}}\n',
      words: ['tolerances: no release has a metric latency; wanted errors'],
    },
  ])('$name: a mistake of whoever called', async ({ more, words }) => {
    const workplace = newWorkplace();
    writeReleases(workplace, 1, more);
    const ran = await runCli(['canary', 'backtest', 'past/releases.yml'], { cwd: workplace.folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const word of words) expect(ran.stderr).toContain(word);
  });
});
