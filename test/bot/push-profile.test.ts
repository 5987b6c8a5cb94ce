import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { record } from '../fixtures/comparison.ts';
import { closedAddress } from '../process/closed-address.ts';
import { runCli } from '../process/run-cli.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

/** A folder in which production can be collected, from a recording. */
function workplace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-push-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, '.github'));
  writeFileSync(
    join(folder, 'recorded.json'),
    JSON.stringify({ ...record('production', 1), collectedAt: new Date().toISOString() }),
  );
  writeFileSync(
    join(folder, '.github/tollgate.yml'),
    'version: 1\nservice: shop\nproduction: {metrics: {source: recorded, file: recorded.json}}\n',
  );
  return folder;
}

describeOnEmbeddedStore('collect --push', (fresh) => {
  it('signs a profile with the environment’s key and sends it to the bot', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = String(publicKey.export({ type: 'spki', format: 'pem' }));
    const github = await useAppGitHub({ ...emptyState(), installations: { 5: ['octo/shop'] } });
    const grants = { 'octo/shop': { profiles: { production: { key } } } };
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url, grants });
    await bot.tick();
    const cwd = workplace();
    writeFileSync(join(cwd, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const push = ['collect', 'production', '--push', bot.url, '--sign-key', 'key.pem', '--repository'];
    const sent = await runCli([...push, 'octo/shop'], { cwd });
    expect(sent).toMatchObject({ code: 0, stdout: '' });
    expect(sent.stderr).toMatch(/Profile [0-9a-f-]{36} sent to 127\.0\.0\.1:\d+/);
    const refused = await runCli([...push, 'octo/other'], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('answered 401: wanted a token that vouches for the profile');
    expect(bot.log()).toContain('nobody vouches for a profile');
  });
});

it.each([
  { name: 'no key', more: [], words: 'nothing vouches for the profile: give --sign-key FILE', code: 2 },
  {
    name: 'no such key',
    more: ['--sign-key', 'none.pem', '--repository', 'o/r'],
    words: 'none.pem cannot be read',
    code: 2,
  },
  { name: 'another kind of key', more: ['--sign-key', 'rsa.pem', '--repository', 'o/r'], words: 'no Ed25519', code: 2 },
  { name: 'no repository', more: ['--sign-key', 'key.pem'], words: '--repository is ""; wanted owner/name', code: 2 },
  {
    name: 'no bot there',
    more: ['--sign-key', 'key.pem', '--repository', 'o/r'],
    words: 'could not be reached',
    code: 4,
  },
])('collect --push says what is wrong: $name', async ({ more, words, code }) => {
  const cwd = workplace();
  const write = (file: string, key: { export: (format: { type: 'pkcs8'; format: 'pem' }) => string | Buffer }) =>
    writeFileSync(join(cwd, file), key.export({ type: 'pkcs8', format: 'pem' }));
  write('key.pem', generateKeyPairSync('ed25519').privateKey);
  write('rsa.pem', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
  const ran = await runCli(['collect', 'production', '--push', await closedAddress(), ...more], { cwd });
  expect(ran.stderr).toContain(words);
  expect(ran.code).toBe(code);
});
