import { describe, expect, it } from 'vitest';
import { readBotSettings } from '../../bot/settings.ts';
import { privateKey } from './deliver.ts';

const key = String(privateKey).trim();
const complete = { APP_ID: '1', PRIVATE_KEY: key, WEBHOOK_SECRET: '0123456789abcdef' };

describe('the bot’s settings', () => {
  it('have defaults for all but what identifies the App', () => {
    expect(readBotSettings(complete)).toEqual({
      appId: '1',
      privateKey: key,
      webhookSecret: '0123456789abcdef',
      webhookPath: '/api/github/webhooks',
      host: '127.0.0.1',
      port: 3000,
      githubApi: 'https://api.github.com',
      pointsPerMinute: 900,
      store: { kind: 'embedded', folder: 'tollgate-data' },
      slack: null,
      logLevel: 'info',
      operatorFile: null,
      traces: null,
      apiPerMinute: 120,
      trustedProxies: 0,
    });
  });

  it('prefer a PostgreSQL server to a folder', () => {
    const store = (environment: Record<string, string>) => readBotSettings({ ...complete, ...environment }).store;
    expect(store({ TOLLGATE_DATA_DIR: '/data' })).toEqual({ kind: 'embedded', folder: '/data' });
    expect(store({ TOLLGATE_DATA_DIR: '/data', DATABASE_URL: 'postgres://db/bot' })).toEqual({
      kind: 'postgres',
      url: 'postgres://db/bot',
    });
  });

  it.each([
    { name: 'with \\n for line breaks', given: key.replaceAll('\n', '\\n') },
    { name: 'in base64', given: Buffer.from(key).toString('base64') },
  ])('take a key $name', ({ given }) => {
    expect(readBotSettings({ ...complete, PRIVATE_KEY: given }).privateKey).toBe(given);
  });

  it('say everything that is missing at once', () => {
    expect(() => readBotSettings({ WEBHOOK_SECRET: '  ' })).toThrowErrorMatchingInlineSnapshot(`
      [UsageError: the bot cannot start:
      - APP_ID is missing: the number of the GitHub App (its settings page, “About”)
      - PRIVATE_KEY is missing: the App’s private key, PEM; line breaks may be written as \\n, or the whole in base64
      - WEBHOOK_SECRET is missing: the secret that the App’s webhooks are signed with]
    `);
  });

  it.each([
    { name: 'the name of a key’s file', given: { PRIVATE_KEY: 'key.pem' }, words: 'PRIVATE_KEY="$(cat key.pem)"' },
    { name: 'half a key', given: { PRIVATE_KEY: key.slice(0, 200) }, words: 'line breaks are missing' },
    { name: 'the secret that everybody knows', given: { WEBHOOK_SECRET: 'development' }, words: 'everybody knows' },
    { name: 'a short secret', given: { WEBHOOK_SECRET: 'hunter2' }, words: 'has 7 characters; wanted at least 16' },
    { name: 'a port of words', given: { PORT: 'http' }, words: 'PORT is "http"; wanted a number from 0 to 65535' },
    { name: 'a port too high', given: { PORT: '65536' }, words: 'PORT is "65536"' },
    {
      name: 'another database',
      given: { DATABASE_URL: 'mysql://u:hunter2@db/x' },
      words: 'postgres:// or postgresql://',
    },
    { name: 'an address without protocol', given: { GITHUB_API_URL: 'github.example' }, words: 'https:// or http://' },
    { name: 'no points', given: { GITHUB_POINTS_PER_MINUTE: '-1' }, words: 'GITHUB_POINTS_PER_MINUTE is "-1"' },
    { name: 'an unknown log level', given: { LOG_LEVEL: 'loud' }, words: 'LOG_LEVEL is "loud"; wanted trace, debug' },
  ])('refuse $name', ({ given, words }) => {
    const start = () => readBotSettings({ ...complete, ...given });
    expect(start).toThrow(words);
    expect(start).not.toThrow('hunter2');
  });
});

describe('the settings for Slack', () => {
  const token = { SLACK_BOT_TOKEN: 'xoxb-1-hunter2' };
  const slack = (given: Record<string, string>) => readBotSettings({ ...complete, ...given }).slack;

  it('are a token, and Slack’s own address', () => {
    expect(slack({})).toBeNull();
    expect(slack({ ...token, SLACK_TEAM_IDS: 'T0123, T0456' })).toEqual({
      botToken: 'xoxb-1-hunter2',
      signingSecret: null,
      apiUrl: 'https://slack.com/api/',
      teamIds: ['T0123', 'T0456'],
    });
  });

  it.each([
    { name: 'a token of another kind', given: { SLACK_BOT_TOKEN: 'xoxp-hunter2' }, words: 'begins with xoxb-' },
    { name: 'a secret without a token', given: { SLACK_SIGNING_SECRET: 'x'.repeat(32) }, words: 'SLACK_BOT_TOKEN' },
    { name: 'a short secret', given: { ...token, SLACK_SIGNING_SECRET: 'hunter2' }, words: 'has 7 characters' },
    { name: 'a workspace by name', given: { ...token, SLACK_TEAM_IDS: 'acme' }, words: '"acme"; wanted IDs' },
    { name: 'an address without protocol', given: { ...token, SLACK_API_URL: 'slack.test' }, words: 'https://' },
  ])('refuse $name', ({ given, words }) => {
    expect(() => slack(given)).toThrow(words);
    expect(() => slack(given)).not.toThrow('hunter2');
  });
});
