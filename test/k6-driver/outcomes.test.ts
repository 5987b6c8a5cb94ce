import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runK6 } from './run-k6.ts';
import { loadScript } from './script/script.ts';
import { toFunction } from './script/to-function.ts';
import { type Staging, startStaging } from './start-staging.ts';

let staging: Staging;
beforeAll(async () => {
  staging = await startStaging(({ path }) => ({ status: path === '/bad' ? 503 : 200 }));
});
afterAll(() => staging.stop());

const script = (options: object, body: string, init = '') => `
import http from 'k6/http';
import { check, sleep } from 'k6';
import exec from 'k6/execution';
${init}
export const options = ${JSON.stringify(options)};
export default function (data) { ${body} }`;
const run = (options: object, body: string, init?: string) =>
  runK6(script({ iterations: 2, ...options }, body, init), { URL: staging.address });
const get = 'http.get(`${__ENV.URL}/good`, { tags: { name: "GET /good/{id}" } });';

describe.concurrent('thresholds', () => {
  it.each([
    { name: 'kept', thresholds: { http_reqs: ['count==2', 'count>=2', 'rate>0'] }, code: 0 },
    { name: 'crossed', thresholds: { http_reqs: ['count>2'] }, code: 99 },
    { name: 'one of several crossed', thresholds: { checks: ['rate<1'], http_reqs: ['count==3'] }, code: 99 },
    { name: 'a braced route', thresholds: { 'http_reqs{name:GET /good/{id}}': ['count==2'] }, code: 0 },
    {
      name: 'a trend of a tag that never occurs is kept',
      thresholds: { 'http_req_duration{name:x}': ['p(95)<1'] },
      code: 0,
    },
    {
      name: 'a rate of a tag that never occurs is kept',
      thresholds: { 'http_req_failed{name:x}': ['rate<0'] },
      code: 0,
    },
    { name: 'a count beside it is not', thresholds: { 'http_reqs{name:x}': ['count>0'] }, code: 99 },
    { name: 'a comma ends a tag', thresholds: { 'http_reqs{name:GET /good/{id},method:GET}': ['count==2'] }, code: 0 },
    { name: 'a metric that does not exist', thresholds: { http_requests: ['count>0'] }, code: 104 },
    { name: 'a method that the metric lacks', thresholds: { http_reqs: ['p(95)<1'] }, code: 104 },
    { name: 'no number', thresholds: { http_reqs: ['count>many'] }, code: 104 },
    { name: 'a brace too few', thresholds: { 'http_reqs{name:x': ['count>0'] }, code: 104 },
    { name: 'a tag without a value', thresholds: { 'http_reqs{name:}': ['count>0'] }, code: 104 },
  ])('$name: exit $code', async ({ thresholds, code }) => {
    expect((await run({ thresholds }, get)).code).toBe(code);
  });

  it('that abort end the run early', async () => {
    const scenario = { executor: 'constant-arrival-rate', rate: 10, duration: '20s', preAllocatedVUs: 2 };
    const thresholds = { http_req_failed: [{ threshold: 'rate<0.5', abortOnFail: true, delayAbortEval: '1s' }] };
    const ran = await runK6(script({ scenarios: { one: scenario }, thresholds }, 'http.get(`${__ENV.URL}/bad`)'), {
      URL: staging.address,
    });
    expect(ran.code).toBe(99);
    expect(ran.summary?.state.testRunDurationMs).toBeLessThan(6000);
  });

  it('are true where they were kept in one format, and where they were crossed in the other', async () => {
    const ran = await run({ thresholds: { http_reqs: ['count==2', 'count==3'] } }, get);
    expect(ran.summary?.metrics['http_reqs']?.thresholds).toEqual({
      'count==2': { ok: true },
      'count==3': { ok: false },
    });
    expect(ran.exported).toMatchObject({
      metrics: {
        http_reqs: { count: 2, thresholds: { 'count==2': false, 'count==3': true } },
        http_req_failed: { value: 0, passes: 0, fails: 2 },
      },
    });
  });
});

describe.concurrent('exit codes', () => {
  it.each([
    { name: 'a syntax error', options: {}, body: 'if (', code: 107 },
    { name: 'an exception in the init code', options: {}, body: '', init: "throw new Error('no');", code: 107 },
    { name: 'an unknown module', options: {}, body: '', init: "import x from 'k6/unknown';", code: 107 },
    { name: 'a request in the init code', options: {}, body: '', init: "http.get('http://127.0.0.1');", code: 107 },
    {
      name: 'an exception in setup',
      options: {},
      body: '',
      init: "export function setup() { throw new Error('no'); }",
      code: 107,
    },
    {
      name: 'a setup that takes too long',
      options: { setupTimeout: '100ms' },
      body: '',
      init: 'export function setup() { sleep(5); }',
      code: 100,
    },
    {
      name: 'an unknown key of a scenario',
      options: { scenarios: { a: { executor: 'constant-vus', vus: 1, duration: '1s', rate: 1 } } },
      body: '',
      code: 104,
    },
    {
      name: 'a rate that is not whole',
      options: {
        scenarios: { a: { executor: 'constant-arrival-rate', rate: 0.5, duration: '1s', preAllocatedVUs: 1 } },
      },
      body: '',
      code: 104,
    },
    {
      name: 'fewer users at most than at first',
      options: {
        scenarios: { a: { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 2, maxVUs: 1 } },
      },
      body: '',
      code: 104,
    },
    {
      name: 'a name that no scenario may have',
      options: { scenarios: { 'GET /': { executor: 'constant-vus', duration: '1s' } } },
      body: '',
      code: 104,
    },
    {
      name: 'a function that is not exported',
      options: { scenarios: { a: { executor: 'constant-vus', duration: '1s', exec: 'gone' } } },
      body: '',
      code: 104,
    },
    { name: 'a script that aborts', options: {}, body: "exec.test.abort('enough');", code: 108 },
    { name: 'a script that fails its test', options: {}, body: "exec.test.fail('no');", code: 110 },
    {
      name: 'an exception in an iteration, which is only told',
      options: {},
      body: "throw new Error('one of many');",
      code: 0,
    },
    { name: 'an unknown option, which is only told', options: { thresold: {} }, body: '', code: 0 },
  ])('$name: $code', async ({ options, body, init, code }) => {
    const ran = await run(options, body, init);
    expect([ran.code, ran.stderr]).toEqual([code, ran.stderr]);
    expect(ran.stderr === '').toBe(false);
  });

  it('tells a script that is not there from one that fails', () => {
    expect(() => loadScript('/nowhere/script.js')).toThrow(expect.objectContaining({ code: 255 }));
  });
});

describe('a script made to wait', () => {
  const waits = (source: string) => toFunction(source, () => new Set()).code;
  it('waits in every function on the way to a request', () => {
    const code = waits(
      "import http from 'k6/http'; const send = (path) => http.get(path); const routes = { a() { return send('/').json(); } }; export function go() { return routes.a().b; }",
    );
    expect(code).toContain('const send = async (path) => (await http.get(path));');
    expect(code).toContain("{ async a() { return (await send('/')).json(); } }");
    expect(code).toContain('async function go() { return (await routes.a()).b; }');
  });

  it('leaves what does not wait as it is', () => {
    const code = waits(
      "import http from 'k6/http'; const path = (id) => `/x/${id}`; export const all = [1].map(path);",
    );
    expect(code).not.toMatch(/async|await/);
  });

  it('refuses to wait where it cannot', () => {
    expect(() => waits("import http from 'k6/http'; [1].forEach((id) => { http.get(id); });")).toThrow(
      'write a for … of loop',
    );
  });
});
