import { describe, expect, it } from 'vitest';
import { fixture, load, loadGood, mistakesIn, sides } from './load.ts';

describe('a good configuration', () => {
  it('is parsed, with defaults and with words turned into numbers', async () => {
    const { configuration } = await loadGood(`${sides}tolerance: 20%\ntimerange: 2h\nchecks: {p95: {absolute: 25}}`);
    expect(configuration).toMatchObject({ tolerance: 0.2, timerange: 7200, checks: { p95: { absolute: 25 } } });
    expect(configuration.production?.metrics).toMatchObject({
      source: 'prometheus',
      selector: { env: 'production' },
      timeout: 30,
    });
  });
  it.each(['minimal', 'services', 'everything'])('reads the example %s', async (name) => {
    const environment = {
      PROMETHEUS_URL: 'https://prom.example.com',
      PROMETHEUS_TOKEN: 't0ken',
      STAGING_PASSWORD: 'pa55word',
      PRODUCTION_DATABASE_URL: 'postgresql://tollgate:pr0dpass@db.example.com/shop',
      TOLLGATE_PROFILE_KEY: 'a key for the hashes',
      SLACK_WEBHOOK_URL: 'https://hooks.example.com/x',
    };
    const files = { 'tollgate.yml': fixture(name), 'base.yml': 'minimumLoad: 10m' };
    expect((await load(files, { environment, conventions: ['opentelemetry'] })).ok).toBe(true);
  });
  it('accepts a byte order mark, CRLF, anchors and aliases', async () => {
    const text = `\uFEFFversion: 1\r\nproduction: &side\r\n  metrics: {url: "https://a.example.com"}\r\nstaging:\r\n  metrics: {url: "https://b.example.com"}\r\nprevious: {}\r\nroutes: &r {ignore: [x]}\r\nservices:\r\n  a: {paths: [a], routes: *r}\r\n`;
    const { configuration } = await loadGood(text);
    expect(configuration.services?.['a']?.routes).toEqual({ ignore: ['x'] });
  });
});

describe('mistakes', () => {
  const at = (mistakes: Awaited<ReturnType<typeof mistakesIn>>) =>
    mistakes.map(({ line, column, path, given, suggestion }) => ({ line, column, path, given, suggestion }));

  it('are all reported at once, each with its line, column, value and the nearest valid word', async () => {
    const text = `version: 1
productoin: {}
production:
  metrics:
    urll: http://prom:9090
    url: ftp://prom
    source: prometeus
    auth: {bearer: x, usr: y}
    labels: {route: 1x}
  window: [1h]
checks: {p96: {}, p95: {tolerance: lots}}
tolerance: 2000%
waivers: [{finding: latency/p95 total, reason: x, owner: y, expires: 2026-02-30}]
`;
    expect(at(await mistakesIn(text))).toEqual([
      { line: 2, column: 1, path: 'productoin', given: 'a map', suggestion: 'production' },
      { line: 5, column: 5, path: 'production.metrics.urll', given: '"http://prom:9090"', suggestion: 'url' },
      { line: 6, column: 10, path: 'production.metrics.url', given: '"ftp://prom"', suggestion: null },
      { line: 7, column: 13, path: 'production.metrics.source', given: '"prometeus"', suggestion: 'prometheus' },
      { line: 8, column: 23, path: 'production.metrics.auth.usr', given: '***', suggestion: 'user' },
      { line: 9, column: 21, path: 'production.metrics.labels.route', given: '"1x"', suggestion: null },
      { line: 10, column: 3, path: 'production.window', given: 'a list', suggestion: null },
      { line: 11, column: 10, path: 'checks.p96', given: 'a map', suggestion: 'p95' },
      { line: 11, column: 36, path: 'checks.p95.tolerance', given: '"lots"', suggestion: null },
      { line: 12, column: 12, path: 'tolerance', given: '"2000%"', suggestion: null },
      { line: 13, column: 70, path: 'waivers[0].expires', given: '"2026-02-30"', suggestion: null },
    ]);
  });

  const cases: { name: string; text: string; line: number; message: string | RegExp; suggestion?: string }[] = [
    {
      name: 'a key that belongs further in',
      text: `${sides}url: x`,
      line: 4,
      message: /unknown key "url"/,
      suggestion: 'production.metrics.url',
    },
    {
      name: 'a key in another spelling',
      text: `${sides}slack-webhook-url: x`,
      line: 4,
      message: /unknown key/,
      suggestion: 'slackWebhookUrl',
    },
    { name: 'a key without a value', text: `${sides}custom:`, line: 4, message: 'wanted a list, not nothing' },
    {
      name: 'a number where text is wanted',
      text: `${sides}baseline: 5`,
      line: 4,
      message: 'wanted text: put it in quotes, "5", not 5',
    },
    { name: 'a missing version', text: 'service: shop', line: 1, message: 'missing: wanted 1' },
    { name: 'another version', text: 'version: 2', line: 1, message: 'wanted 1, not 2' },
    {
      name: 'half a credential',
      text: 'version: 1\nproduction: {metrics: {url: "http://x", auth: {user: a}}}',
      line: 2,
      message: 'missing: wanted text',
    },
    {
      name: 'an address missing',
      text: 'version: 1\nproduction:\n  metrics: {selector: a=b}',
      line: 3,
      message: 'missing: wanted the base address of the server',
    },
    {
      name: 'a file missing',
      text: 'version: 1\nstaging:\n  metrics:\n    source: recorded',
      line: 3,
      message: 'missing: wanted the file that the source recorded reads',
    },
    {
      name: 'raw PromQL as selector',
      text: 'version: 1\nstaging:\n  metrics: {url: "http://x", selector: \'a=~"b.*"\'}',
      line: 3,
      message: /raw PromQL is not accepted/,
    },
    {
      name: 'an unknown check',
      text: `${sides}required: [latency/p59]`,
      line: 4,
      message: 'wanted dimension/check, not "latency/p59"',
      suggestion: 'latency/p50',
    },
    {
      name: 'no required check',
      text: `${sides}required: []`,
      line: 4,
      message: /^wanted at least one check of latency, errors or traffic.*: without one nothing can pass$/,
    },
    {
      name: 'required checks of resources only',
      text: `${sides}required: [resources/cpu]`,
      line: 4,
      message: /^wanted at least one check of latency, errors or traffic/,
    },
    ...['p95', 'evidence', 'p95-measured'].map((taken) => ({
      name: `a check of one’s own that is called ${taken}`,
      text: `${sides}custom: [{name: ${taken}, query: up}]`,
      line: 4,
      message: `wanted a name that is neither a built-in check nor “evidence” and does not end in “-measured”, not "${taken}"`,
    })),
    {
      name: 'two checks of one’s own with one name',
      text: `${sides}custom:\n  - {name: queue, query: up}\n  - {name: queue, query: down}`,
      line: 6,
      message: 'the name "queue" stands twice; first in line 5',
    },
    {
      name: 'a share that is no number',
      text: `${sides}tolerance: .inf`,
      line: 4,
      message: 'wanted a share such as 0.2 or 20%, not Infinity',
    },
    {
      name: 'a duration that is no word',
      text: `${sides}timerange: true`,
      line: 4,
      message: 'wanted a duration such as 30s, 20m, 1h or 7d, not true',
    },
    {
      name: 'a label twice in a selector',
      text: sides.replace('selector: env=staging', 'selector: "a=b,a=c"'),
      line: 3,
      message: /^wanted every label once, not "a=b,a=c"$/,
    },
    {
      name: 'a check without its dimension',
      text: `${sides}expected: [{check: disk, reason: none here}]`,
      line: 4,
      message: /"disk"/,
      suggestion: 'resources/disk',
    },
    {
      name: 'a waiver of a whole check',
      text: `${sides}waivers: [{finding: latency/p95, reason: x, owner: y, expires: 2026-12-01}]`,
      line: 4,
      message: /wanted a fingerprint/,
      suggestion: 'latency/p95 total',
    },
    {
      name: 'a waiver for more than 90 days',
      text: `${sides}waivers: [{finding: 0123456789ab, reason: x, owner: y, expires: 2027-02-23}]`,
      line: 4,
      message: 'wanted a date at most 90 days ahead (2027-02-22 or earlier), not "2027-02-23"',
    },
    {
      name: 'timerange beside a fixed window',
      text: `${sides}timerange: 1h\nproduction2: {}`
        .replace('env=production}}', 'env=production}, window: 2026-11-20T08:00:00Z/2026-11-20T09:00:00Z}')
        .replace('\nproduction2: {}', ''),
      line: 4,
      message: 'timerange does not apply beside the fixed window of production',
    },
    {
      name: 'a window that ends before it begins',
      text: 'version: 1\nproduction: {window: 2026-11-20T09:00:00Z/2026-11-20T08:00:00Z}',
      line: 2,
      message: /the earlier first/,
    },
    {
      name: 'the same environment twice',
      text: sides.replace('env=staging', 'env=production'),
      line: 3,
      message: /cannot be compared with itself/,
    },
    {
      name: 'the same server without selectors',
      text: sides.replaceAll(/, selector: env=\w+/g, ''),
      line: 3,
      message: /cannot be compared with itself/,
    },
    {
      name: 'the same file twice',
      text: 'version: 1\nproduction: {metrics: {source: recorded, file: a.json}}\nstaging: {metrics: {source: recorded, file: ./a.json}}',
      line: 3,
      message: /cannot be compared with itself/,
    },
    {
      name: 'an unknown convention',
      text: sides.replace('selector: env=production', 'convention: istioo, selector: a=b'),
      line: 2,
      message: /wanted one of istio, opentelemetry/,
      suggestion: 'istio',
    },
  ];
  it.each(cases)('$name', async ({ text, line, message, suggestion }) => {
    const mistakes = await mistakesIn(text, { conventions: ['istio', 'opentelemetry'] });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ file: 'tollgate.yml', line, suggestion: suggestion ?? null });
    expect(mistakes[0]?.message).toMatch(message);
  });

  it('have the reason same-environment where both sides are one', async () => {
    const [mistake] = await mistakesIn(sides.replace('env=staging', 'env=production'));
    expect(mistake?.reason).toBe('same-environment');
  });
  it('do not include two tenants of one server', async () => {
    const text = sides
      .replace('selector: env=production', 'headers: {X-Scope-OrgID: a}')
      .replace('selector: env=staging', 'headers: {X-Scope-OrgID: b}');
    expect((await load(text)).ok).toBe(true);
  });
  it('do not include a waiver that ends on the ninetieth day', async () => {
    const waiver = '{finding: latency/p95 total, reason: x, owner: y, expires: 2027-02-22}';
    expect((await load(`${sides}waivers: [${waiver}]`)).ok).toBe(true);
  });
  it('do not include one server without selectors where the caller looks for a label that separates', async () => {
    const text = sides.replaceAll(/, selector: env=\w+/g, '');
    expect((await load(text, { separatesLater: true })).ok).toBe(true);
  });
});

describe('the hash', () => {
  const hashOf = async (text: string, environment = {}) => (await loadGood(text, { environment })).hash;
  it('does not depend on order, layout, comments or the values of variables', async () => {
    const one = await hashOf(`${sides}tolerance: 0.2\nservice: shop\nbaseline: "\${FILE}"`, { FILE: 'one' });
    const other = await hashOf(`# same\nservice: "shop"\nbaseline: "\${FILE}"\n${sides}\ntolerance:   0.2`, {
      FILE: 'other',
    });
    expect(one).toMatch(/^[0-9a-f]{16}$/);
    expect(other).toBe(one);
  });
  it('does not depend on secrets, and does depend on settings', async () => {
    const auth = (bearer: string) => sides.replace('selector: env=production', `auth: {bearer: ${bearer}}`);
    expect(await hashOf(auth('one11'))).toBe(await hashOf(auth('two22')));
    expect(await hashOf(`${sides}tolerance: 0.2`)).not.toBe(await hashOf(`${sides}tolerance: 0.3`));
  });
});
