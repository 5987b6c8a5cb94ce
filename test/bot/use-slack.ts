import { expect, onTestFinished } from 'vitest';
import type { SlackSettings } from '../../bot/slack/slack-settings.ts';
import { botToken, type FakeSlack, startFakeSlack } from '../fake-slack/start-fake-slack.ts';

export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';

/** A Slack for one test, which must end with nothing against what it was asked. */
export async function useSlack(): Promise<FakeSlack & { readonly settings: SlackSettings }> {
  const slack = await startFakeSlack();
  onTestFinished(async () => {
    await slack.stop();
    expect(slack.violations).toEqual([]);
  });
  return Object.assign(slack, { settings: { botToken, signingSecret, apiUrl: slack.apiUrl, teamIds: [] } });
}
