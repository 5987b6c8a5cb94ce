import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canaryFrom, canonicalRoute } from '../../src/config/canary-from.ts';
import { loadGood, mistakesIn, sides } from './load.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/config/${name}.yml`, import.meta.url), 'utf8');
const rulesOf = async (canary: string) => canaryFrom((await loadGood(`${sides}canary: ${canary}\n`)).configuration);

describe('the rules of a canary', () => {
  it('have the documented defaults', async () => {
    const { metrics, ...rules } = canaryFrom({});
    expect(rules).toMatchInlineSnapshot(`
      {
        "bake": 0,
        "expectedShare": null,
        "interval": 30,
        "judge": {
          "deadline": {
            "acceptBound": 2,
            "extraLooks": 30,
          },
          "falseAlarm": 0.01,
          "falsePass": 0.05,
          "horizon": 30,
          "warmup": 2,
        },
        "lag": 15,
      }
    `);
    expect(
      metrics.map(({ name, tolerance, blocking, required }) => ({ name, ...tolerance, blocking, required })),
    ).toMatchInlineSnapshot(`
      [
        {
          "absolute": 0.005,
          "blocking": true,
          "name": "errors",
          "relative": 0.5,
          "required": true,
        },
        {
          "blocking": true,
          "name": "latency",
          "relative": 0.2,
          "required": true,
        },
        {
          "blocking": false,
          "name": "p99",
          "relative": 0.5,
          "required": false,
        },
        {
          "absolute": 0.05,
          "blocking": true,
          "name": "restarts",
          "relative": 0.5,
          "required": false,
        },
        {
          "absolute": 0.02,
          "blocking": true,
          "name": "oom-kills",
          "relative": 0.5,
          "required": false,
        },
        {
          "blocking": false,
          "name": "cpu",
          "relative": 0.2,
          "required": false,
        },
        {
          "blocking": false,
          "name": "memory",
          "relative": 0.2,
          "required": false,
        },
      ]
    `);
  });

  it('are tight for a critical service, which holds at the deadline', async () => {
    const { metrics, judge } = await rulesOf('{critical: true}');
    expect(metrics[0]).toMatchObject({ name: 'errors', tolerance: { relative: 0.2, absolute: 0.001 }, critical: true });
    expect(judge.deadline).toEqual({ extraLooks: 0, acceptBound: null });
  });

  it('go on for fifteen minutes at the deadline, however long a look is', async () => {
    expect((await rulesOf('{interval: 1m}')).judge.deadline).toEqual({ extraLooks: 15, acceptBound: 2 });
    expect((await rulesOf('{critical: true, deadline: promote}')).judge.deadline).toMatchObject({ acceptBound: 2 });
    expect((await rulesOf('{deadline: hold}')).judge.deadline).toMatchObject({ acceptBound: null });
  });

  it('judge endpoints on their own, and let a pass wait for the critical ones only', async () => {
    const { metrics } = await rulesOf(
      '{endpoints: [{route: post /orders/:id, critical: true, weight: 3}, {route: /cart}]}',
    );
    const own = metrics.filter(({ route }) => route !== null);
    expect(
      own.map(({ name, route, required, weight, tolerance }) => [name, route, required, weight, tolerance]),
    ).toEqual([
      ['errors', 'POST /orders/{}', true, 3, { relative: 0.2, absolute: 0.001 }],
      ['latency', 'POST /orders/{}', true, 3, { relative: 0.2 }],
      ['errors', '/cart', false, 1, { relative: 0.5, absolute: 0.005 }],
      ['latency', '/cart', false, 1, { relative: 0.2 }],
    ]);
  });

  it('can be softened: what only warns is not waited for', async () => {
    const { metrics } = await rulesOf('{checks: {latency: {severity: warn}, cpu: {severity: block, tolerance: 30%}}}');
    const named = (name: string) => metrics.find((metric) => metric.name === name);
    expect(named('latency')).toMatchObject({ blocking: false, required: false });
    expect(named('cpu')).toMatchObject({
      blocking: true,
      required: false,
      optional: false,
      tolerance: { relative: 0.3 },
    });
  });

  it('read every key of the example', async () => {
    const [section = ''] = /^canary:\n(?: .*\n)+/m.exec(fixture('everything')) ?? [];
    const { configuration, secrets } = await loadGood(`${sides}${section}`);
    const rules = canaryFrom(configuration);
    expect(rules).toMatchObject({ interval: 30, lag: 20, bake: 1800, expectedShare: [0.05, 0.25, 0.5] });
    expect(rules.judge).toMatchObject({ horizon: 40, warmup: 4, falseAlarm: 0.01, falsePass: 0.05 });
    expect(rules.metrics.slice(-3).map(({ name, kind, blocking }) => [name, kind, blocking])).toEqual([
      ['declined-payments', 'counts', true],
      ['query-time', 'histogram', false],
      ['queue-depth', 'gauge', false],
    ]);
    // No setting of a canary is taken for a secret, and struck out of every report.
    expect(secrets).toEqual([]);
  });

  it.each([
    ['post /orders/:id', 'POST /orders/{}'],
    ['/cart', '/cart'],
    ['GET  /a/<int:b>', 'GET /a/{}'],
  ])('read the route %s as %s', (written, route) => {
    expect(canonicalRoute(written)).toBe(route);
  });
});

describe('mistakes in the section canary', () => {
  const own = (keys: string) => `{custom: [{name: mine, ${keys}}]}`;
  it.each([
    { name: 'a misspelt key', canary: '{intervall: 30s}', path: 'canary.intervall', wanted: 'interval' },
    {
      name: 'a server without address',
      canary: '{metrics: {selector: a=b}}',
      path: 'canary.metrics.url',
      wanted: 'base address',
    },
    {
      name: 'a baseline without address',
      canary: '{baseline: {metrics: {timeout: 5s}}}',
      path: 'canary.baseline.metrics.url',
      wanted: 'base address',
    },
    {
      name: 'an unknown convention',
      canary: '{metrics: {url: "http://p", convention: istioo}}',
      path: 'canary.metrics.convention',
      wanted: 'istio',
    },
    {
      name: 'a query without selector',
      canary: own('value: avg(depth)'),
      path: 'canary.custom[0].value',
      wanted: '$selector',
    },
    {
      name: 'a window of its own',
      canary: own('bad: "sum(rate(x{$selector}[5m]))", total: "sum(increase(y{$selector}[$window]))"'),
      path: 'canary.custom[0].bad',
      wanted: '[$window]',
    },
    {
      name: 'an expression without a window',
      canary: own('bad: "sum(x{$selector})", total: "y{$selector}"'),
      path: 'canary.custom[0].bad',
      wanted: 'a counter',
    },
    {
      name: 'one counter raw, the other not',
      canary: own('bad: "x{$selector}", total: "sum(increase(y{$selector}[$window]))"'),
      path: 'canary.custom[0].bad',
      wanted: 'in both',
    },
    {
      name: 'the name of a check',
      canary: '{custom: [{name: errors, value: "x{$selector}"}]}',
      path: 'canary.custom[0].name',
      wanted: 'another name',
    },
    {
      name: 'one name twice',
      canary: '{custom: [{name: a, value: "x{$selector}"}, {name: a, value: "y{$selector}"}]}',
      path: 'canary.custom[1].name',
      wanted: 'another name',
    },
    {
      name: 'two kinds at once',
      canary: own('value: "x{$selector}", histogram: y'),
      path: 'canary.custom[0]',
      wanted: '',
    },
    { name: 'all of the traffic', canary: '{share: 100%}', path: 'canary.share', wanted: '' },
    { name: 'a ramp with a step of nothing', canary: '{share: [0%, 5%]}', path: 'canary.share', wanted: '' },
    { name: 'a look that is too short', canary: '{interval: 0.2s}', path: 'canary.interval', wanted: 'at least 1s' },
    { name: 'a budget of everything', canary: '{falseAlarm: 80%}', path: 'canary.falseAlarm', wanted: 'at most 50%' },
    {
      name: 'more than every request',
      canary: '{checks: {errors: {absolute: 120%}}}',
      path: 'canary.checks.errors.absolute',
      wanted: 'at most 1',
    },
    { name: 'a share of nothing sensible', canary: '{share: most}', path: 'canary.share', wanted: '' },
  ])('name $name', async ({ canary, path, wanted }) => {
    const mistakes = await mistakesIn(`${sides}canary: ${canary}\n`, { conventions: ['istio'] });
    const found = mistakes.find((mistake) => mistake.path.startsWith(path));
    expect(found, JSON.stringify(mistakes.map((one) => [one.path, one.message]))).toBeDefined();
    expect(`${found?.wanted} ${found?.suggestion}`).toContain(wanted);
  });
});
