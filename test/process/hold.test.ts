import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { runCli } from './run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'tollgate-hold-'));
beforeAll(() => {
  mkdirSync(join(cwd, '.github'));
  const text = 'version: 1\nslackWebhookUrl: ${UNSET}\nenvironments:\n  staging: {}\n  production: {}\n';
  writeFileSync(join(cwd, '.github/tollgate.yml'), text);
});
afterAll(() => rmSync(cwd, { recursive: true }));

async function useGitHub() {
  const github = await useAppGitHub();
  Object.assign(github.state.roles, { dana: 'maintain', eve: 'write' });
  const env = {
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_TOKEN: 'ghp_laptop',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'dana',
  };
  return {
    github,
    run: (args: string[], more: Record<string, string> = {}) => runCli(args, { cwd, env: { ...env, ...more } }),
  };
}

it('locks and unlocks as the bot does, against everybody else', async () => {
  const { run } = await useGitHub();
  const locked = await run(['lock', 'staging', 'load test', '--for', '2h']);
  expect(locked).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\[ok\] staging is locked\n {2}locked by dana until .* UTC: load test\n$/),
  });
  expect(await run(['lock', 'staging', 'mine'], { GITHUB_ACTOR: 'eve' })).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('[no] staging is held by somebody else'),
  });
  expect((await run(['lock', 'info', 'staging'])).stdout).toContain('locked by dana');
  expect(await run(['unlock', 'staging', '--json', '-'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('"done": true'),
  });
  expect((await run(['freeze', 'production', 'until', '2099-01-01', 'because', 'x'])).code).toBe(2);
});

it('says what is wrong, with exit code 2, and asks GitHub for nothing', async () => {
  const { run, github } = await useGitHub();
  const table: [string[], string][] = [
    [['lock', 'stagng', 'x'], 'did you mean "staging"?'],
    [['lock', 'staging'], 'a reason is missing'],
    [['lock', 'staging', 'x', '--for', 'soon'], 'wanted a duration'],
    [['unlock'], 'an environment is missing; wanted one of "staging", "production"'],
    [['freeze', 'production', 'until', 'tomorrow', 'because', 'x'], 'wanted a day'],
  ];
  for (const [args, words] of table) {
    expect(await run(args), args.join(' ')).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  }
  expect(await run(['unlock', 'staging'], { GITHUB_TOKEN: '' })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('set GITHUB_TOKEN'),
  });
  expect(github.requests).toEqual([]);
});

it('asks for the right of the bot’s users where it goes against somebody', async () => {
  const { run, github } = await useGitHub();
  const [eve, dana] = [{ GITHUB_ACTOR: 'eve' }, {}];
  const until = ['until', new Date(Date.now() + 86_400_000).toISOString(), 'because', 'x'];
  await run(['lock', 'staging', 'load test']);
  const table: [string[], object, number, string][] = [
    [['unlock', 'staging', '--force'], eve, 1, '[no] eve may not do this\n  Your role here is write'],
    [['freeze', 'staging', ...until], eve, 1, 'It takes one of the roles maintain, admin, or to be on call'],
    [['unfreeze', 'staging'], { GITHUB_ACTOR: 'mallory' }, 1, 'Your role here is none'],
    [['freeze', 'staging', ...until], dana, 0, '[ok] staging is frozen'],
    [['unlock', 'staging', '--force'], dana, 0, '[ok] staging is unlocked'],
  ];
  for (const [args, who, code, words] of table) {
    expect(await run(args, { ...who }), args.join(' ')).toMatchObject({ code, stdout: expect.stringContaining(words) });
  }
  expect([...github.state.git.refs.keys()]).toEqual(['refs/tollgate/lock/staging', 'refs/tollgate/freeze/staging']);
});

it('is exit code 4 where GitHub does not answer', async () => {
  const { run, github } = await useGitHub();
  github.disturb = () => ({ status: 403, body: { message: 'Resource not accessible' } });
  expect(await run(['unlock', 'staging'])).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('GitHub answered 403'),
  });
});
