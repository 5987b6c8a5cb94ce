import { describe, expect, it } from 'vitest';
import { startWebhook, type Webhook } from '../notify/start-webhook.ts';
import { closedAddress } from './closed-address.ts';
import { runAction } from './run-action.ts';
import { runCli } from './run-cli.ts';
import { shopWorlds } from './shop-worlds.ts';
import { useWorlds } from './use-worlds.ts';
import { workplaces } from './workplace.ts';

const worlds = useWorlds(shopWorlds);
const newWorkplace = workplaces();

interface Block {
  readonly type: string;
  readonly text?: { readonly type: string; readonly text: string };
  readonly elements?: readonly { readonly type: string; readonly text: string }[];
}

interface Message {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The limits that Slack documents for messages of incoming webhooks. */
function expectValid({ received }: Webhook, decision: string): void {
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ method: 'POST', path: '/services/T000/B000/planted-secret' });
  const { text, blocks }: Message = JSON.parse(JSON.stringify(received[0]?.body));
  expect(text).toContain(decision);
  expect(blocks.length).toBeGreaterThan(1);
  expect(blocks.length).toBeLessThanOrEqual(50);
  const texts = blocks.flatMap((block) => [block.text ?? [], block.elements ?? []]).flat();
  for (const one of texts) {
    expect(['mrkdwn', 'plain_text']).toContain(one.type);
    expect(one.text.length).toBeGreaterThan(0);
    expect(one.text.length).toBeLessThanOrEqual(3000);
  }
  expect(blocks[0]).toMatchObject({ type: 'header', text: { type: 'plain_text' } });
  expect(blocks[0]?.text?.text.length).toBeLessThanOrEqual(150);
}

const options = (staging: string, slack: string) => [
  '--production-metrics',
  worlds.url('production'),
  '--staging-metrics',
  worlds.url(staging),
  '--slack-webhook-url',
  slack,
];

describe('Slack', () => {
  it.each([
    { staging: 'staging', decision: 'PASS', code: 0 },
    { staging: 'slow', decision: 'FAIL', code: 1 },
    { staging: 'empty', decision: 'INCONCLUSIVE', code: 3 },
  ])('is told $decision, once', async ({ staging, decision, code }) => {
    await using slack = await startWebhook((response) => response.end('ok'));
    const ran = await runCli(['validate', ...options(staging, slack.address)], { cwd: newWorkplace().folder });
    expectValid(slack, decision);
    expect(ran.code).toBe(code);
  });

  it('is told by the Action, with a link to the run', async () => {
    await using slack = await startWebhook((response) => response.end('ok'));
    const inputs = {
      'production-metrics': worlds.url('production'),
      'staging-metrics': worlds.url('slow'),
      'slack-webhook-url': slack.address,
    };
    const ran = await runAction(newWorkplace(), { inputs });
    expectValid(slack, 'FAIL');
    expect(JSON.stringify(slack.received[0]?.body)).toContain(
      '<https://github.com/octo/shop/actions/runs/4711|Full report>',
    );
    expect(ran.code).toBe(1);
  });

  it.each([
    { staging: 'staging', code: 0 },
    { staging: 'slow', code: 1 },
  ])('dead, it changes no exit code ($staging)', async ({ staging, code }) => {
    const dead = `${await closedAddress()}/services/T000/B000/planted-secret`;
    const ran = await runCli(['validate', ...options(staging, dead)], { cwd: newWorkplace().folder });
    expect(ran.stderr).toMatch(/^Slack was not told: Slack \(127\.0\.0\.1:\d+\) could not be reached: ECONNREFUSED$/m);
    expect(ran.code).toBe(code);
  });

  it('refusing, it changes no exit code either', async () => {
    await using slack = await startWebhook((response) => response.writeHead(404).end('no_service'));
    const ran = await runCli(['validate', ...options('staging', slack.address)], { cwd: newWorkplace().folder });
    expect(ran.stderr).toMatch(/^Slack was not told: Slack \(127\.0\.0\.1:\d+\) answered 404: no_service$/m);
    expect(ran.code).toBe(0);
  });
});
