import { expect, it } from 'vitest';
import { schema } from '../../src/commands/schema.ts';
import { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import { useAppGitHub } from '../bot/use-app-github.ts';
import { gateConfiguration, good, head, honest, released, runWith, worse } from '../bot/use-gate.ts';
import { type AppState, emptyState } from '../fake-github/app-state.ts';
import { closedAddress } from './closed-address.ts';
import { runAction } from './run-action.ts';
import { runCli } from './run-cli.ts';
import { workplaces } from './workplace.ts';

const workplace = workplaces();

interface Asked extends Partial<AppState> {
  /** Lines of the gate of production. */
  readonly gate?: readonly string[];
}

/** A repository whose evidence speaks for the release, besides what a story changes. */
async function useRepository({ gate = [], ...given }: Asked = {}) {
  const github = await useAppGitHub({
    ...emptyState(),
    head,
    contents: { [head]: { '.github/tollgate.yml': `${gateConfiguration(...gate)}\nslackWebhookUrl: \${UNSET}\n` } },
    runs: [runWith(1, honest), runWith(2, good)],
    ...given,
  });
  const env = { GITHUB_API_URL: github.url, GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: released };
  const { folder } = workplace();
  return {
    github,
    env,
    ask: (args: readonly string[] = ['production'], more: Record<string, string> = {}) =>
      runCli(['gate', ...args], { cwd: folder, env: { ...env, GITHUB_TOKEN: 'ghp_laptop', ...more } }),
  };
}

it('lets a release in that evidence speaks for, without a bot and without a checkout', async () => {
  const { ask } = await useRepository();
  const { code, stdout, stderr } = await ask(['production', '--json', '-']);
  expect(code, stderr).toBe(0);
  expect(GateAnswer.parse(JSON.parse(stdout))).toMatchObject({ decision: 'allow', sha: released });
  expect(stderr).toMatchInlineSnapshot(`
    "Allowed: dddddddddddddddddddddddddddddddddddddddd of shop into production
      + bad-shas: the commit is not listed [gate-supported]
      + locks: nobody else holds the lock [gate-supported]
      + calendar: no freeze [gate-supported]
      + freezes: nobody called a freeze [gate-supported]
      + release: passed 0 minutes ago [gate-supported] https://github.com/octo/shop/actions/runs/2
      + validation: made 0 minutes ago [gate-supported] https://github.com/octo/shop/actions/runs/1
    "
  `);
  expect(schema('gate')).toMatchObject({ properties: { schema: { const: 'tollgate.gate/1' } } });
});

it.each([
  {
    name: 'a build that is worse',
    given: { runs: [runWith(1, honest), runWith(2, worse)] },
    code: 1,
    words: 'worse: ',
  },
  { name: 'a build that nobody compared', given: { runs: [runWith(1, honest)] }, code: 3, words: '[gate-missing]' },
  { name: 'a staging that nobody validated', given: { runs: [runWith(2, good)] }, code: 3, words: 'no report about' },
  {
    name: 'a freeze',
    given: { gate: ['freezes: [{ from: 2020-01-01, to: 2090-01-01, reason: no }]'] },
    code: 3,
    words: 'no (UTC), until 2090-01-01 00:00 UTC [gate-frozen]',
  },
  {
    name: 'a drift that nobody looked for, because the App has another name',
    given: { gate: ['required: [release, drift]'] },
    code: 3,
    words: 'is that the login of your App (--app)? [gate-missing]',
  },
  {
    name: 'an image that nobody names',
    given: { gate: ['required: [digest]'] },
    code: 3,
    words: 'does not say which image',
  },
])('says why it does not let in: $name', async ({ given, code, words }) => {
  const ran = await (await useRepository(given)).ask();
  expect(ran, ran.stderr).toMatchObject({ code, stdout: expect.stringContaining(words) });
});

it('is exit code 4 where GitHub does not answer, be it for one thing only', async () => {
  const { ask, github } = await useRepository();
  const forbidden = { status: 403, body: { message: 'Resource not accessible by integration' } };
  github.disturb = (operation) => (operation === 'actions/list-workflow-runs' ? forbidden : null);
  expect(await ask()).toMatchObject({ code: 4, stdout: expect.stringContaining('[gate-unreachable]') });
  github.disturb = () => forbidden;
  expect(await ask()).toMatchObject({ code: 4, stderr: expect.stringContaining('GitHub answered 403') });
});

it('says what is wrong with what was asked, with exit code 2', async () => {
  const { ask, github } = await useRepository();
  const table: [string[], Record<string, string>, string][] = [
    [['production', '--sha', 'main'], {}, 'wanted a whole commit SHA (git rev-parse HEAD prints one), not "main"'],
    [['production'], { GITHUB_SHA: '' }, 'wanted a whole commit SHA (git rev-parse HEAD prints one), none was given'],
    [['production', '--digest', 'latest'], {}, 'wanted sha256: and 64 hexadecimal digits, not "latest"'],
    [['production'], { GITHUB_TOKEN: '' }, 'set GITHUB_TOKEN'],
    [[], {}, "missing required argument 'ENVIRONMENT'"],
  ];
  for (const [args, env, words] of table) {
    expect(await ask(args, env), args.join(' ')).toMatchObject({ code: 2, stderr: expect.stringContaining(words) });
  }
  expect(github.requests).toEqual([]);
  expect(await ask(['staging'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('those that have one: production'),
  });
  const other = await ask(['production', '--config', 'other.yml']);
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('other.yml is not on the default branch') });
});

it('is a step of a job, with outputs and a page', async () => {
  const { github, env } = await useRepository();
  const inputs = { command: 'gate', arguments: 'production', 'github-token': 'ghs_job' };
  const allowed = await runAction(workplace(), { inputs, env });
  expect(allowed).toMatchObject({
    code: 0,
    outputs: { decision: 'allow', 'reason-code': 'gate-supported' },
    summary: expect.stringContaining('**Allowed**: <code>dddddddddddd</code>'),
  });
  expect(GateAnswer.parse(JSON.parse(allowed.outputs['result'] ?? ''))).toMatchObject({ environment: 'production' });
  github.state.runs.pop();
  const waiting = await runAction(workplace(), { inputs: { ...inputs, digest: `sha256:${'1'.repeat(64)}` }, env });
  expect(waiting).toMatchObject({
    code: 1,
    outputs: { decision: 'wait', 'reason-code': 'gate-missing' },
    stdout: expect.stringContaining('::error::gate ended with exit code 3'),
  });
  expect(waiting.outputs['result']).toContain(`"digest":"sha256:${'1'.repeat(64)}"`);
});

it('lets nothing in where the bot gives no answer, unless it was told to ask GitHub alone then', async () => {
  const { ask, github } = await useRepository();
  const dead = await closedAddress();
  const bot = { TOLLGATE_BOT_TOKEN: 'tollgate_token' };
  expect(await ask(['production', '--bot-url', dead], bot)).toMatchObject({
    code: 4,
    stdout: '',
    stderr: expect.stringMatching(/could not be reached; nothing is let in\. With --without-bot/),
  });
  expect(await ask(['production', '--bot-url', dead])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('the bot must know who asks: give --bot-token'),
  });
  expect(await ask(['production', '--bot-url', 'bot'], bot)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--bot-url wants the address of the bot'),
  });
  expect(await ask(['production', '--bot-url', 'http://bot.example'], bot)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('a token is not sent over http'),
  });
  expect(github.requests).toEqual([]);
  expect(await ask(['production', '--bot-url', dead, '--without-bot'], bot)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Allowed'),
    stderr: expect.stringContaining('decided from GitHub alone (--without-bot)'),
  });
});
