import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { newestValidation } from '../../bot/store/validations.ts';
import { type AppState, emptyState } from '../fake-github/app-state.ts';
import { useServer } from '../fixtures/use-server.ts';
import { privateKey, secret } from './deliver.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { type TestBot, useBot } from './use-bot.ts';
import { useSlack } from './use-slack.ts';

interface Asked {
  readonly url: string;
  readonly authorization: string | undefined;
}

/** A metrics server that knows nothing and remembers who asked. */
async function useMetrics(answer?: (response: ServerResponse) => void) {
  const asked: Asked[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    if (answer !== undefined) answer(response);
    else response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result: [] } }));
  });
  const host = await useServer(server);
  return { asked, host };
}

const plan = 'validation: {run: here, schedule: [{cron: "0 * * * *"}]}';
const configuration = (url: string, more = '') => `version: 1
service: shop
production: {metrics: {url: "${url}", auth: {bearer: "\${TOKEN}"}, selector: env=production, retries: 0}}
staging: {metrics: {url: "${url}", auth: {bearer: "\${TOKEN}"}, selector: env=staging, retries: 0}}
${plan}
${more}`;

const nothing = async () => {};

/** Somebody writes `/validate` on an issue. */
async function write(bot: TestBot, state: AppState, { id, createdAt }: { id: number; createdAt: string }) {
  state.comments.push({ id, issue: 3, author: 'ann', body: '/validate', createdAt, reactions: [] });
  await bot.deliver('issue_comment', {
    action: 'created',
    installation: { id: 5 },
    repository: { full_name: 'octo/shop', default_branch: 'main' },
    issue: { number: 3, state: 'open' },
    comment: {
      id,
      body: '/validate',
      html_url: 'https://github.com/octo/shop/issues/3',
      created_at: createdAt,
      user: { login: 'ann', type: 'User' },
    },
  });
}

/** Somebody asks for a validation, and reads what comes of it; twice, the second time for what was made since. */
async function askFor(bot: TestBot, state: AppState) {
  await write(bot, state, { id: 9, createdAt: '2026-05-10T04:01:00Z' });
  const said = (words: string) => state.comments.find(({ author, body }) => author !== 'ann' && body.includes(words));
  await eventually(() => expect(said('is begun beside the bot')).toBeDefined());
  await eventually(() => expect(said('The validation of staging has ended')?.body).toContain('shop: inconclusive'));
  await write(bot, state, { id: 10, createdAt: '2026-05-10T04:00:59Z' });
  await eventually(() => expect(said('Another one was begun after this was asked for')).toBeDefined());
}

describeOnEmbeddedStore('a validation in the bot’s own network', (fresh) => {
  async function after(text: string, grants: object, then: (bot: TestBot, state: AppState) => Promise<void> = nothing) {
    const store = await fresh();
    const state = emptyState();
    const github = await useAppGitHub({
      ...state,
      installations: { 5: ['octo/shop'] },
      roles: { ann: 'write' },
      issues: [{ number: 3, author: 'ann', title: '', body: '', state: 'open', labels: [], comments: [] }],
      contents: { [state.head]: { '.github/tollgate.yml': text } },
    });
    let now = Date.parse('2026-05-10T03:59:00Z');
    const slack = await useSlack();
    const circumstances = { now: () => new Date(now), grants: { 'Octo/Shop': grants }, slack: slack.settings };
    const bot = await useBot(store, handlers, { githubApi: github.url, ...circumstances });
    await bot.tick();
    now += 120_000;
    await bot.tick();
    await eventually(() => expect(bot.log()).toContain('a scheduled validation was begun'));
    const log = bot.log();
    await then(bot, github.state);
    await bot.stop();
    const opened = await openStore(store, () => {});
    const kept = await newestValidation(opened, 'octo/shop');
    await opened.close();
    return { kept, log, head: github.state.head, told: slack.posts.map(({ text: words }) => words) };
  }
  const token = 'a token that the operator lends';

  it('is made with what the operator grants, on schedule and when somebody asks; its verdict is kept and told', async () => {
    const metrics = await useMetrics();
    const grants = { variables: { TOKEN: token }, egress: [metrics.host] };
    const text = configuration(
      `http://${metrics.host}`,
      'environments: {staging: {}}\nnotifications: [{channel: C0000000001}]',
    );
    const { kept, log, head, told } = await after(text, grants, askFor);
    expect(told).toMatchObject([expect.stringContaining('INCONCLUSIVE')]);
    expect(log).toContain('"state":"done"');
    expect(kept?.verdict).toMatchObject({
      decision: 'inconclusive',
      subject: { service: 'shop', release: { sha: head } },
    });
    expect(metrics.asked.length).toBeGreaterThan(0);
    expect(new Set(metrics.asked.map(({ authorization }) => authorization))).toEqual(new Set([`Bearer ${token}`]));
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(log).not.toContain(token);
  });

  it('never learns a variable of the bot’s', async () => {
    const metrics = await useMetrics();
    const grants = { variables: { TOKEN: token }, egress: [metrics.host] };
    const names = ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'PATH', 'TOLLGATE_EGRESS'];
    const stolen = names.map((name) => `\${${name}}`).join('/');
    const { kept, log } = await after(
      configuration(`http://${metrics.host}/`, `slackWebhookUrl: "http://${metrics.host}/${stolen}"`),
      grants,
    );
    expect(kept).toBeNull();
    for (const name of names) expect(log).toContain(`the variable ${name} is not set`);
    expect(metrics.asked).toEqual([]);
    expect(log).not.toContain(secret);
    expect(log).not.toContain(String(privateKey).slice(40, 80));
  });

  it('connects to nothing that the operator does not name', async () => {
    const [metrics, other] = [await useMetrics(), await useMetrics()];
    const grants = { variables: { TOKEN: token }, egress: [other.host] };
    const { kept, log } = await after(configuration(`http://${metrics.host}`), grants);
    expect(kept).toBeNull();
    expect(log).toContain(`production.metrics.url: ${metrics.host} is not on the operator’s egress list`);
    expect([...metrics.asked, ...other.asked]).toEqual([]);
  });

  it('follows no redirect to somewhere else', async () => {
    const elsewhere = await useMetrics();
    const metrics = await useMetrics((response) =>
      response.writeHead(302, { location: `http://${elsewhere.host}/steal` }).end(),
    );
    const grants = { variables: { TOKEN: token }, egress: [metrics.host, elsewhere.host] };
    const { kept } = await after(configuration(`http://${metrics.host}`), grants);
    expect(metrics.asked.length).toBeGreaterThan(0);
    expect(elsewhere.asked).toEqual([]);
    expect(kept?.verdict.decision).toBe('inconclusive');
  });
});
