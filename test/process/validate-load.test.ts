import { delimiter } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Verdict } from '../../src/model/verdict.ts';
import { k6OnPath } from '../k6-driver/k6-on-path.ts';
import { type Staging, startStaging } from '../k6-driver/start-staging.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const newWorkplace = workplaces();
let staging: Staging;
beforeAll(async () => {
  staging = await startStaging();
});
afterAll(() => staging.stop());

const script = `
import http from 'k6/http';
export const options = {
  scenarios: { load: { executor: 'constant-arrival-rate', rate: 60, duration: '2s', preAllocatedVUs: 60 } },
  thresholds: { 'http_reqs{name:GET /}': ['count>0'], 'http_req_duration{name:GET /}': ['max>=0'], 'http_req_failed{name:GET /}': ['rate<=1'] },
  summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'count'],
};
export function setup() { console.log(Object.keys(__ENV).sort().join(',') + ' ' + __ENV.TOKEN); }
export default function () { http.get(__ENV.BASE_URL + '/', { tags: { name: 'GET /' } }); }
export function handleSummary(data) { return { 'k6-summary.json': JSON.stringify(data) }; }`;

/** What production's own load test left behind, as the reference. */
const production = {
  metrics: {
    http_reqs: { type: 'counter', contains: 'default', values: { count: 120, rate: 60 } },
    http_req_duration: { type: 'trend', contains: 'time', values: { med: 1, 'p(95)': 3, 'p(99)': 5, count: 120 } },
    http_req_failed: { type: 'rate', contains: 'default', values: { rate: 0, passes: 0, fails: 120 } },
    'http_req_duration{name:GET /}': {
      type: 'trend',
      contains: 'time',
      values: { med: 1, 'p(95)': 3, 'p(99)': 5, count: 120 },
    },
    'http_req_failed{name:GET /}': { type: 'rate', contains: 'default', values: { rate: 0, passes: 0, fails: 120 } },
  },
  state: { testRunDurationMs: 2000 },
};

async function validate(source: string, { args = [] as string[], load = true } = {}) {
  const workplace = newWorkplace();
  workplace.write('load.js', source);
  workplace.write('production.json', JSON.stringify(production));
  const lines = [
    'version: 1',
    'production: { metrics: { source: k6-summary, file: production.json } }',
    'staging: { metrics: { source: k6-summary, file: k6-summary.json } }',
    'minimumLoad: 1s',
    ...(load
      ? [`load: { script: load.js, environment: { BASE_URL: "${staging.address}", TOKEN: "\${STAGING_TOKEN}" } }`]
      : []),
  ];
  workplace.write('tollgate.yml', `${lines.join('\n')}\n`);
  const PATH = `${k6OnPath(workplace.folder)}${delimiter}${process.env['PATH'] ?? ''}`;
  const ran = await runCli(['validate', '--config', 'tollgate.yml', '--json', 'report.json', ...args], {
    cwd: workplace.folder,
    env: { PATH, STAGING_TOKEN: 's3cr3t-t0ken', OTHER_SECRET: 'not-for-scripts' },
  });
  const report = workplace.files().includes('report.json')
    ? Verdict.parse(JSON.parse(workplace.read('report.json')))
    : null;
  return { ...ran, report, files: workplace.files() };
}

describe('validate with a load', () => {
  it('loads staging first and measures it in that time', async () => {
    staging.seen.length = 0;
    const { report, stderr } = await validate(script);
    expect(staging.seen).toHaveLength(120);
    expect(stderr).toContain('load: kept: 120 requests in 120 iterations');
    expect(report?.findings.find(({ check, subject }) => check === 'p50' && subject === 'GET /')?.candidate?.n).toBe(
      120,
    );
    const { from, to } = report?.windows.candidate ?? { from: '', to: '' };
    expect(Math.round((Date.parse(to) - Date.parse(from)) / 1000)).toBe(2);
    expect(Date.parse(report?.generatedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(to) - 1000);
  });

  it('gives the script nothing of the environment but what is configured, and shows no secret of that', async () => {
    const { stderr, stdout } = await validate(script);
    const names = /msg="?\\?"?([A-Z_,]*BASE_URL[A-Z_,]*)/.exec(stderr)?.[1]?.split(',');
    expect(names).toContain('TOKEN');
    expect(names).not.toContain('OTHER_SECRET');
    expect(stderr + stdout).not.toContain('s3cr3t');
  });

  it('says what the load crossed, and judges all the same', async () => {
    const { report } = await validate(script.replace("['max>=0']", "['max<0']"));
    expect(report?.remarks.join('\n')).toContain('load: 120 requests in 120 iterations; 1 threshold was crossed');
    expect(report?.findings.some(({ check, candidate }) => check === 'p50' && candidate !== null)).toBe(true);
  });

  it('takes no numbers of an earlier load where this one did not run', async () => {
    const { code, report } = await validate(`${script}\nthrow new Error('broken');`);
    expect([code, report?.decision]).toEqual([3, 'inconclusive']);
    const evidence =
      report?.findings.filter(({ check, dimension }) => check === 'evidence' && dimension !== 'resources') ?? [];
    expect(evidence.length).toBeGreaterThan(0);
    expect(new Set(evidence.map(({ reasonCode }) => reasonCode))).toEqual(new Set(['load-not-measured']));
    expect(evidence[0]?.message).toContain('broken');
  });

  it('loads nothing where its reports could not be written', async () => {
    staging.seen.length = 0;
    const { code, stderr } = await validate(script, {
      args: ['--html', 'load.js/report.html', '--evidence', 'production.json'],
    });
    expect(stderr).toBe('tollgate: --html: load.js is no folder\n--evidence: production.json is no folder\n');
    expect([code, staging.seen]).toEqual([2, []]);
  });

  it('only says what it would run in a dry run', async () => {
    staging.seen.length = 0;
    const { code, stderr } = await validate(script, { args: ['--dry-run'] });
    expect([code, staging.seen.length]).toEqual([0, 0]);
    expect(stderr).toContain('load: would run load.js');
  });
});
