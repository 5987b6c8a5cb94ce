import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import type { StoreSettings } from '../../bot/settings.ts';
import type { AppState } from '../fake-github/app-state.ts';
import type { AppGitHub } from '../fake-github/start-app-github.ts';
import type { FakeSlack } from '../fake-slack/start-fake-slack.ts';
import { eventually } from './eventually.ts';
import { useAppGitHub } from './use-app-github.ts';
import { type TestBot, useBot } from './use-bot.ts';
import { signingSecret, useSlack } from './use-slack.ts';

type Form = Readonly<Record<string, string>>;
/** Sends a request, the same one each time. */
type Send = () => Promise<Response>;

export interface SlackStory {
  readonly github: AppGitHub;
  readonly slack: FakeSlack;
  readonly bot: TestBot;
  /** A request that Slack signed, `age` seconds ago. */
  readonly post: (path: string, form: Form, given?: { secret?: string; age?: number }) => Promise<Send>;
  readonly slash: (text: string, form?: Form) => Record<string, string>;
  readonly say: (text: string, form?: Form, given?: object) => Promise<Response>;
}

/** A bot that obeys Slack, which knows the repository’s configuration already. */
export async function useSlackCommands(
  store: StoreSettings,
  state: AppState,
  { teamIds = [], grants = {} }: { teamIds?: string[]; grants?: Readonly<Record<string, object>> } = {},
): Promise<SlackStory> {
  const github = await useAppGitHub(state);
  const slack = await useSlack();
  const bot = await useBot(store, handlers, { githubApi: github.url, slack: { ...slack.settings, teamIds }, grants });
  await bot.deliver('push', {
    ref: 'refs/heads/main',
    commits: [],
    installation: { id: 5 },
    repository: { full_name: 'octo/shop', default_branch: 'main' },
  });
  await eventually(() => expect(github.requests.some((one) => one.startsWith('repos/get-content'))).toBe(true));
  await eventually(async () =>
    expect(await (await fetch(`${bot.url}/metrics`)).text()).toContain('tollgate_deliveries{state="done"} 1'),
  );
  const post: SlackStory['post'] = async (path, form, given = {}) => {
    const body = new URLSearchParams(form).toString();
    const timestamp = String(Math.floor(Date.now() / 1000) - (given.age ?? 0));
    const hmac = createHmac('sha256', given.secret ?? signingSecret)
      .update(`v0:${timestamp}:${body}`)
      .digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac}`,
    };
    return () => fetch(`${bot.url}${path}`, { method: 'POST', headers, body });
  };
  const slash: SlackStory['slash'] = (text, form = {}) => ({
    command: '/tollgate',
    text,
    team_id: 'T0001',
    channel_id: 'C0000000001',
    user_id: 'U0000000001',
    response_url: `${slack.url}/commands/1`,
    ...form,
  });
  return {
    github,
    slack,
    bot,
    post,
    slash,
    say: async (text, form = {}, given = {}) => (await post('/slack/commands', slash(text, form), given))(),
  };
}
