import { describe, expect, it } from 'vitest';
import { closedAddress } from './closed-address.ts';
import { runAction } from './run-action.ts';
import { shopWorlds } from './shop-worlds.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();

/** Inputs that name both sides. */
const sides = (staging: string) => ({
  'production-metrics': worlds.url('production'),
  'staging-metrics': worlds.url(staging),
});
const commands = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('::'));

describe('validate as a step', () => {
  it('pass: green, with outputs, summary, and both reports', async () => {
    const workplace = newWorkplace();
    const ran = await runAction(workplace, { inputs: sides('staging') });
    expect(ran.outputs).toMatchObject({
      decision: 'pass',
      'reason-code': 'all-within-tolerance',
      score: '100.0',
      report: 'tollgate-report.json',
    });
    expect(JSON.parse(ran.outputs['result'] ?? '')).toEqual(JSON.parse(workplace.read('tollgate-report.json')));
    expect(ran.summary).toMatch(/^#+ .*PASS/m);
    expect(commands(ran.stdout)).toEqual([]);
    expect(workplace.read('tollgate-report.html')).toMatch(/^<!DOCTYPE html>/);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
  });

  it('fail: the outputs are there although the step is red, and each difference is annotated', async () => {
    const ran = await runAction(newWorkplace(), { inputs: sides('slow') });
    expect(ran.outputs).toMatchObject({ decision: 'fail', 'reason-code': 'diverged', report: 'tollgate-report.json' });
    expect(Number(ran.outputs['score'])).toBeLessThan(100);
    expect(ran.summary).toMatch(/^#+ .*FAIL/m);
    expect(ran.summary).toContain('GET /checkout');
    expect(commands(ran.stdout)).toEqual([
      expect.stringMatching(/^::warning title=latency\/p50 GET \/checkout::.*5\.\d × slower/),
      '::error::fail: 3 differences beyond tolerance on GET /checkout.',
    ]);
    expect(ran.code).toBe(1);
  });

  it('without a checkout says once that the configuration is not read', async () => {
    const ran = await runAction(newWorkplace(), { inputs: sides('staging'), checkedOut: false });
    expect(commands(ran.stdout)).toEqual([
      expect.stringMatching(/^::notice::.*\.github\/tollgate\.yml is not read\..*actions\/checkout/),
    ]);
    expect(ran.code).toBe(0);
  });

  it('a blocking difference is an error', async () => {
    const workplace = newWorkplace();
    workplace.write('.github/tollgate.yml', 'version: 1\nchecks:\n  p50: { severity: block }\n');
    const ran = await runAction(workplace, { inputs: sides('slow') });
    expect(commands(ran.stdout)[0]).toMatch(/^::error title=latency\/p50 GET \/checkout::/);
    expect(ran.code).toBe(1);
  });

  it.each([
    { failOn: '', staging: 'empty', code: 1 },
    { failOn: 'inconclusive', staging: 'empty', code: 1 },
    { failOn: 'fail', staging: 'empty', code: 0 },
    { failOn: 'fail', staging: 'slow', code: 1 },
    { failOn: 'never', staging: 'empty', code: 0 },
    { failOn: 'never', staging: 'slow', code: 0 },
  ])('fail-on "$failOn" with $staging ends with $code and hides no decision', async ({ failOn, staging, code }) => {
    const ran = await runAction(newWorkplace(), { inputs: { ...sides(staging), 'fail-on': failOn } });
    expect(ran.outputs['decision']).toBe(staging === 'slow' ? 'fail' : 'inconclusive');
    expect(ran.code).toBe(code);
  });

  it('a dead provider is inconclusive, and the annotation says which', async () => {
    const dead = await closedAddress();
    const workplace = newWorkplace();
    workplace.write('.github/tollgate.yml', 'version: 1\nstaging: { metrics: { retries: 0 } }\n');
    const ran = await runAction(workplace, { inputs: { ...sides('staging'), 'staging-metrics': dead } });
    expect(ran.outputs).toMatchObject({ decision: 'inconclusive', 'reason-code': 'provider-unreachable', score: '' });
    expect(commands(ran.stdout)[0]).toMatch(
      /^::warning title=not measured%3A unreachable \(3 checks\)::.*ECONNREFUSED/,
    );
    expect(ran.code).toBe(1);
  });

  it('a dry run prints the queries, sends none and decides nothing', async () => {
    const before = worlds.seen('staging').length;
    const workplace = newWorkplace();
    const ran = await runAction(workplace, { inputs: { ...sides('staging'), 'dry-run': 'true' } });
    expect(ran.stdout).toMatch(/staging\/requests": "sum by \(/);
    expect(ran.outputs).toEqual({});
    expect(ran.code).toBe(0);
    expect(worlds.seen('staging').length).toBe(before);
    expect(workplace.files().filter((file) => !file.startsWith('.runner/'))).toEqual([]);
  });

  it('writes a baseline, and the step is green', async () => {
    const workplace = newWorkplace();
    const ran = await runAction(workplace, { inputs: { ...sides('slow'), 'write-baseline': 'baseline.json' } });
    expect(JSON.parse(workplace.read('baseline.json'))).toMatchObject({ schema: 'tollgate.baseline/1' });
    expect(ran.outputs['decision']).toBe('fail');
    expect(commands(ran.stdout)[0]).toMatch(/^::notice::Baseline: 3 differences acknowledged in baseline\.json/);
    expect(ran.code).toBe(0);
  });

  it('a provider that is down writes no baseline, and the step is red', async () => {
    const workplace = newWorkplace();
    const inputs = { ...sides('broken'), 'write-baseline': 'baseline.json' };
    const ran = await runAction(workplace, { inputs });
    expect(workplace.files()).not.toContain('baseline.json');
    expect(commands(ran.stdout)[0]).toMatch(/^::notice::Baseline: baseline\.json was not written/);
    expect(ran.code).toBe(1);
  });
});

describe('what is thrown before a verdict fails the step, and says inconclusive', () => {
  it.each([
    { name: 'no address', inputs: {}, reason: 'invalid-configuration', words: 'production has no source of metrics' },
    { name: 'a misspelt tolerance', inputs: { tolerance: 'much' }, reason: 'invalid-configuration', words: '"much"' },
    {
      name: 'a flag that is none',
      inputs: { 'dry-run': 'maybe' },
      reason: 'invalid-option',
      words: 'input dry-run: wanted true or false, not "maybe"',
    },
    { name: 'a question that is none', inputs: { question: 'why' }, reason: 'invalid-option', words: 'not "why"' },
    {
      name: 'a command that is none',
      inputs: { command: 'validat' },
      reason: 'invalid-option',
      words: 'input command: wanted one of init, doctor, ',
    },
    {
      name: 'a configuration that is not there',
      inputs: { config: 'no.yml' },
      reason: 'invalid-configuration',
      words: 'no such file',
    },
  ])('$name', async ({ inputs, reason, words }) => {
    const addressed = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [
        name,
        { P: worlds.url('production'), S: worlds.url('staging') }[value] ?? value,
      ]),
    );
    const ran = await runAction(newWorkplace(), { inputs: addressed });
    expect(ran.outputs).toEqual({ decision: 'inconclusive', 'reason-code': reason });
    expect(commands(ran.stdout).at(-1)).toMatch(/^::error::/);
    expect(ran.stdout).toContain(words);
    expect(ran.stdout + ran.stderr).not.toMatch(/\n {4}at /);
    expect(ran.code).toBe(1);
  });
});

describe('what is thrown after a verdict fails the step, and the verdict stands in the outputs', () => {
  it('a report that cannot be written', async () => {
    const ran = await runAction(newWorkplace(), {
      inputs: { ...sides('staging'), json: '.runner/output/report.json' },
    });
    expect(ran.stdout).toMatch(/^::error::.*could not be written/m);
    expect(ran.outputs).toMatchObject({ decision: 'pass', 'reason-code': 'all-within-tolerance' });
    expect(ran.code).toBe(1);
  });

  it('a summary that cannot be written', async () => {
    const ran = await runAction(newWorkplace(), {
      inputs: sides('staging'),
      env: { GITHUB_STEP_SUMMARY: '/nowhere/summary.md' },
    });
    expect(ran.outputs['decision']).toBe('pass');
    expect(ran.code).toBe(1);
  });
});

describe('other commands as a step', () => {
  it('demo, with arguments one per line', async () => {
    const workplace = newWorkplace();
    const ran = await runAction(workplace, { inputs: { command: 'demo', arguments: '--json\ndemo.json' } });
    expect(ran.stdout).toMatch(/^FAIL {2}/m);
    expect(JSON.parse(workplace.read('demo.json'))).toMatchObject({ command: 'demo', decision: 'fail' });
    expect(ran.code).toBe(0);
  });

  it('query diff, by its own default question unless one is given', async () => {
    const workplace = newWorkplace();
    workplace.write(
      'before.txt',
      'Index Scan using i on orders  (cost=0.43..8.45 rows=1 width=4)\n  Index Cond: (id = 4)',
    );
    workplace.write('after.txt', 'Seq Scan on orders  (cost=0.00..99000.00 rows=1 width=4)');
    const query = { command: 'query diff', arguments: 'before.txt\nafter.txt' };
    const ran = await runAction(workplace, { inputs: query });
    expect(ran.outputs).toMatchObject({ decision: 'fail', 'reason-code': 'diverged' });
    expect(JSON.parse(ran.outputs['result'] ?? '')).toMatchObject({ command: 'query diff', question: 'release' });
    expect(ran.code).toBe(1);
    const asked = await runAction(workplace, { inputs: { ...query, question: 'fidelity' } });
    expect(JSON.parse(asked.outputs['result'] ?? '')).toMatchObject({ question: 'fidelity' });
  });

  it('doctor, with the inputs of both sides', async () => {
    const ran = await runAction(newWorkplace(), { inputs: { command: 'doctor', ...sides('empty') } });
    expect(ran.stdout).toMatch(/^production\n {2}\[ok\] +latency/m);
    expect(ran.stdout).toMatch(/^staging\n {2}\[no\] +latency/m);
    expect(ran.code).toBe(0);
  });

  it('doctor, with the configuration that the input names', async () => {
    const workplace = newWorkplace();
    const side = (world: string) => `{ metrics: { url: "${worlds.url(world)}" } }`;
    workplace.write('gate.yml', `version: 1\nproduction: ${side('production')}\nstaging: ${side('staging')}\n`);
    const ran = await runAction(workplace, { inputs: { command: 'doctor', config: 'gate.yml' } });
    expect(ran.stdout).toMatch(/^staging\n {2}\[ok\] +latency/m);
    expect(ran.code).toBe(0);
  });

  it('collect and compare, whose exit code fails the step', async () => {
    const workplace = newWorkplace();
    const collect = async (side: string) => {
      const ran = await runAction(workplace, {
        inputs: { command: 'collect', ...sides('slow'), arguments: `${side}\n--out\n${side}.json` },
      });
      expect(ran.code).toBe(0);
    };
    await collect('production');
    await collect('staging');
    const ran = await runAction(workplace, {
      inputs: { command: 'compare', arguments: 'production.json\nstaging.json' },
    });
    expect(ran.stdout).toMatch(/^FAIL {2}/m);
    expect(ran.outputs).toMatchObject({ decision: 'fail', 'reason-code': 'diverged' });
    expect(commands(ran.stdout).at(-1)).toBe('::error::compare ended with exit code 1');
    expect(ran.code).toBe(1);
  });

  it('an option that the command does not have fails the step', async () => {
    const ran = await runAction(newWorkplace(), { inputs: { command: 'demo', arguments: '--htm\nx.html' } });
    expect(ran.stdout + ran.stderr).toMatch(/unknown option '--htm'/);
    expect(ran.outputs).toMatchObject({ decision: 'inconclusive' });
    expect(ran.code).toBe(1);
  });
});
