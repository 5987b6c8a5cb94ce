import { delimiter } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoadResult } from '../../src/model/load-result.ts';
import { k6OnPath } from '../k6-driver/k6-on-path.ts';
import { type Staging, startStaging } from '../k6-driver/start-staging.ts';
import { runCli } from './run-cli.ts';
import { type Workplace, workplaces } from './workplace.ts';

const newWorkplace = workplaces();
let staging: Staging;
beforeAll(async () => {
  staging = await startStaging();
});
afterAll(() => staging.stop());

const arrivals = { executor: 'constant-arrival-rate', rate: 10, duration: '2s', preAllocatedVUs: 20 };
const script = (options: object, { body = 'http.get(__ENV.BASE_URL);', rest = '' } = {}) => `
import http from 'k6/http';
import { sleep } from 'k6';
import exec from 'k6/execution';
${rest}
export const options = ${JSON.stringify({ scenarios: { load: arrivals }, ...options })};
export default function () { ${body} }`;

/** A program called k6 that accepts every script, writes this summary and ends so. */
const standIn = (summary: string, end: string) => `
[ "$1" = inspect ] && { echo '{"totalDuration":"1m0s","maxVUs":3}'; exit 0; }
while [ $# -gt 1 ]; do [ "$1" = --summary-export ] && file=$2; shift; done
cat > "$file" <<'SUMMARY'
${summary}
SUMMARY
${end}`;

interface Wanted {
  readonly source?: string;
  readonly k6?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function loadRun({ source = script({}), k6, args = [], env = {} }: Wanted) {
  const workplace: Workplace = newWorkplace();
  workplace.write('load.js', source);
  const bin = k6OnPath(workplace.folder, k6);
  const PATH = `${bin}${delimiter}${process.env['PATH'] ?? ''}`;
  const ran = await runCli(['load', 'run', 'load.js', '--json', 'result.json', ...args], {
    cwd: workplace.folder,
    env: { PATH, BASE_URL: staging.address, ...env },
  });
  const written = workplace.files().includes('result.json');
  return { ...ran, result: written ? LoadResult.parse(JSON.parse(workplace.read('result.json'))) : null };
}

// Most of them wait for seconds of load, each in a folder of its own: they wait side by side.
describe.concurrent('load run', () => {
  it('says that a load was measured and kept its thresholds, and when it ran', async () => {
    const { code, stdout, stderr, result } = await loadRun({
      source: script({ thresholds: { http_reqs: ['count>=20'] } }),
    });
    expect([code, result?.outcome]).toEqual([0, 'kept']);
    expect(stdout).toMatch(
      /^Measured, and every threshold was kept: 20 requests in 20 iterations\nWindow: 20[^\n]*Z\n$/,
    );
    expect(stderr).toContain('load: load.js for about 32 s, at most 20 virtual users');
    const { window } = result ?? {};
    const seconds = (Date.parse(window?.to ?? '') - Date.parse(window?.from ?? '')) / 1000;
    expect(Math.round(seconds)).toBe(2);
  });

  it('says that it was measured and crossed a threshold: exit 1', async () => {
    const { code, stdout, result } = await loadRun({
      source: script({ thresholds: { http_req_duration: ['p(95)<0.001', 'max>=0'] } }),
    });
    expect(code).toBe(1);
    expect(stdout).toContain(
      'Measured, and thresholds were crossed: 20 requests in 20 iterations; 1 threshold was crossed',
    );
    expect(result).toMatchObject({
      outcome: 'crossed',
      exitCode: 99,
      requests: 20,
      crossed: [{ metric: 'http_req_duration', threshold: 'p(95)<0.001' }],
    });
  });

  it.each([
    {
      name: 'options that k6 refuses',
      source: script({ scenarios: { a: { ...arrivals, rate: 0.5 } } }),
      exitCode: 104,
      words: 'refused the options',
    },
    {
      name: 'a script that throws',
      source: script({}, { rest: 'throw new Error("no address");' }),
      exitCode: 107,
      words: 'no address',
    },
    {
      name: 'a setup that refuses',
      source: script({}, { rest: 'export function setup() { throw new Error("may be production"); }' }),
      exitCode: 107,
      words: 'may be production',
    },
    {
      name: 'a script that stops itself',
      source: script({}, { body: 'exec.test.abort("enough");' }),
      exitCode: 108,
      words: 'the script stopped itself',
    },
    {
      name: 'a load without requests',
      source: script({}, { body: '' }),
      exitCode: 0,
      words: 'the load sent no request',
    },
    {
      name: 'a crash of k6',
      k6: standIn('{"metrics":{"http_reqs":{"count":9,"rate":3}}}', 'exit 109'),
      exitCode: 109,
      words: 'k6 itself crashed (exit code 109)',
    },
    {
      name: 'an unknown exit code',
      k6: standIn('{"metrics":{"http_reqs":{"count":9,"rate":3}}}', 'exit 7'),
      exitCode: 7,
      words: 'k6 failed (exit code 7)',
    },
    {
      name: 'a k6 that is killed',
      k6: standIn('{"metrics":{"http_reqs":{"count":9,"rate":3}}}', 'kill -9 $$'),
      exitCode: null,
      words: 'k6 was killed',
    },
    {
      name: 'success without a summary',
      k6: standIn('', 'exit 0'),
      exitCode: 0,
      words: 'no summary that could be read',
    },
    {
      name: 'crossed thresholds without a summary',
      k6: standIn('not JSON', 'exit 99'),
      exitCode: 99,
      words: 'no summary that could be read',
    },
    {
      name: 'a summary of nothing',
      k6: standIn('{"metrics":{}}', 'exit 0'),
      exitCode: 0,
      words: 'the load sent no request',
    },
  ])('never takes $name for a measurement: exit 3', async ({ source, k6, exitCode, words }) => {
    const { code, stdout, result } = await loadRun({
      ...(source === undefined ? {} : { source }),
      ...(k6 === undefined ? {} : { k6 }),
    });
    expect([code, result?.outcome, result?.exitCode, result?.reasonCode]).toEqual([
      3,
      'not-measured',
      exitCode,
      'load-not-measured',
    ]);
    expect(stdout).toContain('Not measured: ');
    expect(stdout).toContain(words);
  });

  it('says when the offered rate was not reached, though k6 ended well', async () => {
    const scenarios = { load: { ...arrivals, preAllocatedVUs: 1, maxVUs: 1 } };
    const { code, stdout, result } = await loadRun({
      source: script({ scenarios }, { body: 'http.get(__ENV.BASE_URL); sleep(0.5);' }),
    });
    expect([code, result?.reasonCode, result?.exitCode]).toEqual([3, 'iterations-dropped', 0]);
    expect(stdout).toContain('the offered rate was not reached');
    expect((result?.iterations ?? 0) + (result?.dropped ?? 0)).toBe(20);
    expect(result?.reached).toBeLessThan(0.5);
  });

  it('reads true as crossed in the flat summary', async () => {
    const summary = {
      metrics: {
        http_reqs: { count: 30, rate: 3, thresholds: { 'count>9': false, 'count>99': true } },
        iterations: { count: 30, rate: 3 },
      },
    };
    const { code, result } = await loadRun({ k6: standIn(JSON.stringify(summary), 'exit 99') });
    expect(code).toBe(1);
    expect(result?.crossed).toEqual([{ metric: 'http_reqs', threshold: 'count>99' }]);
  });

  it('measured nothing where iterations were dropped, though the script calls that a crossed threshold', async () => {
    const metrics = {
      http_reqs: { count: 100, rate: 1 },
      iterations: { count: 100 },
      dropped_iterations: { count: 900, thresholds: { 'count<=1': true } },
    };
    const { code, result } = await loadRun({ k6: standIn(JSON.stringify({ metrics }), 'exit 99') });
    expect([code, result?.reasonCode, result?.reached]).toEqual([3, 'iterations-dropped', 0.1]);
    expect(result?.crossed).toEqual([{ metric: 'dropped_iterations', threshold: 'count<=1' }]);
  });

  it('ends when k6 ends, whatever k6 has left running', { timeout: 10_000, concurrent: false }, async () => {
    const { code, stdout } = await loadRun({ k6: standIn('{}', 'sleep 20 & exit 105') });
    expect([code, stdout]).toEqual([3, expect.stringContaining('the run was stopped from outside')]);
  });

  it('shows no secret of the environment, and nothing of k6 that could command a terminal or a workflow', async () => {
    const source = script({}, { rest: 'console.log(`::error::\\u001b[31m${__ENV.AUTHORIZATION}`);' });
    const { stdout, stderr, code } = await loadRun({ source, env: { AUTHORIZATION: 'Bearer s3cr3t-t0ken' } });
    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain('s3cr3t');
    expect(stdout + stderr).not.toContain('\u001b');
    expect(stderr).not.toMatch(/^::error/m);
  });

  it('is a mistake without k6, without a script, or without a place for the result: all told at once, before any load', async () => {
    const { folder, write } = newWorkplace();
    write('load.js', script({}));
    const named = await runCli(['load', 'run', 'load.js', '--k6', 'load.js'], { cwd: folder });
    expect([named.code, named.stderr]).toEqual([
      2,
      expect.stringContaining('--k6: load.js is no program that can be run'),
    ]);
    const all = await runCli(['load', 'run', 'gone.js', '--json', 'load.js/a.json'], {
      cwd: folder,
      env: { PATH: folder },
    });
    expect(all.stderr).toMatch(
      /there is no script gone\.js.*\nk6 is not on PATH: install it .*\n--json: load\.js is no folder\n$/,
    );
    expect(all.code).toBe(2);
  });

  it('gives the result to a machine on standard output, and words to people elsewhere', async () => {
    const { code, stdout, stderr } = await loadRun({ args: ['--json', '-'] });
    expect(code).toBe(0);
    expect(LoadResult.parse(JSON.parse(stdout)).outcome).toBe('kept');
    expect(stderr).toContain('Measured, and every threshold was kept');
  });
});
