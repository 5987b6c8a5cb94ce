import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseEgress } from '../../bot/egress/egress-rule.ts';
import { Grants } from '../../bot/operator/operator-file.ts';
import { runValidation } from '../../bot/schedule/run-validation.ts';
import { whyNotHere } from '../../bot/schedule/why-not-here.ts';
import { Configuration } from '../../src/config/schema.ts';
import { root } from '../architecture/source-files.ts';
import { cliBundle } from '../process/run-cli.ts';

const configured = (url: string, more: object = {}) =>
  Configuration.parse({ version: 1, production: { metrics: { url } }, ...more });
const rules = (...hosts: string[]) => hosts.flatMap((host) => parseEgress(host) ?? []);

it('a configuration that asks for what the operator allows is taken', () => {
  expect(whyNotHere(configured('https://metrics.internal/x'), rules('metrics.internal:443'))).toEqual([]);
});

it.each([
  'http://169.254.169.254/latest',
  'http://[fe80::1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://2852039166/',
  'http://0.0.0.0/',
])('a configuration never leads to %s, though the operator may have named it', (url) => {
  const host = new URL(url).hostname;
  expect(whyNotHere(configured(url), rules(host))).toEqual([
    expect.stringContaining('a link-local or reserved address'),
  ]);
});

it.each([
  { more: { load: { script: 'load.js' } }, words: 'load: a script is not run' },
  { more: { staging: { metrics: { source: 'recorded', file: '/proc/self/environ' } } }, words: 'files are not read' },
  { more: { data: { production: { url: 'postgresql://u@db.internal/x' } } }, words: 'db.internal:5432 is not on' },
  { more: { slackWebhookUrl: 'https://hooks.evil.example/x' }, words: 'hooks.evil.example:443 is not on' },
  {
    more: { services: { shop: { paths: ['shop'], staging: { metrics: { url: 'http://other.internal' } } } } },
    words: 'services.shop.staging.metrics.url: other.internal:80 is not on',
  },
])('a configuration is refused that asks for more: $words', ({ more, words }) => {
  expect(whyNotHere(configured('http://metrics.internal', more), rules('metrics.internal')).join('\n')).toContain(
    words,
  );
});

it('a validation’s process reads no file outside of its folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-confined-'));
  const outside = mkdtempSync(join(tmpdir(), 'tollgate-outside-'));
  onTestFinished(() => {
    for (const one of [folder, outside]) rmSync(one, { recursive: true });
  });
  writeFileSync(join(outside, 'profile.json'), '{"planted": "what others must not read"}');
  const metrics = `{source: recorded, file: ${join(outside, 'profile.json')}}`;
  mkdirSync(join(folder, '.github'));
  writeFileSync(
    join(folder, '.github/tollgate.yml'),
    `version: 1\nproduction: {metrics: ${metrics}}\nstaging: {metrics: {url: "http://127.0.0.1:9", retries: 0}}\n`,
  );
  const outcome = await runValidation({
    programs: { cli: cliBundle, guard: join(root, 'bot/egress-guard.ts') },
    grants: Grants.parse({}),
    folder,
    service: null,
    sha: 'a'.repeat(40),
  });
  const text = JSON.stringify(outcome);
  expect(text).toMatch(/ERR_ACCESS_DENIED|restricted|permission/i);
  expect(text).not.toContain('planted');
});

it('half a secret of a validation that said much is told to nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-words-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const cli = join(folder, 'cli.mjs');
  writeFileSync(cli, "process.stderr.write(`${process.env.TOKEN}${'x'.repeat(1990)}`);");
  const outcome = await runValidation({
    programs: { cli, guard: join(root, 'bot/egress-guard.ts') },
    grants: Grants.parse({ variables: { TOKEN: 'planted-secret-of-the-operator' } }),
    folder,
    service: null,
    sha: 'a'.repeat(40),
  });
  expect(outcome).toMatchObject({ lack: expect.stringMatching(/x{1900}$/) });
  expect(JSON.stringify(outcome)).not.toContain('operator');
});
