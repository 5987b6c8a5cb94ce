import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { StoreSettings } from '../../bot/settings.ts';
import { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { useServer } from '../fixtures/use-server.ts';
import { runAction } from '../process/run-action.ts';
import { runCli } from '../process/run-cli.ts';
import { workplaces } from '../process/workplace.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';
import { gateConfiguration, good, head, honest, released, runWith } from './use-gate.ts';
import { useIssuer } from './use-issuer.ts';

const workplace = workplaces();
const apiToken = 'tollgate_0123456789abcdef0123456789abcdef';
const ask = { repository: 'octo/shop', environment: 'production', service: null, sha: released, digest: null };
const claims = {
  repository: 'octo/shop',
  workflow_ref: 'octo/shop/.github/workflows/deploy.yml@refs/heads/main',
  event_name: 'push',
  run_id: '501',
};

/** What GitHub’s runner offers to a job that may have a token. */
async function useRunner(token: string) {
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    const isKnown = authorization === 'Bearer runner' && request.url?.includes('audience=tollgate') === true;
    response.writeHead(isKnown ? 200 : 401).end(JSON.stringify({ value: isKnown ? token : null }));
  });
  const host = await useServer(server);
  const url = `http://${host}/?api-version=2`;
  return { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'runner' };
}

/** A bot that knows two repositories; the evidence in the first speaks for a release. */
async function useAskedBot(store: StoreSettings) {
  const issuer = await useIssuer();
  const github = await useAppGitHub({
    ...emptyState(),
    head,
    contents: { [head]: { '.github/tollgate.yml': gateConfiguration() } },
    runs: [runWith(1, honest), runWith(2, good)],
    installations: { 5: ['octo/shop', 'octo/other'] },
  });
  const sha256 = createHash('sha256').update(apiToken).digest('hex');
  const grants = { 'octo/shop': { tokens: [{ name: 'cd', sha256 }] } };
  const bot = await useBot(store, handlers, { githubApi: github.url, grants, oidc: { issuer: issuer.issuer } });
  await bot.tick();
  return { issuer, github, bot };
}

describeOnEmbeddedStore('the gate of the bot, asked over the network', (fresh) => {
  it('decides for an operator, and for nobody else; says so where it cannot', async () => {
    const { issuer, github, bot } = await useAskedBot(await fresh());
    const post = async (token: string | null, body: unknown = ask) => {
      const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
      const sent = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${bot.url}/api/v1/gate`, { method: 'POST', headers, body: sent });
      return { status: response.status, body: await response.json() };
    };

    const answer = await post(apiToken);
    expect(answer.status, bot.log()).toBe(200);
    expect(GateAnswer.parse(answer.body)).toMatchObject({ decision: 'allow', sha: released });
    const elsewhere = await issuer.token({ ...claims, repository: 'octo/other' }, new Date());
    const refused: [string | null, unknown, number, string][] = [
      [null, ask, 401, 'wanted a token'],
      ['tollgate_another', ask, 404, 'not for this token'],
      [elsewhere, ask, 404, 'not for this token'],
      [await issuer.token(claims, new Date(0)), ask, 404, 'not for this token'],
      [apiToken, { ...ask, repository: 'octo/none' }, 404, 'not for this token'],
      [apiToken, { ...ask, environment: 'staging' }, 422, 'environments.staging.gate is not configured'],
      [apiToken, { ...ask, sha: 'main' }, 422, 'sha: wanted a whole commit SHA'],
      [apiToken, { ...ask, runId: '501' }, 422, 'Unrecognized key'],
      [apiToken, '{', 422, 'no JSON'],
    ];
    for (const [token, body, status, error] of refused) {
      expect(await post(token, body)).toEqual({ status, body: { error: expect.stringContaining(error) } });
    }

    github.disturb = (operation) =>
      operation === 'repos/get-content' ? { status: 502, body: { message: 'down' } } : null;
    expect(await post(apiToken)).toEqual({ status: 503, body: { error: expect.stringContaining('could not decide') } });
  });

  it('decides for a job, whose token no line shows', async () => {
    const { issuer, bot } = await useAskedBot(await fresh());
    const env = { GITHUB_REPOSITORY: 'octo/shop', GITHUB_SHA: released };
    const token = await issuer.token(claims, new Date());
    const runner = await useRunner(token);
    const inputs = { command: 'gate', arguments: 'production', 'bot-url': bot.url };
    const step = await runAction(workplace(), { inputs, env: { ...env, ...runner } });
    expect(step, step.stdout).toMatchObject({ code: 0, outputs: { decision: 'allow' } });
    const lines = (step.stdout + step.stderr + step.summary).split('\n');
    expect(lines.filter((line) => line.includes(token))).toEqual([`::add-mask::${token}`]);
    const asked = ['gate', 'production', '--bot-url', bot.url];
    const ran = await runCli(asked, { cwd: workplace().folder, env: { ...env, TOLLGATE_BOT_TOKEN: apiToken } });
    expect(ran, ran.stderr).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Allowed: d{40} of shop/) });
    expect(ran.stdout + ran.stderr).not.toContain(apiToken);
  });
});
