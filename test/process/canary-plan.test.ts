import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
const traffic = ['--requests-per-second', '20', '--error-rate', '0.005'];

describe('canary plan', () => {
  it('says when a verdict is to be expected, with a table, a plot and a page', async () => {
    const { folder, read } = newWorkplace();
    const ran = await runCli(['canary', 'plan', ...traffic, '--html', 'plan.html'], { cwd: folder });
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatchInlineSnapshot(`
      "Decidable: an unchanged canary passes after about 7.5 min, within 30 looks of 30 s after 2 of
      warm-up.

      errors
        baseline 0.50 % bad, allowed 1.3 %; 150 canary and 450 baseline requests per look
        canary          verdict  after       looks   canary requests
        0.50 % bad      PASS     7.5 min     15      2,250
        1.9 % bad       FAIL     24 min      48      7,200              after the horizon
        2.5 % bad       FAIL     8.0 min     16      2,400
        3.8 % bad       FAIL     3.5 min     7       1,050
        6.3 % bad       FAIL     2.5 min     5       750
        13 % bad        FAIL     2.5 min     5       750

         51 min |               o           x
                |                            x
                |              o              x
         21 min |            oo                xxx
                |-----------o---------------------xxx-------------------------
                |          o                         xx
        8.5 min |        oo                            xxxx
                |oooooooo                                  xxxxxx
                |                                                xxxxxx
        3.5 min |                                                      xxxxxxx
                +-------------------------------------------------------------
                 0                           1.9 %                       3.8 %
                 share of bad canary requests; o pass, x fail, --- horizon
      Page: plan.html
      "
    `);
    expect(read('plan.html')).toContain('<svg class="scatter"');
    expect(read('plan.html')).not.toContain('<script');
  });

  it('ends inconclusive where no verdict comes in time, and says what would be enough', async () => {
    const strict = ['--relative', '0.2', '--absolute', '0.001', '--quantiles', '0.95', '--json', '-'];
    const { folder } = newWorkplace();
    const ran = await runCli(['canary', 'plan', ...traffic, ...strict], { cwd: folder });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('Not decidable within 30 looks of 30 s after 2 of warm-up');
    expect(ran.stderr).toContain('- watch for 132 looks, 67 min in all');
    const plan: unknown = JSON.parse(ran.stdout);
    const schema = JSON.parse((await runCli(['schema', 'canary-plan'], { cwd: folder })).stdout);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(plan), JSON.stringify(validate.errors)).toBe(true);
    expect(plan).toMatchObject({
      decidable: false,
      metrics: [{ name: 'errors' }, { name: 'latency p95', decidable: true }],
    });
  });

  it('draws when a verdict would come where it comes far too late; shares may be percentages', async () => {
    const { folder } = newWorkplace();
    const rare = ['--requests-per-second', '0.1', '--error-rate', '0.5%', '--share', '10%'];
    const ran = await runCli(['canary', 'plan', ...rare], { cwd: folder });
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain('0.30 canary and 2.7 baseline requests per look');
    expect(ran.stdout).toMatch(/ h \|\s+o+\s+x+\n/);
    expect(await runCli(['canary', 'plan', ...traffic, '--share', '120%'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--share: wanted a number from 0.0001 to 0.9999, not "120%"'),
    });
  });

  it('takes traffic and tolerances from a recorded canary; a metric’s name harms nothing', async () => {
    const { folder, write, read } = newWorkplace();
    const rows = Array.from({ length: 3 }, () => ({
      canary: { bad: 0, total: 150 },
      baseline: { bad: 2, total: 450 },
    }));
    const name = '<b>\u001B[31m::error::';
    const metrics = [{ name, kind: 'counts', tolerance: { relative: 0.5, absolute: 0.005 }, rows }];
    write('canary.json', JSON.stringify({ schema: 'tollgate.canary/1', judge: { horizon: 30 }, metrics }));
    const ran = await runCli(['canary', 'plan', 'canary.json', '--html', 'plan.html'], { cwd: folder });
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('150 canary and 450 baseline requests per look');
    expect(ran.stdout).not.toContain('\u001B[31m');
    expect(read('plan.html')).not.toContain('<b>');
    expect(read('plan.html')).toContain('&lt;b&gt;');
  });

  it.each([
    {
      name: 'no traffic',
      args: [],
      words: ['give --requests-per-second and --error-rate, or a recorded tollgate.canary/1 file'],
    },
    {
      name: 'several wrong numbers',
      args: ['--share', '2', '--horizon', '1.5', ...traffic],
      words: ['--share: wanted a number from 0.0001 to 0.9999, not "2"', '--horizon: wanted a whole number'],
    },
    {
      name: 'wrong quantiles',
      args: [...traffic, '--quantiles', '95'],
      words: ['--quantiles: wanted numbers between 0 and 1 such as 0.5,0.95, not "95"'],
    },
    { name: 'a wrong interval', args: [...traffic, '--interval', '30'], words: ['--interval: wanted a duration'] },
    { name: 'no such file', args: ['nowhere.json'], words: ['there is no file nowhere.json'] },
  ])('$name: a mistake of whoever called', async ({ args, words }) => {
    const ran = await runCli(['canary', 'plan', ...args], { cwd: newWorkplace().folder });
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    for (const word of words) expect(ran.stderr).toContain(word);
  });
});
