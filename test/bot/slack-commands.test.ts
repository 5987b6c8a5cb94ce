import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { responseAddress, slackAnswers } from '../../bot/slack/answer-slack.ts';
import { isSlackSigned } from '../../bot/slack/slack-signature.ts';
import { emptyState } from '../fake-github/app-state.ts';
import { publicData } from '../fixtures/public-data.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useSlackCommands } from './use-slack-commands.ts';

const configuration = `version: 1
production: {metrics: {url: "https://prometheus.invalid", selector: env=production}}
staging: {metrics: {url: "https://prometheus.invalid", selector: env=staging}}
environments: {production: {}, staging: {}}
notifications: [{channel: C0000000001}]
people: {U0000000001: ann}
`;
const vectors = join(publicData, 'webhooks/signature_vectors.json');

describe('a signature of Slack', () => {
  it.skipIf(!existsSync(vectors))('is checked as Slack documents it (public vector)', () => {
    const { slack } = JSON.parse(readFileSync(vectors, 'utf8'));
    const request = { timestamp: slack.timestamp, signature: slack.expected, body: Buffer.from(slack.body) };
    const then = (seconds: number) => new Date((Number(slack.timestamp) + seconds) * 1000);
    expect(isSlackSigned(request, slack.signing_secret, then(299))).toBe(true);
    expect(isSlackSigned(request, slack.signing_secret, then(301))).toBe(false);
    expect(isSlackSigned(request, slack.signing_secret, then(-301))).toBe(false);
    expect(isSlackSigned(request, 'another secret', then(0))).toBe(false);
    expect(isSlackSigned({ ...request, body: Buffer.from(`${slack.body}&`) }, slack.signing_secret, then(0))).toBe(
      false,
    );
    expect(isSlackSigned({ ...request, timestamp: 'NaN' }, slack.signing_secret, then(0))).toBe(false);
  });
});

describe('the address of an answer', () => {
  const api = 'https://slack.com/api/';
  it.each([
    ['https://hooks.slack.com/commands/T1/2/x', api, true],
    ['http://hooks.slack.com/commands/T1/2/x', api, false],
    ['https://hooks.slack.com.evil.invalid/x', api, false],
    ['https://hooks.slack.com@evil.invalid/x', api, false],
    ['https://hooks.slack.com:8443/x', api, false],
    ['https://slack.com/x', api, false],
    ['http://169.254.169.254/latest', api, false],
    ['http://127.0.0.1:7/x', 'http://127.0.0.1:7/api/', true],
    ['http://127.0.0.1:8/x', 'http://127.0.0.1:7/api/', false],
    ['no address', api, false],
  ])('%s (API %s) may be used: %s', (address, apiUrl, may) => {
    expect(responseAddress(address, apiUrl) !== null).toBe(may);
  });
});

describeOnEmbeddedStore('a command from Slack', (fresh) => {
  const start = async (teamIds: string[] = []) => {
    const contents = { ['1'.repeat(40)]: { '.github/tollgate.yml': configuration } };
    return useSlackCommands(await fresh(), { ...emptyState(), contents, roles: { ann: 'write' } }, { teamIds });
  };

  it('is acknowledged, obeyed for whom it knows, and answered where Slack says', async () => {
    const { slack, say } = await start();
    expect((await say('help')).status).toBe(200);
    await eventually(() => expect(slack.responses).toHaveLength(1));
    expect(JSON.stringify(slack.responses[0]?.body.blocks)).toContain('octo/shop');
    expect(slack.responses[0]).toMatchObject({ path: '/commands/1', body: { response_type: 'ephemeral' } });
    expect(slack.responses[0]?.body.text).toContain('What you can ask for here');
  });

  it('is refused with words for a stranger, and for another’s repository alike', async () => {
    const { slack, say } = await start();
    await say('help', { user_id: 'U0000000666' });
    await eventually(() => expect(slack.responses).toHaveLength(1));
    await say('repo:octo/secret help', { response_url: `${slack.url}/commands/2` });
    await eventually(() => expect(slack.responses).toHaveLength(2));
    expect(slack.responses[0]?.body.text).toContain('You cannot command here');
    expect(slack.responses[1]?.body.text?.replace('U0000000001', 'U0000000666')).toBe(slack.responses[0]?.body.text);
    await say('help', { channel_id: 'C0000000009', response_url: `${slack.url}/commands/3` });
    await eventually(() => expect(slack.responses[2]?.body.text).toContain('No repository writes into this channel'));
  });

  it('is not obeyed twice, from elsewhere, old, or unsigned', async () => {
    const { slack, say, post, slash, bot } = await start(['T0001']);
    expect((await say('help', {}, { secret: 'another secret of 32 characters!' })).status).toBe(401);
    expect((await say('help', {}, { age: 301 })).status).toBe(401);
    expect((await say('help', { team_id: 'T0666' })).status).toBe(403);
    const pressed = { type: 'block_actions', team: { id: 'T0001' }, user: { id: 'U0000000001', team_id: 'T0666' } };
    const actions = [{ action_id: 'tollgate:command', value: '/tollgate help' }];
    const place = { channel: { id: 'C0000000001' }, response_url: `${slack.url}/actions/1`, actions };
    const shared = await post('/slack/interactions', { payload: JSON.stringify({ ...pressed, ...place }) });
    expect((await shared()).status).toBe(403);
    const usual = await start();
    const guest = await usual.post('/slack/interactions', { payload: JSON.stringify({ ...pressed, ...place }) });
    expect((await guest()).status).toBe(403);
    expect((await fetch(`${bot.url}/slack/commands`, { method: 'POST', body: 'x' })).status).toBe(401);
    expect((await say('x'.repeat(300_000))).status).toBe(413);
    await say('help', { response_url: 'https://evil.invalid/x' });
    const send = await post('/slack/commands', slash('help'));
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([200, 200, 200]);
    await eventually(() => expect(slack.responses).toHaveLength(1));
    await eventually(() => expect(bot.log()).toContain('wants its answer elsewhere'));
    expect(slack.responses).toHaveLength(1);
  });

  it('may be a button of ours, and nothing else that Slack tells', async () => {
    const { slack, post } = await start();
    const press = (action: string) => ({
      type: 'block_actions',
      team: { id: 'T0001' },
      user: { id: 'U0000000001' },
      channel: { id: 'C0000000001' },
      response_url: `${slack.url}/actions/1`,
      actions: [{ action_id: action, value: '/tollgate help' }],
    });
    for (const payload of [press('other'), { type: 'view_submission' }]) {
      const send = await post('/slack/interactions', { payload: JSON.stringify(payload) });
      expect((await send()).status).toBe(200);
    }
    const send = await post('/slack/interactions', { payload: JSON.stringify(press('tollgate:command')) });
    await send();
    await eventually(() => expect(slack.responses.map(({ path }) => path)).toEqual(['/actions/1']));
    expect(slack.responses[0]?.body.text).toContain('What you can ask for here');
  });

  it('that waits for a second person is shown to the channel with a button, whose press is the word', async () => {
    const { slack, post } = await start();
    const waiting = {
      mood: 'waiting',
      title: 'Wants the word of a second person',
      lines: [],
      confirm: '0badcafe',
    } as const;
    const place = { address: `${slack.url}/commands/1`, isPress: false };
    const { final } = slackAnswers(place, pino({ level: 'silent' }));
    await final(waiting, 'octo/shop');
    const shown = slack.responses[0]?.body;
    expect(shown).toMatchObject({ response_type: 'in_channel', replace_original: false });
    const blocks = shown?.blocks as { type: string; elements?: { action_id: string; value: string }[] }[];
    const actions = blocks.find(({ type }) => type === 'actions')?.elements;
    expect(actions).toMatchObject([{ value: '/tollgate repo:octo/shop confirm 0badcafe' }]);
    const payload = {
      type: 'block_actions',
      team: { id: 'T0001' },
      user: { id: 'U0000000001' },
      channel: { id: 'C0000000001' },
      response_url: `${slack.url}/actions/1`,
      actions,
    };
    await (await post('/slack/interactions', { payload: JSON.stringify(payload) }))();
    await eventually(() => expect(slack.responses).toHaveLength(2));
    expect(slack.responses[1]?.body.text).toContain('No command waits here under `0badcafe`');
  });
});
