import { ProbotOctokit } from 'probot';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../bot/configuration/read-configuration.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { useAppGitHub } from './use-app-github.ts';

const head = '1'.repeat(40);
const file = '.github/tollgate.yml';
const sides = `version: 1
production: {metrics: {url: "\${PROMETHEUS_URL}", auth: {bearer: "\${PRIVATE_KEY}"}, selector: env=production}}
staging: {metrics: {url: "\${PROMETHEUS_URL}", selector: env=staging}}
`;
const now = new Date('2026-11-24T12:00:00Z');

async function reading(files: Record<string, string>, other: Record<string, string> = {}) {
  const github = await useAppGitHub({ ...emptyState(), contents: { [head]: files, ['2'.repeat(40)]: other } });
  const Octokit = ProbotOctokit.defaults((options: object) => ({ ...options, throttle: { enabled: false } }));
  const octokit = new Octokit({
    baseUrl: github.url,
    auth: { token: 'ghs_installation' },
    retry: { enabled: false },
  });
  return { github, read: () => readConfiguration(octokit, { owner: 'octo', repo: 'shop', now }) };
}

describe('the configuration that the bot obeys', () => {
  it('is that of the default branch’s newest commit', async () => {
    const { read } = await reading(
      { [file]: `${sides}people: {U0123456789: octocat}` },
      { [file]: `${sides}people: {U0123456789: mallory}` },
    );
    expect(await read()).toMatchObject({
      sha: head,
      loaded: { ok: true, configuration: { people: { U0123456789: 'octocat' } } },
    });
  });

  it('holds nothing of the bot’s own environment', async () => {
    process.env['PRIVATE_KEY'] = 'the key of the App';
    const { read } = await reading({ [file]: sides });
    const text = JSON.stringify(await read());
    delete process.env['PRIVATE_KEY'];
    expect(text).toContain('https://private_key.invalid');
    expect(text).not.toContain('the key of the App');
  });

  it('may be missing, or wrong', async () => {
    const missing = await reading({});
    expect(await missing.read()).toEqual({ sha: head, loaded: null });
    const wrong = await reading({ [file]: 'version: 2' });
    expect(await wrong.read()).toMatchObject({ loaded: { ok: false } });
  });

  it('is not taken for wrong while GitHub does not answer', async () => {
    const { github, read } = await reading({ [file]: sides });
    github.disturb = (operation) =>
      operation === 'repos/get-content' ? { status: 500, body: { message: 'down' } } : null;
    await expect(read()).rejects.toMatchObject({ status: 500 });
  });
});
