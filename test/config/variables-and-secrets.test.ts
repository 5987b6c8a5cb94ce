import { describe, expect, it } from 'vitest';
import { loadGood, mistakesIn, sides } from './load.ts';

describe('variables', () => {
  const withBearer = (bearer: string) => sides.replace('selector: env=production', `auth: {bearer: "${bearer}"}`);

  it('come from the given environment only, and are returned as secrets', async () => {
    const { configuration, secrets } = await loadGood(withBearer('${TOKEN}'), { environment: { TOKEN: 's3cr3t' } });
    expect(configuration.production?.metrics?.auth).toEqual({ bearer: 's3cr3t' });
    expect(secrets).toEqual(['s3cr3t']);
  });
  it('are left alone behind $$, and PromQL keeps its $selector', async () => {
    const text = `${sides}custom: [{name: q, query: "x{$selector} $$\{A} $$", unit: "$1"}]`;
    const { configuration } = await loadGood(text);
    expect(configuration.custom?.[0]).toMatchObject({ query: 'x{$selector} ${A} $', unit: '$1' });
  });
  it.each([
    { name: 'unset', text: '${TOKEN}', environment: {}, message: 'the variable TOKEN is not set' },
    { name: 'empty', text: '${TOKEN}', environment: { TOKEN: '' }, message: 'the variable TOKEN is empty' },
    {
      name: 'inherited from Object',
      text: '${constructor}',
      environment: {},
      message: 'the variable constructor is not set',
    },
    { name: 'badly named', text: '${MY TOKEN}', environment: {}, message: '"${MY TOKEN}" names no variable' },
    {
      name: 'with a default as in a shell',
      text: '${TOKEN:-x}',
      environment: {},
      message: '"${TOKEN:-x}" names no variable',
    },
    { name: 'unclosed', text: 'a${TOKEN', environment: { TOKEN: 'x' }, message: '"${TOKEN" names no variable' },
  ])('that are $name are one mistake at their place', async ({ text, environment, message }) => {
    const mistakes = await mistakesIn(withBearer(text), { environment });
    expect(mistakes).toMatchObject([{ line: 2, path: 'production.metrics.auth.bearer', message }]);
  });
  it('never show their value in a mistake', async () => {
    const text = sides.replace(
      'url: https://prom.example.com, selector: env=production',
      'url: "${ADDRESS}", selector: "${SELECTOR}"',
    );
    const mistakes = await mistakesIn(text, { environment: { ADDRESS: 'gopher://planted', SELECTOR: 'planted{}' } });
    expect(mistakes.map(({ given }) => given)).toEqual(['"${ADDRESS}"', '"${SELECTOR}"']);
    expect(JSON.stringify(mistakes)).not.toContain('planted');
  });
  it('that are no secrets by their place are not redacted from every report', async () => {
    const text = sides.replace('env=production', '"env=${ENVIRONMENT}"');
    expect((await loadGood(text, { environment: { ENVIRONMENT: 'production' } })).secrets).toEqual([]);
  });
});

describe('secrets in the file itself', () => {
  it('are returned for redaction', async () => {
    const text = `version: 1
production: {metrics: {url: "https://ann:pass%21word@prom.example.com/?key=querykey", headers: {X-Api-Key: headerkey}}}
staging: {metrics: {url: "https://b.example.com", auth: {user: bob, password: hunter22}}}
slackWebhookUrl: https://hooks.example.com/services/webhookpath`;
    const { secrets } = await loadGood(text);
    expect([...secrets].sort()).toEqual([
      'headerkey',
      'https://hooks.example.com/services/webhookpath',
      'hunter22',
      'pass!word',
      'pass%21word',
      'querykey',
    ]);
  });
  it('appear in no mistake, wherever it is', async () => {
    const text = `version: 1
production:
  metrics: {url: "https://ann:planted1@prom.example.com", auth: {berer: planted2}, paralel: 3}
  auth: {password: planted3}
pasword: planted4
slackWebhookUrl: [planted5]
headers: {Authorization: Bearer planted6}
extends: {token: planted7}`;
    const mistakes = await mistakesIn(text);
    expect(mistakes.length).toBeGreaterThan(5);
    expect(JSON.stringify(mistakes)).not.toMatch(/planted[1-46-7]/);
  });
  it.each([
    'auth:\n\tbearer: planted',
    'url: "https://ann:planted@prom.example.com" ]',
    'url: "https://prom.example.com/?key=planted" ]',
  ])('appear in no mistake of the syntax: %j', async (text) => {
    const mistakes = await mistakesIn(`version: 1\n${text}\nb: [`);
    expect(mistakes.map(({ excerpt }) => excerpt?.text).join()).toMatch(/bearer|prom\.example/);
    expect(JSON.stringify(mistakes)).not.toContain('planted');
  });
});
