import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/commands/schema.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const scenario = (name: string) => join(import.meta.dirname, '../scenarios', name, 'canary.json');
const counts = (bad: number, total: number) => ({ bad, total });
const file = (rows: readonly unknown[], more: object = {}) =>
  JSON.stringify({
    schema: 'tollgate.canary/1',
    ...more,
    metrics: [{ name: 'errors', kind: 'counts', tolerance: { relative: 0.5, absolute: 0.005 }, rows }],
  });
const good = Array.from({ length: 20 }, () => ({ canary: counts(1, 500), baseline: counts(10, 2000) }));

describe('canary judge', () => {
  it('a canary that is fine passes with exit code 0, and the page is written', async () => {
    const { folder, read, write } = newWorkplace();
    write('rows.json', file(good));
    const ran = await runCli(['canary', 'judge', 'rows.json', '--html', 'page.html'], { cwd: folder });
    const said = ran.stdout.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(
      /^PASS errors: within tolerance, sure at look 10 \(5\.0 min after the start\); 0\.20 % of 10,000 /,
    );
    expect(said).toContain(", 0.50 % of the baseline's; at most 0.76 x the baseline.");
    expect(said).toContain('reason all-within-tolerance');
    expect(read('page.html')).toContain('Is the canary worse than its baseline?');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('one that breaks fails with exit code 1; JSON alone takes standard output', async () => {
    const args = ['canary', 'judge', scenario('canary-breaks-at-minute-seven'), '--json', '-'];
    const ran = await runCli(args, { cwd: newWorkplace().folder });
    const report: { decision: string; next: string; metrics: unknown[]; findings: object[] } = JSON.parse(ran.stdout);
    expect(report).toMatchObject({ decision: 'fail', next: 'stop', question: 'canary', metrics: [] });
    expect(report.findings[0]).toMatchObject({ check: 'errors', status: 'diverged', severity: 'block' });
    expect(ran.stderr).toMatch(/^FAIL {2}errors: /);
    expect(ran.code).toBe(1);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema('report'));
    validate(report);
    expect(validate.errors).toBeNull();
  });

  it('one that gets no traffic never passes: exit code 3 and why', async () => {
    const ran = await runCli(['canary', 'judge', scenario('canary-gets-no-traffic'), '--markdown', '-'], {
      cwd: newWorkplace().folder,
    });
    expect(ran.stdout).toContain('INCONCLUSIVE: the canary got no request in looks 5 to 20');
    expect(ran.stderr).toContain('OPEN      canary-traffic (canary-silent, required)');
    expect(ran.stdout).toContain('canary-silent, required');
    expect(ran.code).toBe(3);
  });

  it('undecided while the rollout goes on: continue, and how much more it takes', async () => {
    const args = ['canary', 'judge', scenario('canary-undecided-so-far'), '--partial', '--trace', '--json', 'out.json'];
    const { folder, read } = newWorkplace();
    const ran = await runCli(args, { cwd: folder });
    const report = JSON.parse(read('out.json'));
    expect(report).toMatchObject({ decision: 'inconclusive', next: 'continue', reasonCode: 'undecided' });
    expect(report.metrics[0].trace[0]).toEqual({
      look: 1,
      logFail: expect.any(Number),
      logPass: expect.any(Number),
      noise: 1,
    });
    expect(ran.stdout.replaceAll(/\s+/g, ' ')).toMatch(/about \d+ more canary requests or [\d.]+ min to pass/);
    expect(ran.code).toBe(3);
    const whole = await runCli(['canary', 'judge', scenario('canary-undecided-so-far'), '--json', '-'], {
      cwd: folder,
    });
    expect(JSON.parse(whole.stdout)).toMatchObject({ decision: 'inconclusive', next: 'stop' });
  });

  it('judged again, a file gives the same bytes', async () => {
    const { folder } = newWorkplace();
    const args = ['canary', 'judge', scenario('canary-breaks-at-minute-seven'), '--trace', '--json', '-'];
    const [one, other] = [await runCli(args, { cwd: folder }), await runCli(args, { cwd: folder })];
    expect(other.stdout).toBe(one.stdout);
    expect(one.stdout).toContain('"command": "canary run"');
  });

  it.each([
    { name: 'no file', given: null, words: ['there is no file rows.json; wanted a tollgate.canary/1 file'] },
    { name: 'no JSON', given: '<html>', words: ['rows.json holds an HTML or XML page, wanted JSON'] },
    {
      name: 'another format',
      given: '{"schema":"tollgate.profile/1"}',
      words: ['has the schema "tollgate.profile/1"'],
    },
    {
      name: 'every mistake at once',
      given: file([{ canary: counts(5, 4), baseline: null }, { canary: counts(-1, 4) }], {
        interval: '30 seconds',
        judge: { falseAlarm: 2, horizn: 30 },
      }),
      words: [
        'judge.falseAlarm: wanted a number of at most 0.5, given 2',
        'judge.horizn: unknown key; did you mean horizon?',
        'interval: wanted a number of seconds, minutes or hours such as 30s, 1m or 1h, given "30 seconds"',
        'metrics[0].rows[0].canary.bad: wanted no more than `total`, given 5',
        'metrics[0].rows[1].canary.bad: wanted a number of at least 0, given -1',
        'metrics[0].rows[1].baseline: wanted a map of keys and values, given nothing',
      ],
    },
  ])('a file that cannot be used ends with 2: $name', async ({ given, words }) => {
    const { folder, write } = newWorkplace();
    if (given !== null) write('rows.json', given);
    const ran = await runCli(['canary', 'judge', 'rows.json'], { cwd: folder });
    for (const said of words) expect(ran.stderr).toContain(said);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });

  it.each([
    {
      name: 'the evidence itself',
      args: ['--json', './rows.json'],
      said: 'FILE and --json: both would be ./rows.json',
    },
    { name: 'two reports', args: ['--json', 'x', '--html', 'x'], said: '--json and --html: both would be x' },
    { name: 'standard output', args: ['--json', '-', '--markdown', '-'], said: 'only one report can take standard' },
  ])('writes nothing over, and judges nothing: $name', async ({ args, said }) => {
    const { folder, read, write } = newWorkplace();
    write('rows.json', file(good));
    const ran = await runCli(['canary', 'judge', 'rows.json', ...args], { cwd: folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain(said);
    expect(read('rows.json')).toBe(file(good));
  });

  it('fits its own schema', async () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema('canary'));
    validate(JSON.parse(readFileSync(scenario('canary-breaks-at-minute-seven'), 'utf8')));
    expect(validate.errors).toBeNull();
    expect(validate({ schema: 'tollgate.canary/1', metrics: [{ name: 'x', kind: 'counts', rows: [] }] })).toBe(false);
  });
});
