import { describe, expect, test } from 'vitest';
import { slackWebhook } from '../../src/notify/slack-webhook.ts';
import { slack } from '../../src/report/slack.ts';
import { shopVerdict } from '../fixtures/report/verdict.ts';
import { startWebhook } from './start-webhook.ts';

const message = slack(shopVerdict());

describe('slackWebhook', () => {
  test('posts the message as JSON, once', async () => {
    await using webhook = await startWebhook((response) => response.end('ok'));
    expect(await slackWebhook(webhook.address, message)).toEqual({ ok: true });
    expect(webhook.received).toEqual([
      {
        method: 'POST',
        path: '/services/T000/B000/planted-secret',
        type: 'application/json; charset=utf-8',
        body: message,
      },
    ]);
  });

  test.each([
    {
      name: 'a refusal with Slack’s word',
      status: 400,
      body: 'invalid_blocks',
      expected: 'answered 400: invalid_blocks',
    },
    { name: 'a removed webhook', status: 404, body: 'no_service', expected: 'answered 404: no_service' },
    { name: 'too many messages', status: 429, body: 'rate_limited', expected: 'answered 429: rate_limited' },
    {
      name: 'a page that quotes the address',
      status: 500,
      body: '<p>/services/T000/B000/planted-secret</p>',
      expected: 'answered 500',
    },
  ])('tells of $name', async ({ status, body, expected }) => {
    await using webhook = await startWebhook((response) => response.writeHead(status).end(body));
    const { host } = new URL(webhook.address);
    expect(await slackWebhook(webhook.address, message)).toEqual({ ok: false, message: `Slack (${host}) ${expected}` });
  });

  test('follows no redirect', async () => {
    await using elsewhere = await startWebhook((response) => response.end('ok'));
    await using webhook = await startWebhook((response) =>
      response.writeHead(307, { location: elsewhere.address }).end(),
    );
    const sent = await slackWebhook(webhook.address, message);
    expect(sent).toMatchObject({ ok: false, message: expect.stringContaining('answered 307') });
    expect(elsewhere.received).toEqual([]);
  });

  test('gives up in time where there is no answer', async () => {
    await using webhook = await startWebhook(() => {});
    const sent = await slackWebhook(webhook.address, message, { timeout: 100 });
    expect(sent).toEqual({
      ok: false,
      message: `Slack (${new URL(webhook.address).host}) could not be reached: no answer within 0.1 s`,
    });
  });

  test('gives up in time where the answer never ends', async () => {
    await using webhook = await startWebhook((response) => response.writeHead(200).write('o'));
    const sent = await slackWebhook(webhook.address, message, { timeout: 100 });
    expect(sent).toMatchObject({ ok: false, message: expect.stringContaining('no answer within 0.1 s') });
  });

  test('tells of a server that is not there', async () => {
    const webhook = await startWebhook(() => {});
    await webhook[Symbol.asyncDispose]();
    const sent = await slackWebhook(webhook.address, message);
    expect(sent).toMatchObject({ ok: false, message: expect.stringContaining('could not be reached: ECONNREFUSED') });
  });

  test.each([
    '',
    'hooks.slack.com/services/planted-secret',
    'ftp://a.example/planted-secret',
    'http://[planted-secret',
    'https://user:planted-secret@127.0.0.1:1/x',
  ])('never throws, and never quotes the address: %s', async (address) => {
    const sent = await slackWebhook(address, message, { timeout: 1000 });
    expect(sent.ok).toBe(false);
    expect(JSON.stringify(sent)).not.toContain('planted-secret');
  });

  test('quotes no part of the path in any failure', async () => {
    for (const status of [302, 400, 403, 410, 500]) {
      await using webhook = await startWebhook((response) => response.writeHead(status).end('planted-secret'));
      expect(JSON.stringify(await slackWebhook(webhook.address, message))).not.toMatch(/planted-secret|T000/);
    }
  });
});
