import { describe, expect, it } from 'vitest';
import { startWebhook } from '../notify/start-webhook.ts';
import { closedAddress } from './closed-address.ts';
import { leakyWorlds } from './leaky-worlds.ts';
import {
  configurationFile,
  leaksIn,
  leaksInFiles,
  planted,
  secretAddress,
  secretConfiguration,
  secretEnvironment,
} from './planted-secrets.ts';
import { runAction } from './run-action.ts';
import { runCli } from './run-cli.ts';
import { baseCommit, pullRequest, useGitHub } from './use-github.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(leakyWorlds);
const newWorkplace = workplaces();
const debug = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true', ACTIONS_RUNNER_DEBUG: 'true', DEBUG: '*' };
const reports = ['--json', 'r.json', '--markdown', 'r.md', '--html', 'r.html'];

/** What a step says to the runner, so that it hides a value wherever it shows; the runner prints none of these lines. */
const isMask = (line: string) => line.startsWith('::add-mask::');
const masks = (stdout: string) => stdout.split('\n').filter(isMask);
const withoutMasks = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => !isMask(line))
    .join('\n');

const commands: readonly { readonly command: string; readonly args: readonly string[] }[] = [
  { command: 'validate', args: [...reports, '--evidence', 'kept', '--write-baseline', 'baseline.json'] },
  { command: 'validate', args: ['--json', '-'] },
  { command: 'collect', args: ['production', '--out', 'production.json'] },
  { command: 'collect', args: ['staging'] },
  { command: 'doctor', args: ['--json', 'doctor.json'] },
];

/** Runs a command with every secret planted, and looks for them in all that it leaves behind. */
async function leaksOf(
  { command, args }: (typeof commands)[number],
  sides: readonly [string, string],
): Promise<string[]> {
  const workplace = newWorkplace();
  workplace.write(configurationFile, secretConfiguration(...sides));
  const env = { ...secretEnvironment(await closedAddress()), ...debug };
  const ran = await runCli([command, '--config', configurationFile, ...args], { cwd: workplace.folder, env });
  // A command that refused to start would have had nothing to leak.
  expect(ran.stdout + ran.stderr).not.toBe('');
  expect(ran.code).not.toBe(2);
  return [
    ...leaksIn(ran.stdout, `standard output of ${command}`),
    ...leaksIn(ran.stderr, `standard error of ${command}`),
    ...leaksInFiles(workplace),
  ];
}

describe('a planted secret is in no file and no stream', () => {
  const both = (world: string): [string, string] => [worlds.url(world), worlds.url(world) + '/b'];

  describe.each(commands)('of $command $args', (run) => {
    it('where all goes well', async () => {
      expect(await leaksOf(run, [worlds.url('production'), worlds.url('staging')])).toEqual([]);
    });

    it('where the servers are down', async () => {
      expect(await leaksOf(run, [await closedAddress(), await closedAddress()])).toEqual([]);
    });

    it('where the servers repeat what they were sent, and the rest goes wrong', async () => {
      const wrong = ['unauthorized', 'broken', 'refused', 'text', 'shape', 'cut', 'silent', 'redirect'];
      const leaks = await Promise.all(wrong.map((world) => leaksOf(run, both(world))));
      expect(leaks.flat()).toEqual([]);
      expect(worlds.seen('elsewhere')).toEqual([]);
    });
  });

  it('of a dry run', async () => {
    expect(
      await leaksOf({ command: 'validate', args: ['--dry-run'] }, [worlds.url('production'), worlds.url('staging')]),
    ).toEqual([]);
  });

  it('although a number of the report looks like it', async () => {
    const { folder, write } = newWorkplace();
    const address = new URL(worlds.url('production'));
    Object.assign(address, { username: 'ann', password: '2000' });
    write(
      configurationFile,
      secretConfiguration(worlds.url('production'), worlds.url('staging')).replace(
        /url: "[^"]+"/,
        `url: "${address.href}"`,
      ),
    );
    const ran = await runCli(['validate', '--config', configurationFile, '--json', '-'], {
      cwd: folder,
      env: secretEnvironment(await closedAddress()),
    });
    expect(JSON.parse(ran.stdout)).toMatchObject({ decision: 'fail' });
    expect(ran.stdout).toContain('"n": 20000');
  });

  it('although the servers were sent every one of them', () => {
    const heard = JSON.stringify(
      worlds.seen('unauthorized').map(({ headers, parameters }) => [headers, parameters.toString()]),
    );
    expect(heard).toContain(`Bearer ${planted.token}`);
    expect(heard).toContain(`Basic ${Buffer.from(`ann:${planted.password}`).toString('base64')}`);
    expect(heard).toContain(planted.header);
    expect(heard).toContain(planted.key);
  });

  it('of init, whose configuration has no credentials', async () => {
    for (const world of ['staging', 'unauthorized', 'redirect', 'text']) {
      const workplace = newWorkplace();
      const sides = [
        '--production-metrics',
        secretAddress(worlds.url('production')),
        '--staging-metrics',
        worlds.url(world),
      ];
      const ran = await runCli(['init', ...sides], { cwd: workplace.folder, env: debug });
      expect(ran.code).toBe(world === 'staging' ? 0 : 4);
      for (const text of [ran.stdout, ran.stderr]) expect(leaksIn(text, 'init')).toEqual([]);
      expect(leaksInFiles(workplace)).toEqual([]);
    }
  });
});

describe('a mistake in the configuration shows no secret', () => {
  const address = 'http://127.0.0.1:1';
  it.each([
    {
      name: 'on the line of an address',
      line: `production: { metrics: { url: "http://ann:${planted.key}@h/?key=${planted.key}", urll: x } }`,
    },
    { name: 'in an address that is none', line: `production: { metrics: { url: "ftp://ann:${planted.key}@h/" } }` },
    {
      name: 'below a misspelt auth',
      line: `staging: { metrics: { url: "${address}", auth: { berer: "${planted.token}" } } }`,
    },
    {
      name: 'of credentials of the wrong kind',
      line: `staging: { metrics: { url: "${address}", auth: "${planted.token}" } }`,
    },
    {
      name: 'beside a header',
      line: `staging: { metrics: { url: "${address}", headers: { X-Api-Key: "${planted.header}" }, timeot: 3s } }`,
    },
    { name: 'of the webhook', line: `slackWebhokUrl: "https://hooks.slack.com/services/${planted.slack}"` },
    { name: 'in YAML that cannot be parsed', line: `staging: { metrics: { auth: { bearer: "${planted.token}" } }` },
    {
      name: 'of a variable',
      line: `staging: { metrics: { url: "${address}", auth: { bearer: "\${TOKEN}" }, timeout: "\${TOKEN}" } }`,
    },
  ])('$name', async ({ line }) => {
    const { folder, write } = newWorkplace();
    write(configurationFile, `version: 1\n${line}\n`);
    const ran = await runCli(['validate', '--config', configurationFile], {
      cwd: folder,
      env: { ...secretEnvironment(address), ...debug },
    });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(configurationFile);
    expect(leaksIn(ran.stderr + ran.stdout, 'the mistakes')).toEqual([]);
  });

  it.each([
    { name: 'an address', args: ['--production-metrics', `ftp://ann:${planted.key}@h/`] },
    { name: 'a webhook', args: ['--slack-webhook-url', `hooks.slack.com/services/${planted.slack}`] },
  ])('$name given as an option', async ({ args }) => {
    const ran = await runCli(['validate', ...args, '--staging-metrics', address], { cwd: newWorkplace().folder });
    expect(ran.code).toBe(2);
    expect(leaksIn(ran.stderr + ran.stdout, 'the mistakes')).toEqual([]);
  });

  it('a token that HTTP cannot carry', async () => {
    const { folder, write } = newWorkplace();
    write(configurationFile, secretConfiguration(address, address));
    const env = { ...secretEnvironment(address), TOKEN: `${planted.token}\nsecond-line` };
    const ran = await runCli(['validate', '--config', configurationFile], { cwd: folder, env });
    expect(ran.code).not.toBe(0);
    expect(leaksIn(ran.stderr + ran.stdout, 'the error')).toEqual([]);
  });
});

describe('a planted secret of a step stands only in the lines that mask it', () => {
  it.each(['staging', 'unauthorized', 'redirect', 'text', 'silent'])('%s', async (world) => {
    await using slack = await startWebhook((response) => response.end('ok'));
    const github = await useGitHub({
      files: {
        [baseCommit]: { '.github/tollgate.yml': secretConfiguration(worlds.url('production'), worlds.url(world)) },
      },
    });
    const workplace = newWorkplace();
    const env = { ...debug, ...secretEnvironment(new URL(slack.address).origin) };
    const ran = await runAction(workplace, {
      inputs: { comment: 'true', markdown: 'r.md' },
      github,
      event: pullRequest,
      env,
    });
    expect(ran.code).toBe(1);
    expect(masks(ran.stdout)).toContain(`::add-mask::${planted.token}`);
    expect(leaksIn(withoutMasks(ran.stdout), 'standard output')).toEqual([]);
    expect(leaksIn(ran.stderr, 'standard error')).toEqual([]);
    expect(leaksInFiles(workplace)).toEqual([]);
    expect(github.comments).toHaveLength(1);
    expect(leaksIn(github.comments[0]?.body ?? '', 'the comment')).toEqual([]);
    expect(slack.received).toHaveLength(1);
    expect(leaksIn(JSON.stringify(slack.received[0]?.body), 'the Slack message')).toEqual([]);
  });

  it('of doctor as a step', async () => {
    const workplace = newWorkplace();
    workplace.write(configurationFile, secretConfiguration(worlds.url('unauthorized'), worlds.url('broken')));
    const env = { ...debug, ...secretEnvironment(worlds.url('production')) };
    const ran = await runAction(workplace, { inputs: { command: 'doctor', config: configurationFile }, env });
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('unauthorized');
    expect(masks(ran.stdout)).toContain(`::add-mask::${planted.token}`);
    expect(leaksIn(withoutMasks(ran.stdout) + ran.stderr, 'the log')).toEqual([]);
    expect(leaksInFiles(workplace)).toEqual([]);
  });
});
